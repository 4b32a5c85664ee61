package io.gavel.benchmarks.engine;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.SetFeeAccountEncoder;
import io.gavel.schema.SetFeesEncoder;
import io.gavel.schema.SetLimitEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes what makes a venue before anybody trades, for the state machine alone. */
public final class OperatorCommands
{
    /** Session of the first operator; the participant that was added as n-th, from 0, has the session n + 2. */
    public static final long OPERATOR_SESSION = 1;

    /** Time between two commands. */
    public static final long COMMAND_NS = 1_000;

    private static final String CURRENCY = "USD";
    private static final String WHY = "benchmark";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandTape tape;
    private long operatorSeq;
    private long timeNs = COMMAND_NS;

    /**
     * Nothing encoded.
     *
     * @param tape takes the commands.
     */
    public OperatorCommands(final CommandTape tape)
    {
        this.tape = tape;
    }

    /**
     * Time of the last command.
     *
     * @return nanoseconds.
     */
    public long timeNs()
    {
        return timeNs;
    }

    /**
     * Resumes the connection 0 of whom a session belongs to.
     *
     * @param sessionId that was opened.
     */
    public void resume(final long sessionId)
    {
        final ResumeEncoder encoder = new ResumeEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.lastReportSeq(0).correlationId(1).connectionId(0).sdkVersion(1);
        add(sessionId, encoder.encodedLength());
    }

    /**
     * Lists an instrument, whose number is one more than that of the last. A lot is one share.
     *
     * @param symbol    at most 16 characters.
     * @param tickMinor in 1/10,000 of the currency.
     */
    public void addInstrument(final String symbol, final long tickMinor)
    {
        final AddInstrumentEncoder encoder = new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).tickSizeMinor(tickMinor).lotSize(1).symbol(symbol).currency(CURRENCY).why(WHY);
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    /**
     * Adds a participant that may trade, whose number is one more than that of the last, from 1.
     *
     * @param name of it.
     */
    public void addTrader(final String name)
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

    /**
     * Opens an account, whose number is one more than that of the last, from 1.
     *
     * @param participantId that owns it.
     */
    public void addAccount(final int participantId)
    {
        final AddAccountEncoder encoder = new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).participantId(participantId).status(AccountStatus.VERIFIED).why(WHY);
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    /**
     * Puts money into an account.
     *
     * @param accountId  of it.
     * @param deltaMinor in 1/10,000 of the currency.
     */
    public void depositCash(final long accountId, final long deltaMinor)
    {
        final AdjustCashEncoder encoder = new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).accountId(accountId).deltaMinor(deltaMinor).currency(CURRENCY).requestKey(0)
            .why(WHY);
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    /**
     * Puts shares into an account.
     *
     * @param accountId    of it.
     * @param instrumentId of the shares.
     * @param deltaLots    how many.
     */
    public void depositShares(final long accountId, final int instrumentId, final long deltaLots)
    {
        final AdjustHoldingEncoder encoder = new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).accountId(accountId).deltaLots(deltaLots).instrumentId(instrumentId)
            .requestKey(0).why(WHY);
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    /**
     * Limits a participant in each instrument.
     *
     * @param participantId that is limited.
     * @param type          of the limit.
     * @param value         of it.
     * @param burst         of an ORDER_RATE, else 0.
     */
    public void limit(final int participantId, final LimitType type, final long value, final int burst)
    {
        final SetLimitEncoder encoder = new SetLimitEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).value(value).ownerId(participantId).instrumentId(0).burst(burst)
            .scope(Scope.PARTICIPANT).limitType(type).why(WHY);
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    /**
     * Charges everybody fees in the first class of fees.
     *
     * @param accountId that they go to.
     * @param maker     millionths of the notional.
     * @param taker     millionths of the notional.
     */
    public void fees(final long accountId, final int maker, final int taker)
    {
        final SetFeeAccountEncoder account = new SetFeeAccountEncoder().wrapAndApplyHeader(buffer, 0, header);
        account.clientSeq(++operatorSeq).accountId(accountId).why(WHY);
        add(OPERATOR_SESSION, account.encodedLength());
        final SetFeesEncoder encoder = new SetFeesEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(++operatorSeq).participantId(-1).feeClass(0).makerRate(maker).takerRate(taker)
            .auctionRate(taker).why(WHY);
        add(OPERATOR_SESSION, encoder.encodedLength());
    }

    private void add(final long sessionId, final int bodyLength)
    {
        timeNs += COMMAND_NS;
        tape.add(sessionId, timeNs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
