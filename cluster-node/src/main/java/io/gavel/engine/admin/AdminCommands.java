package io.gavel.engine.admin;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Accounts;
import io.gavel.engine.account.Currency;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.participant.Participants;
import io.gavel.engine.session.Answer;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import org.agrona.DirectBuffer;

/**
 * What an operator may change. Each command is answered by an AdminReport, and what it did follows as an event of its
 * own. The checks are in the order of {@link RejectReason}.
 */
public final class AdminCommands
{
    /** Fewest iterations of PBKDF2 that a verifier may have (RFC 7677). */
    public static final int ITERATIONS_MIN = 4_096;

    /** Most iterations of PBKDF2 that a verifier may have: a client has to do them at each logon. */
    public static final int ITERATIONS_MAX = 10_000_000;

    private final Venue venue;
    private final EngineOutput output;
    private final EventEncoder events;
    private final ReportEncoder reports;

    /**
     * Admin commands over a venue.
     *
     * @param venue   that they change.
     * @param output  takes credentials.
     * @param events  takes what they did.
     * @param reports takes the answers.
     */
    public AdminCommands(
        final Venue venue, final EngineOutput output, final EventEncoder events, final ReportEncoder reports)
    {
        this.venue = venue;
        this.output = output;
        this.events = events;
        this.reports = reports;
    }

    /**
     * Answers a command.
     *
     * @param connection by which it came.
     * @param clientSeq  of the command.
     * @param templateId of the command.
     * @param resultId   what it made; 0 is told where it was rejected.
     * @param reason     NONE where it is done.
     * @param answer     takes the outcome.
     * @return true where it is done.
     */
    public boolean answer(
        final Connection connection,
        final long clientSeq,
        final int templateId,
        final long resultId,
        final RejectReason reason,
        final Answer answer)
    {
        final boolean isDone = RejectReason.NONE == reason;
        answer.set(isDone ? resultId : 0, venue.eventSeq() + 1, reason);
        reports.admin(connection, clientSeq, templateId, answer.resultId(), reason);
        return isDone;
    }

