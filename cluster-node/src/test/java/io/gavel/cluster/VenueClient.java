package io.gavel.cluster;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.logbuffer.Header;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.ActivateBehaviourEncoder;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.AdminReportDecoder;
import io.gavel.schema.CommandOutcomeDecoder;
import io.gavel.schema.CommandRejectDecoder;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.HashStateEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckDecoder;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.SetLimitEncoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client that speaks the venue's protocol, one command at a time or a window of them, on the calling thread. */
final class VenueClient implements AutoCloseable, EgressListener
{
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long PASSWORD_SALT = 0x5A17;

    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ClusterClient client;
    private long nextClientSeq = -1;
    private long answeredSeq;
    private long resultId;
    private long answerEventSeq;
    private RejectReason reason;
    private long commandRejects;
    private long longestWaitNs;
    private final Map<RejectReason, Long> answers = new EnumMap<>(RejectReason.class);
    private AdminResponseCode adminResponse;

    VenueClient(final Members members, final String name, final String password)
    {
        client = ClusterClient.connect(members, name, password, this);
        try
        {
            new ResumeEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
                .lastReportSeq(0).correlationId(1).connectionId(0).sdkVersion(1);
            offer(MessageHeaderEncoder.ENCODED_LENGTH + ResumeEncoder.BLOCK_LENGTH);
            await("ResumeAck", () -> nextClientSeq >= 0);
            answeredSeq = nextClientSeq - 1;
        }
        catch (final RuntimeException e)
        {
            client.close();
            throw e;
        }
    }

    AeronCluster cluster()
    {
        return client.cluster();
    }

