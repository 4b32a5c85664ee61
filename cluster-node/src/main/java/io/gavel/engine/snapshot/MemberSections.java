package io.gavel.engine.snapshot;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Currency;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.participant.ClOrdIdHistory;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.participant.Participants;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.SnapshotClOrdIdsDecoder;
import io.gavel.schema.SnapshotClOrdIdsEncoder;
import io.gavel.schema.SnapshotInstrumentDecoder;
import io.gavel.schema.SnapshotInstrumentEncoder;
import io.gavel.schema.SnapshotParticipantDecoder;
import io.gavel.schema.SnapshotParticipantEncoder;

/** Instruments, participants, and the client order ids that these have used. */
final class MemberSections
{
    private static final int PARTICIPANT_LENGTH_FIRST = 121;
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Venue venue;
    private final EngineOutput engineOutput;
    private final SnapshotInstrumentEncoder instrumentEncoder = new SnapshotInstrumentEncoder();
    private final SnapshotInstrumentDecoder instrumentDecoder = new SnapshotInstrumentDecoder();
    private final SnapshotParticipantEncoder participantEncoder = new SnapshotParticipantEncoder();
    private final SnapshotParticipantDecoder participantDecoder = new SnapshotParticipantDecoder();
    private final SnapshotClOrdIdsEncoder clOrdIdsEncoder = new SnapshotClOrdIdsEncoder();
    private final SnapshotClOrdIdsDecoder clOrdIdsDecoder = new SnapshotClOrdIdsDecoder();
    private int participantsLoaded;
    private int clOrdIdsParticipant = -1;

    MemberSections(final Venue venue, final EngineOutput engineOutput)
    {
        this.venue = venue;
        this.engineOutput = engineOutput;
    }

