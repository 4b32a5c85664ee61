package io.gavel.client;

import io.gavel.schema.MassCancelRequestEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.SetCancelOnDisconnectEncoder;
import io.gavel.schema.SetDeadMansTimerEncoder;
import io.gavel.schema.Side;
import java.time.Duration;

/** Makes commands that cancel orders at once, or where the client is gone. */
final class ControlCalls
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final Duration GRACE_MIN = Duration.ofSeconds(5);
    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration DURATION_MAX = Duration.ofHours(1);

    private final ClientCore core;

    ControlCalls(final ClientCore core)
    {
        this.core = core;
    }

    CommandFuture<CommandReport> massCancel(final MassCancel filter)
    {
        final long accountId = filter.accountId();
        final Side side = filter.side();
        if (accountId < 0)
        {
            throw new InvalidOrderException("accountId " + accountId + ": expected an account, or 0 for all");
        }
        final int instrumentId = filter.symbol() == null ? 0 : core.instrument(filter.symbol()).instrumentId();
        return submit(MassCancelRequestEncoder.TEMPLATE_ID, "mass cancel", (codec, buffer, clientSeq) ->
        {
            new MassCancelRequestEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(side);
            return HEADER + MassCancelRequestEncoder.BLOCK_LENGTH;
        });
    }

    CommandFuture<CommandReport> cancelOnDisconnect(final Duration grace)
    {
        final long graceNs = AdminChecks.nanosOrZero(grace, GRACE_MIN, DURATION_MAX, "grace");
        return submit(SetCancelOnDisconnectEncoder.TEMPLATE_ID, "cancel on disconnect", (codec, buffer, clientSeq) ->
        {
            new SetCancelOnDisconnectEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .graceNs(graceNs);
            return HEADER + SetCancelOnDisconnectEncoder.BLOCK_LENGTH;
        });
    }

    CommandFuture<CommandReport> deadMansTimer(final Duration timeout)
    {
        final long timeoutNs = AdminChecks.nanosOrZero(timeout, TIMEOUT_MIN, DURATION_MAX, "timeout");
        return submit(SetDeadMansTimerEncoder.TEMPLATE_ID, "dead man's timer", (codec, buffer, clientSeq) ->
        {
            new SetDeadMansTimerEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .timeoutNs(timeoutNs);
            return HEADER + SetDeadMansTimerEncoder.BLOCK_LENGTH;
        });
    }

    private CommandFuture<CommandReport> submit(
        final int templateId, final String description, final Command.Encoding encoding)
    {
        final CommandFuture<CommandReport> future = core.newCommandFuture();
        core.submit(new ControlCommand(templateId, description, encoding, future));
        return future;
    }
}
