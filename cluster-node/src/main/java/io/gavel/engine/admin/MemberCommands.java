package io.gavel.engine.admin;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Accounts;
import io.gavel.engine.account.Currency;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.market.Phases;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.participant.Participants;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import org.agrona.DirectBuffer;

/** What and who is there: instruments, participants, accounts. The checks are in the order of {@link RejectReason}. */
final class MemberCommands
{
    private static final int NULL_RAW = 255;

    private final Venue venue;
    private final EngineOutput output;
    private final EventEncoder events;
    private final OperatorEvents operatorEvents;
    private final AdminAnswers answers;
    private final Phases phases;

    MemberCommands(
        final Venue venue,
        final EngineOutput output,
        final EventEncoder events,
        final OperatorEvents operatorEvents,
        final AdminAnswers answers,
        final Phases phases)
    {
        this.venue = venue;
        this.output = output;
        this.events = events;
        this.operatorEvents = operatorEvents;
        this.answers = answers;
        this.phases = phases;
    }

    /** Lists an instrument. Emits AdminReport, InstrumentAdded, and its phase where that is not continuous. */
    void onAddInstrument(final AddInstrumentDecoder command)
    {
        final DirectBuffer buffer = command.buffer();
        final int symbolOffset = command.offset() + AddInstrumentDecoder.symbolEncodingOffset();
        final int currency = Currency.decode(
            buffer, command.offset() + AddInstrumentDecoder.currencyEncodingOffset());
        final Instruments instruments = venue.instruments();
        final RejectReason reason = check(command, buffer, symbolOffset, currency);
        if (answers.answer(instruments.count() + 1L, reason))
        {
            final Instrument instrument = instruments.add(
                buffer, symbolOffset, currency, command.tickSizeMinor(), command.lotSize());
            if (FeeSchedule.NO_ACCOUNT != venue.fees().accountId())
            {
                venue.accounts().cash().obtain(venue.fees().accountId(), currency);
            }
            events.instrumentAdded(instrument);
            phases.enter(instrument, phases.groupPhase(instrument), PhaseReason.OPERATOR, 0);
        }
    }

    private RejectReason check(
        final AddInstrumentDecoder command, final DirectBuffer buffer, final int symbolOffset, final int currency)
    {
        final Instruments instruments = venue.instruments();
        final long tickSize = command.tickSizeMinor();
        final long lotSize = command.lotSize();
        if (!Instruments.isSymbol(buffer, symbolOffset))
        {
            return RejectReason.INVALID_SYMBOL;
        }
        if (instruments.hasSymbol(buffer, symbolOffset))
        {
            return RejectReason.DUPLICATE_SYMBOL;
        }
        if (Currency.INVALID == currency)
        {
            return RejectReason.INVALID_CURRENCY;
        }
        if (tickSize <= 0)
        {
            return RejectReason.INVALID_TICK_SIZE;
        }
        if (lotSize <= 0 || lotSize > Long.MAX_VALUE / tickSize)
        {
            return RejectReason.INVALID_LOT_SIZE;
        }
        final boolean hasFeeRow = FeeSchedule.NO_ACCOUNT == venue.fees().accountId() ||
            venue.accounts().cash().canObtain(venue.fees().accountId(), currency);
        return instruments.count() >= Limits.INSTRUMENTS_MAX || !hasFeeRow ? RejectReason.TOO_MANY : RejectReason.NONE;
    }

    /** Adds a participant. Emits AdminReport and ParticipantAdded, and hands its credential out. */
    void onAddParticipant(final AddParticipantDecoder command)
    {
        final Participants participants = venue.participants();
        final int nameOffset = command.offset() + AddParticipantDecoder.nameEncodingOffset();
        final Role role = command.roleRaw() >= 1 && command.roleRaw() <= 5 ?
            Role.get(command.roleRaw()) : Role.NULL_VAL;
        final RejectReason reason = check(command, nameOffset, role);
        if (answers.answer(participants.count(), reason))
        {
            final ParticipantCredential credential = credential(command, participants.count());
            final Participant participant = participants.add(credential, role,
                Role.DROP_COPY_READER == role ? command.ofParticipantId() : Participant.NOBODY);
            events.participantAdded(
                participant.participantId(), participant.role(), command.buffer(), nameOffset);
            output.onCredential(credential);
        }
    }

    private RejectReason check(final AddParticipantDecoder command, final int nameOffset, final Role role)
    {
        final Participants participants = venue.participants();
        if (!Participants.isName(command.buffer(), nameOffset))
        {
            return RejectReason.INVALID_NAME;
        }
        if (participants.hasName(command.name()))
        {
            return RejectReason.DUPLICATE_NAME;
        }
        if (command.iterations() < AdminAdapter.ITERATIONS_MIN || command.iterations() > AdminAdapter.ITERATIONS_MAX)
        {
            return RejectReason.INVALID_CREDENTIAL;
        }
        if (Role.NULL_VAL == role)
        {
            return RejectReason.INVALID_ROLE;
        }
        if (Role.DROP_COPY_READER == role && null == participants.get(command.ofParticipantId()))
        {
            return RejectReason.UNKNOWN_PARTICIPANT;
        }
        return participants.count() >= Limits.PARTICIPANTS_MAX ? RejectReason.TOO_MANY : RejectReason.NONE;
    }

    /** Opens an account. Emits AdminReport and AccountAdded, and AccountStatusChanged where it may not trade yet. */
    void onAddAccount(final AddAccountDecoder command)
    {
        final Accounts accounts = venue.accounts();
        final Participant owner = venue.participants().get(command.participantId());
        final AccountStatus status = switch (command.statusRaw())
        {
            case 1 -> AccountStatus.PENDING;
            case 2, NULL_RAW -> AccountStatus.VERIFIED;
            default -> AccountStatus.NULL_VAL;
        };
        final RejectReason reason;
        if (null == owner)
        {
            reason = RejectReason.UNKNOWN_PARTICIPANT;
        }
        else if (accounts.count() >= Limits.ACCOUNTS_MAX)
        {
            reason = RejectReason.TOO_MANY;
        }
        else
        {
            reason = AccountStatus.NULL_VAL == status ? RejectReason.INVALID_STATUS : RejectReason.NONE;
        }
        if (answers.answer(accounts.count() + 1L, reason))
        {
            final int accountId = accounts.add(owner.participantId(), status);
            owner.accountIds().addInt(accountId);
            events.accountAdded(accountId, owner.participantId());
            if (AccountStatus.VERIFIED != status)
            {
                operatorEvents.accountStatusChanged(accountId, owner.participantId(), status);
            }
        }
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
