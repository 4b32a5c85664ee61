package io.gavel.benchmarks.recovery;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the commands that make the state of an {@link OpenOrderFlow}, for the state machine alone. */
final class EngineFill
{
    /** Session of the first operator; participant n from 0 has the session n + 2. */
    static final long OPERATOR_SESSION = 1;

    private static final String CURRENCY = "USD";
    private static final String WHY = "benchmark";
    private static final long COMMAND_NS = 1_000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OpenOrderFlow flow;
    private final CommandTape tape;
    private final long[] clientSeqs;
    private long operatorSeq;
    private long timeNs = COMMAND_NS;

    /**
     * A fill.
     *
     * @param flow to be made.
     * @param tape takes the commands.
     */
    EngineFill(final OpenOrderFlow flow, final CommandTape tape)
    {
        this.flow = flow;
        this.tape = tape;
        clientSeqs = new long[flow.participants()];
    }

    /** Instruments, participants, and accounts with money and shares. */
    void members()
    {
        resume(OPERATOR_SESSION);
        for (int i = 0; i < flow.instruments(); i++)
        {
            final AddInstrumentEncoder encoder = new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header);
            encoder.clientSeq(++operatorSeq).tickSizeMinor(OpenOrderFlow.TICK_MINOR).lotSize(1)
                .symbol(OpenOrderFlow.symbol(i)).currency(CURRENCY).why(WHY);
            add(OPERATOR_SESSION, encoder.encodedLength());
        }
        for (int i = 0; i < flow.participants(); i++)
        {
            addParticipant(OpenOrderFlow.participantName(i));
        }
        for (int i = 0; i < flow.accounts(); i++)
        {
            final AddAccountEncoder account = new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, header);
            account.clientSeq(++operatorSeq).participantId(flow.owner(i) + 1).status(AccountStatus.VERIFIED).why(WHY);
            add(OPERATOR_SESSION, account.encodedLength());
            final AdjustCashEncoder cash = new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, header);
            cash.clientSeq(++operatorSeq).accountId(i + 1).deltaMinor(OpenOrderFlow.DEPOSIT_MINOR).currency(CURRENCY)
                .requestKey(0).why(WHY);
            add(OPERATOR_SESSION, cash.encodedLength());
            final AdjustHoldingEncoder shares = new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, header);
            shares.clientSeq(++operatorSeq).accountId(i + 1).deltaLots(OpenOrderFlow.DEPOSIT_SHARES)
                .instrumentId(flow.held(i) + 1).requestKey(0).why(WHY);
            add(OPERATOR_SESSION, shares.encodedLength());
        }
        for (int i = 0; i < flow.participants(); i++)
        {
            resume(OPERATOR_SESSION + 1 + i);
        }
    }

    /**
     * Orders.
     *
     * @param first of them, from 0.
     * @param end   the one behind the last.
     */
    void orders(final int first, final int end)
    {
        for (int order = first; order < end; order++)
        {
            final int account = flow.account(order);
            final int owner = flow.owner(account);
            newOrder.wrapAndApplyHeader(buffer, 0, header)
                .clientSeq(++clientSeqs[owner])
                .accountId(account + 1)
                .clOrdId(order + 1)
                .priceTicks(flow.priceTicks(order))
                .quantityLots(flow.lots(order))
                .instrumentId(flow.instrument(order) + 1)
                .side(flow.side(order))
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .stopPriceTicks(0)
                .displayQtyLots(0)
                .minQtyLots(0)
                .expireTimeNs(0)
                .selfTradePrevention(SelfTradePrevention.NULL_VAL)
                .selfTradeScope(SelfTradeScope.NULL_VAL)
                .postOnly(PostOnly.NULL_VAL);
            add(OPERATOR_SESSION + 1 + owner, newOrder.encodedLength());
        }
    }

    private void addParticipant(final String name)
    {
        final AddParticipantEncoder encoder = new AddParticipantEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).iterations(4_096).role(Role.TRADER).name(name).ofParticipantId(-1).why(WHY);
        for (int i = 0; i < AddParticipantEncoder.storedKeyLength(); i++)
        {
            encoder.storedKey(i, (short)(1 + i)).serverKey(i, (short)(2 + i));
        }
        for (int i = 0; i < AddParticipantEncoder.saltLength(); i++)
        {
            encoder.salt(i, (short)(3 + i));
        }
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    private void resume(final long sessionId)
    {
        final ResumeEncoder encoder = new ResumeEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.lastReportSeq(0).correlationId(1).connectionId(0).sdkVersion(1);
        add(sessionId, encoder.encodedLength());
    }

    private void add(final long sessionId, final int bodyLength)
    {
        timeNs += COMMAND_NS;
        tape.add(sessionId, timeNs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