    void write(final RecordSink sink)
    {
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            instrumentEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .tickSizeMinor(instrument.tickSizeMinor())
                .lotSize(instrument.lotSize())
                .instrumentId(id);
            Instruments.encodeSymbol(
                instrument, sink.buffer(), BODY + SnapshotInstrumentEncoder.symbolEncodingOffset());
            Currency.encode(
                instrument.currency(), sink.buffer(), BODY + SnapshotInstrumentEncoder.currencyEncodingOffset());
            sink.record(SnapshotInstrumentEncoder.BLOCK_LENGTH);
        }
        for (int id = 0; id < venue.participants().count(); id++)
        {
            writeParticipant(venue.participants().get(id), sink);
        }
        for (int id = 0; id < venue.participants().count(); id++)
        {
            writeClOrdIds(venue.participants().get(id), sink);
        }
    }

    private void writeParticipant(final Participant participant, final RecordSink sink)
    {
        final ParticipantCredential credential = participant.credential();
        participantEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
            .participantId(credential.participantId())
            .iterations(credential.iterations())
            .role(participant.role())
            .name(credential.name())
            .ofParticipantId(participant.ofParticipantId());
        sink.buffer().putBytes(BODY + SnapshotParticipantEncoder.saltEncodingOffset(), credential.salt());
        sink.buffer().putBytes(BODY + SnapshotParticipantEncoder.storedKeyEncodingOffset(), credential.storedKey());
        sink.buffer().putBytes(BODY + SnapshotParticipantEncoder.serverKeyEncodingOffset(), credential.serverKey());
        sink.record(SnapshotParticipantEncoder.BLOCK_LENGTH);
    }

    private void writeClOrdIds(final Participant participant, final RecordSink sink)
    {
        final ClOrdIdHistory history = participant.clOrdIds();
        int page = history.oldestPage();
        for (int first = 0; first < history.pageCount(); first += RecordSink.ROWS_MAX)
        {
            final int rows = Math.min(RecordSink.ROWS_MAX, history.pageCount() - first);
            clOrdIdsEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .participantId(participant.participantId());
            final SnapshotClOrdIdsEncoder.PagesEncoder pages = clOrdIdsEncoder.pagesCount(rows);
            for (int i = first; i < first + rows; i++)
            {
                pages.next().page(history.page(page)).mask(history.mask(page));
                page = history.newerPage(page);
            }
            sink.record(clOrdIdsEncoder.encodedLength());
        }
    }

    void loadInstrument(final RecordFrame frame)
    {
        frame.requireFixed(SnapshotInstrumentDecoder.BLOCK_LENGTH);
        instrumentDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int at = frame.offset() + BODY;
        final int symbolAt = at + SnapshotInstrumentDecoder.symbolEncodingOffset();
        final int currency = Currency.decode(
            frame.buffer(), at + SnapshotInstrumentDecoder.currencyEncodingOffset());
        final long tickSize = instrumentDecoder.tickSizeMinor();
        final long lotSize = instrumentDecoder.lotSize();
        final int id = instrumentDecoder.instrumentId();
        RecordFrame.require(id == venue.instruments().count() + 1,
            "instrument " + (venue.instruments().count() + 1), id);
        RecordFrame.require(Instruments.isSymbol(frame.buffer(), symbolAt) && Currency.INVALID != currency &&
            tickSize > 0 && lotSize > 0 && lotSize <= Long.MAX_VALUE / tickSize, "a valid instrument", id);
        venue.instruments().add(frame.buffer(), symbolAt, currency, tickSize, lotSize);
    }

    void loadParticipant(final RecordFrame frame)
    {
        frame.requireFixed(PARTICIPANT_LENGTH_FIRST, SnapshotParticipantDecoder.BLOCK_LENGTH);
        participantDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int id = participantDecoder.participantId();
        final String name = participantDecoder.name();
        RecordFrame.require(id == participantsLoaded, "participant " + participantsLoaded, id);
        RecordFrame.require(Participants.isName(frame.buffer(),
            frame.offset() + BODY + SnapshotParticipantDecoder.nameEncodingOffset()), "a valid name of participant",
            id);
        participantsLoaded++;
        final Role role = participantDecoder.role();
        if (Limits.FIRST_OPERATOR_ID == id)
        {
            RecordFrame.require(Limits.FIRST_OPERATOR_NAME.equals(name) && Role.OPERATOR == role,
                "participant 0 to be the first operator", id);
            return;
        }
        RecordFrame.require(Role.NULL_VAL != role, "a role of participant " + id, role.value());
        final byte[] salt = new byte[Participants.SALT_LENGTH];
        final byte[] storedKey = new byte[Participants.KEY_LENGTH];
        final byte[] serverKey = new byte[Participants.KEY_LENGTH];
        participantDecoder.getSalt(salt, 0, salt.length);
        participantDecoder.getStoredKey(storedKey, 0, storedKey.length);
        participantDecoder.getServerKey(serverKey, 0, serverKey.length);
        final ParticipantCredential credential = new ParticipantCredential(
            id, name, participantDecoder.iterations(), salt, storedKey, serverKey);
        final int of = frame.isFirstVersion() ? Participant.NOBODY : participantDecoder.ofParticipantId();
        RecordFrame.require((Role.DROP_COPY_READER == role) == (null != venue.participants().get(of)),
            "a participant whose executions are read, for a reader only, of participant " + id, of);
        venue.participants().add(credential, role, of);
        engineOutput.onCredential(credential);
    }

    void loadClOrdIds(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotClOrdIdsDecoder.BLOCK_LENGTH,
            SnapshotClOrdIdsDecoder.PagesDecoder.sbeBlockLength());
        clOrdIdsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int id = clOrdIdsDecoder.participantId();
        final Participant participant = venue.participants().get(id);
        RecordFrame.require(null != participant && id >= clOrdIdsParticipant,
            "client order ids of participant " + clOrdIdsParticipant + " or a later one", id);
        clOrdIdsParticipant = id;
        for (final SnapshotClOrdIdsDecoder.PagesDecoder page : clOrdIdsDecoder.pages())
        {
            participant.clOrdIds().restore(page.page(), page.mask());
        }
    }
}
