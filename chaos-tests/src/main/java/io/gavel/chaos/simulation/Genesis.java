package io.gavel.chaos.simulation;

import io.gavel.engine.Behaviour;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.SetFeeAccountEncoder;
import io.gavel.schema.SetFeesEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The beginning of every log: an operator lists three instruments and lets brokers in, with money and shares. */
final class Genesis
{
    static final int TRADERS = 3;
    static final int ACCOUNTS_PER_TRADER = 2;
    static final String[] SYMBOLS = { "AAA", "BBB", "CCC" };
    static final String[] CURRENCIES = { "USD", "USD", "EUR" };
    static final int FEE_ACCOUNT = TRADERS * ACCOUNTS_PER_TRADER + 1;

    private static final int OPERATOR = 0;
    private static final int CONNECTION = 15;
    private static final String WHY = "genesis";

    private final List<LogEntry> entries = new ArrayList<>();
    private final SentCommands sent;
    private final long sessionId;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long clientSeq;
    private long timestampNs = VirtualTime.EPOCH_NS - 1_000;

    Genesis(final long sessionId, final SentCommands sent)
    {
        this.sessionId = sessionId;
        this.sent = sent;
    }

    /** The entries, committed all. */
    List<LogEntry> entries()
    {
        entries.add(new LogEntry(LogEntry.Kind.NEW_TERM, 0, timestampNs++, 0, Behaviour.VERSION_MAX));
        entries.add(new LogEntry(LogEntry.Kind.SESSION_OPEN, 0, timestampNs++, sessionId, OPERATOR));
        message(new ResumeEncoder().wrapAndApplyHeader(buffer, 0, header)
            .lastReportSeq(0).correlationId(1).connectionId(CONNECTION).sdkVersion(1).encodedLength());
        for (int i = 0; i < SYMBOLS.length; i++)
        {
            message(new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeq)
                .tickSizeMinor(100).lotSize(1).symbol(SYMBOLS[i]).currency(CURRENCIES[i]).why(WHY).encodedLength());
        }
        for (int trader = 1; trader <= TRADERS; trader++)
        {
            addParticipant(trader);
        }
        for (int account = 1; account <= FEE_ACCOUNT; account++)
        {
            final int owner = FEE_ACCOUNT == account ? OPERATOR : (account + 1) / ACCOUNTS_PER_TRADER;
            message(new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeq)
                .participantId(owner).status(AccountStatus.VERIFIED).why(WHY).encodedLength());
        }
        message(new SetFeeAccountEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeq)
            .accountId(FEE_ACCOUNT).why(WHY).encodedLength());
        message(new SetFeesEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeq)
            .participantId(-1).feeClass(0).makerRate(500).takerRate(2_000).auctionRate(1_000).why(WHY).encodedLength());
        for (int account = 1; account < FEE_ACCOUNT; account++)
        {
            fund(account);
        }
        entries.add(new LogEntry(LogEntry.Kind.SESSION_CLOSE, 0, timestampNs, sessionId, 0));
        return entries;
    }

    private void addParticipant(final int trader)
    {
        final AddParticipantEncoder command = new AddParticipantEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(++clientSeq).iterations(4096).role(Role.TRADER).name("p" + trader).ofParticipantId(-1).why(WHY);
        for (int i = 0; i < AddParticipantEncoder.storedKeyLength(); i++)
        {
            command.storedKey(i, (short)(i + trader)).serverKey(i, (short)(i + 100));
        }
        for (int i = 0; i < AddParticipantEncoder.saltLength(); i++)
        {
            command.salt(i, (short)i);
        }
        message(command.encodedLength());
    }

    private void fund(final int account)
    {
        for (final String currency : new String[]{ "USD", "EUR" })
        {
            message(new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeq)
                .accountId(account).deltaMinor(20_000_000_000L).currency(currency).requestKey(0).why(WHY)
                .encodedLength());
        }
        for (int instrument = 1; instrument <= SYMBOLS.length; instrument++)
        {
            message(new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeq)
                .accountId(account).deltaLots(5_000).instrumentId(instrument).requestKey(0).why(WHY).encodedLength());
        }
    }

    private void message(final int bodyLength)
    {
        final byte[] message = new byte[MessageHeaderEncoder.ENCODED_LENGTH + bodyLength];
        buffer.getBytes(0, message);
        sent.onSent(OPERATOR, CONNECTION, message);
        entries.add(new LogEntry(LogEntry.Kind.MESSAGE, 0, timestampNs++, sessionId, 0, message));
    }
}