    long addInstrument(final String symbol)
    {
        new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).tickSizeMinor(100).lotSize(1).symbol(symbol).currency("USD")
            .why("test");
        return command(AddInstrumentEncoder.BLOCK_LENGTH);
    }

    RejectReason activateBehaviour(final int version, final int knownUpTo)
    {
        new ActivateBehaviourEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).behaviourVersion(version).knownUpTo(knownUpTo).why("test");
        return answer(ActivateBehaviourEncoder.BLOCK_LENGTH);
    }

    long addParticipant(final String name, final String password)
    {
        final byte[] salt = new byte[ScramSha256.SALT_LENGTH];
        salt[0] = (byte)PASSWORD_SALT;
        final ScramSha256.Verifier verifier =
            ScramSha256.verifier(password.toCharArray(), salt, ScramSha256.ITERATIONS);
        final AddParticipantEncoder encoder = new AddParticipantEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).iterations(verifier.iterations()).role(Role.TRADER).name(name)
            .ofParticipantId(-1).why("test");
        for (int i = 0; i < salt.length; i++)
        {
            encoder.salt(i, (short)(salt[i] & 0xFF));
        }
        for (int i = 0; i < verifier.storedKey().length; i++)
        {
            encoder.storedKey(i, (short)(verifier.storedKey()[i] & 0xFF));
            encoder.serverKey(i, (short)(verifier.serverKey()[i] & 0xFF));
        }
        return command(AddParticipantEncoder.BLOCK_LENGTH);
    }

    long addAccount(final int participantId)
    {
        new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).participantId(participantId).status(AccountStatus.VERIFIED).why("test");
        return command(AddAccountEncoder.BLOCK_LENGTH);
    }

    long adjustCash(final long accountId, final long deltaMinor)
    {
        new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).accountId(accountId).deltaMinor(deltaMinor).currency("USD")
            .requestKey(0).why("test");
        return command(AdjustCashEncoder.BLOCK_LENGTH);
    }

    long adjustHolding(final long accountId, final int instrumentId, final long deltaLots)
    {
        new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).accountId(accountId).deltaLots(deltaLots).instrumentId(instrumentId)
            .requestKey(0).why("test");
        return command(AdjustHoldingEncoder.BLOCK_LENGTH);
    }

    /** How many orders a second a participant may send, and how many at once. */
    void limitRate(final int participantId, final int ordersPerSecond, final int burst)
    {
        new SetLimitEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).value(ordersPerSecond).ownerId(participantId).instrumentId(0).burst(burst)
            .scope(Scope.PARTICIPANT).limitType(LimitType.ORDER_RATE).why("test");
        command(SetLimitEncoder.BLOCK_LENGTH);
    }

    /** Answers with a reason so far; NONE for those that were accepted. */
    long answers(final RejectReason answer)
    {
        return answers.getOrDefault(answer, 0L);
    }

    /** The longest time between two answers while some were awaited. */
    long longestWaitNs()
    {
        return longestWaitNs;
    }

    /** The event that carries the hash. */
    long hashState()
    {
        new HashStateEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder).clientSeq(nextClientSeq).why("test");
        command(HashStateEncoder.BLOCK_LENGTH);
        return answerEventSeq;
    }

    /** Sends an order without waiting for its answer. */
    void sendOrder(final long accountId, final int instrumentId, final Side side, final long ticks, final long lots)
    {
        new NewOrderSingleEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
            .clientSeq(nextClientSeq).accountId(accountId).clOrdId(nextClientSeq).priceTicks(ticks)
            .quantityLots(lots).instrumentId(instrumentId).side(side).ordType(OrdType.LIMIT)
            .timeInForce(TimeInForce.GTC).stopPriceTicks(0).displayQtyLots(0).minQtyLots(0).expireTimeNs(0)
            .selfTradePrevention(SelfTradePrevention.NONE).selfTradeScope(SelfTradeScope.ACCOUNT)
            .postOnly(PostOnly.NONE);
        offer(MessageHeaderEncoder.ENCODED_LENGTH + NewOrderSingleEncoder.BLOCK_LENGTH);
        nextClientSeq++;
    }

    /** Waits until all that was sent is answered but for a window. */
    void awaitAnswers(final long window)
    {
        final long startNs = System.nanoTime();
        await("answers up to " + (nextClientSeq - 1 - window), () -> answeredSeq >= nextClientSeq - 1 - window);
        longestWaitNs = Math.max(longestWaitNs, System.nanoTime() - startNs);
    }

    private long command(final int blockLength)
    {
        if (RejectReason.NONE != answer(blockLength))
        {
            throw new IllegalStateException("command " + (nextClientSeq - 1) + " was rejected: " + reason);
        }
        return resultId;
    }

    private RejectReason answer(final int blockLength)
    {
        offer(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        final long clientSeq = nextClientSeq++;
        await("answer to " + clientSeq, () -> answeredSeq >= clientSeq);
        return reason;
    }

    /** Sends any bytes. */
    void sendRaw(final DirectBuffer bytes, final int length)
    {
        buffer.putBytes(0, bytes, 0, length);
        offer(length);
    }

    private void offer(final int length)
    {
        await("offer", () -> client.cluster().offer(buffer, 0, length) > 0);
    }

    /** Tells the venue that this client is there, while the test does something else. */
    void keepAlive()
    {
        client.cluster().pollEgress();
        client.cluster().sendKeepAlive();
    }

    private void await(final String what, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean())
        {
            if (client.cluster().isClosed() || System.nanoTime() > deadlineNs)
            {
                throw new IllegalStateException(what + " did not come, " +
                    (client.cluster().isClosed() ? "the session is closed" : "timed out") +
                    "; command rejects: " + commandRejects);
            }
            keepAlive();
            Thread.yield();
        }
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer message,
        final int offset,
        final int length,
        final Header frame)
    {
        header.wrap(message, offset);
        if (AdminReportDecoder.SCHEMA_ID == header.schemaId())
        {
            onReport(message, offset);
        }
        else if (ResumeAckDecoder.TEMPLATE_ID == header.templateId())
        {
            nextClientSeq = new ResumeAckDecoder().wrapAndApplyHeader(message, offset, header).nextClientSeq();
        }
        else if (CommandOutcomeDecoder.TEMPLATE_ID == header.templateId())
        {
            final CommandOutcomeDecoder outcome =
                new CommandOutcomeDecoder().wrapAndApplyHeader(message, offset, header);
            answered(outcome.clientSeq(), outcome.resultId(), outcome.eventSeq(), outcome.reason());
        }
        else if (CommandRejectDecoder.TEMPLATE_ID == header.templateId())
        {
            commandRejects++;
        }
    }

    private void onReport(final DirectBuffer message, final int offset)
    {
        if (AdminReportDecoder.TEMPLATE_ID == header.templateId())
        {
            final AdminReportDecoder report = new AdminReportDecoder().wrapAndApplyHeader(message, offset, header);
            answered(report.clientSeq(), report.resultId(), report.eventSeq(), report.rejectReason());
        }
        else if (ExecutionReportDecoder.TEMPLATE_ID == header.templateId())
        {
            final ExecutionReportDecoder report =
                new ExecutionReportDecoder().wrapAndApplyHeader(message, offset, header);
            if (report.clientSeq() > 0)
            {
                answered(report.clientSeq(), report.orderId(), report.eventSeq(), report.rejectReason());
            }
        }
    }

    private void answered(final long clientSeq, final long result, final long eventSeq, final RejectReason rejectReason)
    {
        if (clientSeq >= answeredSeq)
        {
            answeredSeq = clientSeq;
            answers.merge(rejectReason, 1L, Long::sum);
            resultId = result;
            answerEventSeq = eventSeq;
            reason = rejectReason;
        }
    }

    /** Asks the cluster for a snapshot, and waits for its answer. */
    AdminResponseCode takeSnapshot()
    {
        adminResponse = null;
        await("request", () -> client.cluster().sendAdminRequestToTakeASnapshot(nextClientSeq));
        await("answer to the snapshot request", () -> null != adminResponse);
        return adminResponse;
    }

    @Override
    public void onAdminResponse(
        final long clusterSessionId,
        final long correlationId,
        final AdminRequestType requestType,
        final AdminResponseCode responseCode,
        final String message,
        final DirectBuffer payload,
        final int payloadOffset,
        final int payloadLength)
    {
        adminResponse = responseCode;
    }

    @Override
    public void close()
    {
        client.close();
    }
}