    /**
     * Lists an instrument. Emits InstrumentAdded.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onAddInstrument(final AddInstrumentDecoder command, final Connection connection, final Answer answer)
    {
        final DirectBuffer buffer = command.buffer();
        final int symbolOffset = command.offset() + AddInstrumentDecoder.symbolEncodingOffset();
        final int currency = Currency.decode(
            buffer, command.offset() + AddInstrumentDecoder.currencyEncodingOffset());
        final Instruments instruments = venue.instruments();
        final long tickSize = command.tickSizeMinor();
        final long lotSize = command.lotSize();
        final RejectReason reason;
        if (!Instruments.isSymbol(buffer, symbolOffset))
        {
            reason = RejectReason.INVALID_SYMBOL;
        }
        else if (instruments.hasSymbol(buffer, symbolOffset))
        {
            reason = RejectReason.DUPLICATE_SYMBOL;
        }
        else if (Currency.INVALID == currency)
        {
            reason = RejectReason.INVALID_CURRENCY;
        }
        else if (tickSize <= 0)
        {
            reason = RejectReason.INVALID_TICK_SIZE;
        }
        else if (lotSize <= 0 || lotSize > Long.MAX_VALUE / tickSize)
        {
            reason = RejectReason.INVALID_LOT_SIZE;
        }
        else
        {
            reason = instruments.count() >= Limits.INSTRUMENTS_MAX ? RejectReason.TOO_MANY : RejectReason.NONE;
        }
        if (answer(connection, command.clientSeq(), AddInstrumentDecoder.TEMPLATE_ID, instruments.count() + 1L,
            reason, answer))
        {
            final Instrument instrument = instruments.add(buffer, symbolOffset, currency, tickSize, lotSize);
            events.instrumentAdded(instrument);
        }
    }

    /**
     * Adds a participant. Emits ParticipantAdded, and hands its credential out.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onAddParticipant(
        final AddParticipantDecoder command, final Connection connection, final Answer answer)
    {
        final Participants participants = venue.participants();
        final int nameOffset = command.offset() + AddParticipantDecoder.nameEncodingOffset();
        final RejectReason reason;
        if (!Participants.isName(command.buffer(), nameOffset))
        {
            reason = RejectReason.INVALID_NAME;
        }
        else if (participants.hasName(command.name()))
        {
            reason = RejectReason.DUPLICATE_NAME;
        }
        else if (command.iterations() < ITERATIONS_MIN || command.iterations() > ITERATIONS_MAX)
        {
            reason = RejectReason.INVALID_CREDENTIAL;
        }
        else if (Role.TRADER.value() != command.roleRaw() && Role.OPERATOR.value() != command.roleRaw())
        {
            reason = RejectReason.INVALID_ROLE;
        }
        else
        {
            reason = participants.count() >= Limits.PARTICIPANTS_MAX ? RejectReason.TOO_MANY : RejectReason.NONE;
        }
        if (answer(connection, command.clientSeq(), AddParticipantDecoder.TEMPLATE_ID, participants.count(), reason,
            answer))
        {
            final ParticipantCredential credential = credential(command, participants.count());
            final Participant participant = participants.add(credential, command.role());
            events.participantAdded(
                participant.participantId(), participant.role(), command.buffer(), nameOffset);
            output.onCredential(credential);
        }
    }

    /**
     * Opens an account. Emits AccountAdded.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onAddAccount(final AddAccountDecoder command, final Connection connection, final Answer answer)
    {
        final Accounts accounts = venue.accounts();
        final Participant owner = venue.participants().get(command.participantId());
        final RejectReason reason = null == owner ? RejectReason.UNKNOWN_PARTICIPANT :
            accounts.count() >= Limits.ACCOUNTS_MAX ? RejectReason.TOO_MANY : RejectReason.NONE;
        if (answer(connection, command.clientSeq(), AddAccountDecoder.TEMPLATE_ID, accounts.count() + 1L, reason,
            answer))
        {
            final int accountId = accounts.add(owner.participantId());
            owner.accountIds().addInt(accountId);
            events.accountAdded(accountId, owner.participantId());
        }
    }

    /**
     * Money in or out. Emits CashAdjusted.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onAdjustCash(final AdjustCashDecoder command, final Connection connection, final Answer answer)
    {
        final Ledger cash = venue.accounts().cash();
        final int currency = Currency.decode(
            command.buffer(), command.offset() + AdjustCashDecoder.currencyEncodingOffset());
        final long delta = command.deltaMinor();
        final RejectReason reason;
        if (!venue.accounts().exists(command.accountId()))
        {
            reason = RejectReason.UNKNOWN_ACCOUNT;
        }
        else if (Currency.INVALID == currency)
        {
            reason = RejectReason.INVALID_CURRENCY;
        }
        else
        {
            reason = checkAdjustment(
                cash, (int)command.accountId(), currency, delta, RejectReason.INSUFFICIENT_CASH);
        }
        if (answer(connection, command.clientSeq(), AdjustCashDecoder.TEMPLATE_ID,
            balanceAfter(reason, cash, command.accountId(), currency, delta), reason, answer))
        {
            final int row = cash.obtain((int)command.accountId(), currency);
            cash.adjust(row, delta);
            events.cashAdjusted(command.accountId(), delta, cash.balance(row), currency);
        }
    }

    /**
     * Shares in or out. Emits HoldingAdjusted.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onAdjustHolding(final AdjustHoldingDecoder command, final Connection connection, final Answer answer)
    {
        final Ledger holdings = venue.accounts().holdings();
        final int instrumentId = command.instrumentId();
        final long delta = command.deltaLots();
        final RejectReason reason;
        if (null == venue.instruments().get(instrumentId))
        {
            reason = RejectReason.UNKNOWN_INSTRUMENT;
        }
        else if (!venue.accounts().exists(command.accountId()))
        {
            reason = RejectReason.UNKNOWN_ACCOUNT;
        }
        else
        {
            reason = checkAdjustment(
                holdings, (int)command.accountId(), instrumentId, delta, RejectReason.INSUFFICIENT_HOLDINGS);
        }
        if (answer(connection, command.clientSeq(), AdjustHoldingDecoder.TEMPLATE_ID,
            balanceAfter(reason, holdings, command.accountId(), instrumentId, delta), reason, answer))
        {
            final int row = holdings.obtain((int)command.accountId(), instrumentId);
            holdings.adjust(row, delta);
            events.holdingAdjusted(command.accountId(), delta, holdings.balance(row), instrumentId);
        }
    }

    private static RejectReason checkAdjustment(
        final Ledger ledger,
        final int accountId,
        final int asset,
        final long delta,
        final RejectReason insufficient)
    {
        if (delta < -ledger.available(ledger.find(accountId, asset)))
        {
            return insufficient;
        }
        if (0 == delta)
        {
            return RejectReason.INVALID_AMOUNT;
        }
        if (delta > 0 && !ledger.canDeposit(asset, delta))
        {
            return RejectReason.BALANCE_OVERFLOW;
        }
        return ledger.canObtain(accountId, asset) ? RejectReason.NONE : RejectReason.TOO_MANY;
    }

    private static long balanceAfter(
        final RejectReason reason, final Ledger ledger, final long accountId, final int asset, final long delta)
    {
        if (RejectReason.NONE != reason)
        {
            return 0;
        }
        final int row = ledger.find((int)accountId, asset);
        return Ledger.NIL == row ? delta : ledger.balance(row) + delta;
    }

    private static ParticipantCredential credential(final AddParticipantDecoder command, final int participantId)
    {
        final byte[] salt = new byte[Participants.SALT_LENGTH];
        final byte[] storedKey = new byte[Participants.KEY_LENGTH];
        final byte[] serverKey = new byte[Participants.KEY_LENGTH];
        command.getSalt(salt, 0, salt.length);
        command.getStoredKey(storedKey, 0, storedKey.length);
        command.getServerKey(serverKey, 0, serverKey.length);
        return new ParticipantCredential(
            participantId, command.name(), command.iterations(), salt, storedKey, serverKey);
    }
}
