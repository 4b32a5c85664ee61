package io.gavel.client;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.CancelOrdersEncoder;
import io.gavel.schema.KillEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ReleaseEncoder;
import io.gavel.schema.Scope;
import io.gavel.schema.SetAccountStatusEncoder;
import io.gavel.schema.SetLimitEncoder;
import io.gavel.schema.Side;
import java.util.concurrent.CompletableFuture;

/** Makes admin commands that bound and stop trading. */
final class RiskCalls implements RiskDesk
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int BURST_MAX = 1_000_000;

    private final AdminDesk desk;

    RiskCalls(final AdminDesk desk)
    {
        this.desk = desk;
    }

    @Override
    public CompletableFuture<AdminReport> setLimit(final RiskLimit limit)
    {
        checkLimit(limit);
        final int instrumentId = limit.symbol() == null ? 0 : desk.instrument(limit.symbol()).instrumentId();
        return desk.submit(SetLimitEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetLimitEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .value(limit.value())
                .ownerId(limit.ownerId())
                .instrumentId(instrumentId)
                .burst(limit.burst())
                .scope(limit.scope())
                .limitType(limit.type())
                .why(desk.why());
            return HEADER + SetLimitEncoder.BLOCK_LENGTH;
        });
    }

    private static void checkLimit(final RiskLimit limit)
    {
        AdminChecks.limitOwner(limit.scope(), limit.ownerId());
        final LimitType type = limit.type();
        AdminChecks.check(type != null && type != LimitType.NULL_VAL, "limit type " + type + ": expected one");
        final boolean isCleared = limit.value() == RiskLimit.NONE;
        AdminChecks.check(isCleared || limit.value() >= 0,
            type + " " + limit.value() + ": expected 0 or more, or " + RiskLimit.NONE + " to take the limit away");
        AdminChecks.check(type != LimitType.RESTRICTED || isCleared || limit.value() == 1,
            type + " " + limit.value() + ": expected 1, or " + RiskLimit.NONE + " to take the limit away");
        AdminChecks.check(limit.symbol() == null || type != LimitType.MAX_OPEN_ORDERS && type != LimitType.ORDER_RATE,
            type + " is for all instruments together, and takes no symbol");
        final boolean hasBurst = type == LimitType.ORDER_RATE && !isCleared;
        AdminChecks.check(hasBurst ? limit.burst() >= 1 && limit.burst() <= BURST_MAX : limit.burst() == 0,
            "burst " + limit.burst() + ": expected " + (hasBurst ? "1 to " + BURST_MAX : "0 for " + type));
    }

    @Override
    public CompletableFuture<AdminReport> kill(final Scope scope, final long ownerId)
    {
        AdminChecks.owner(scope, ownerId);
        return desk.submit(KillEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new KillEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .ownerId(ownerId)
                .scope(scope)
                .why(desk.why());
            return HEADER + KillEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> release(final Scope scope, final long ownerId)
    {
        AdminChecks.owner(scope, ownerId);
        return desk.submit(ReleaseEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new ReleaseEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .ownerId(ownerId)
                .scope(scope)
                .why(desk.why());
            return HEADER + ReleaseEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> setAccountStatus(final long accountId, final AccountStatus status)
    {
        AdminChecks.account(accountId);
        AdminChecks.check(status != null && status != AccountStatus.NULL_VAL,
            "status " + status + ": expected PENDING, VERIFIED, SUSPENDED or CLOSED");
        return desk.submit(SetAccountStatusEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetAccountStatusEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .status(status)
                .why(desk.why());
            return HEADER + SetAccountStatusEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> cancelOrders(final int participantId, final MassCancel filter)
    {
        final long accountId = filter.accountId();
        final Side side = filter.side();
        AdminChecks.check(participantId >= 0 || participantId == GavelOperator.NO_PARTICIPANT,
            "participantId " + participantId + ": expected a participant, or -1 for all");
        AdminChecks.check(accountId >= 0, "accountId " + accountId + ": expected an account, or 0 for all");
        final int instrumentId = filter.symbol() == null ? 0 : desk.instrument(filter.symbol()).instrumentId();
        return desk.submit(CancelOrdersEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new CancelOrdersEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .participantId(participantId)
                .instrumentId(instrumentId)
                .accountId(accountId)
                .side(side)
                .why(desk.why());
            return HEADER + CancelOrdersEncoder.BLOCK_LENGTH;
        });
    }
}
