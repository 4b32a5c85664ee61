package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.Behaviour;
import io.gavel.engine.Exchange;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.UnheardOutput;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.venue.ScramSha256;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A state that was loaded while files were checked is taken for what it is, or refused. */
class VenueStateTest
{
    private static final long SESSION = 7;
    private static final long LOG_POSITION = 4_096;
    private static final long EVENT_POSITION = 640;

    private final List<byte[]> records = new ArrayList<>();
    private final CredentialDirectory directory = new CredentialDirectory(ScramSha256.verifier(
        "operator-secret".toCharArray(), new byte[ScramSha256.SALT_LENGTH], ScramSha256.ITERATIONS));
    private final VenueState state =
        new VenueState(directory, new NodeFigures(new StartTimes(0)), Behaviour.VERSION_MAX);
    private final Exchange source = new Exchange(new UnheardOutput());

    @BeforeEach
    void addParticipantAndTakeSnapshot()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        source.onSessionOpened(SESSION, 0, 1);
        final ResumeEncoder resume = new ResumeEncoder().wrapAndApplyHeader(buffer, 0, header);
        resume.correlationId(1).connectionId(0).lastReportSeq(0);
        source.onMessage(SESSION, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + resume.encodedLength(), 2);
        final AddParticipantEncoder add = new AddParticipantEncoder().wrapAndApplyHeader(buffer, 0, header);
        add.clientSeq(1).iterations(4_096).role(Role.TRADER).name("broker").ofParticipantId(-1).why("test");
        source.onMessage(SESSION, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + add.encodedLength(), 3);
        assertEquals(2, source.venue().participants().count());
        source.writeSnapshot((record, offset, length) ->
        {
            final byte[] bytes = new byte[length];
            record.getBytes(offset, bytes);
            records.add(bytes);
        });
    }

    private void load()
    {
        state.onEventPosition(source.eventSeq(), EVENT_POSITION);
        for (final byte[] record : records)
        {
            state.onRecord(new UnsafeBuffer(record), 0, record.length);
        }
        state.readAt(LOG_POSITION);
    }

    @Test
    void shouldBeTakenForTheSnapshotThatWasRead()
    {
        load();
        assertTrue(state.isOf(LOG_POSITION));
        state.take(source.eventSeq(), EVENT_POSITION);
        assertEquals(source.stateHash(), state.exchange().stateHash());
    }

    @Test
    void shouldLetNobodyLogOnBeforeTheStateIsTaken()
    {
        load();
        assertNull(directory.find("broker"));
        state.output().start(null, null);
        assertNotNull(directory.find("broker"));
    }

    @Test
    void shouldNotBeTakenForAnotherSnapshotOrBeforeItsEnd()
    {
        assertFalse(state.isOf(LOG_POSITION));
        state.readAt(-1);
        assertFalse(state.isOf(-1));
        records.remove(records.size() - 1);
        load();
        assertFalse(state.isOf(LOG_POSITION));
        assertFalse(state.isOf(LOG_POSITION + 32));
    }

    @Test
    void shouldRefuseTheReplayOfASnapshotWithOtherEvents()
    {
        load();
        assertThrows(IllegalStateException.class, () -> state.take(source.eventSeq() + 1, EVENT_POSITION));
        assertThrows(IllegalStateException.class, () -> state.take(source.eventSeq(), EVENT_POSITION + 32));
    }

    @Test
    void shouldSayWhatTheExchangeRefusedWhereTheServiceWouldStartFromIt()
    {
        records.remove(1);
        load();
        assertTrue(state.isOf(LOG_POSITION));
        final InvariantViolation first =
            assertThrows(InvariantViolation.class, () -> state.take(source.eventSeq(), EVENT_POSITION));
        assertSame(first, assertThrows(InvariantViolation.class, () -> state.take(0, 0)));
    }

    @Test
    void shouldRefuseAFirstRecordThatSaysAnotherEventThanTheState()
    {
        load();
        state.onEventPosition(source.eventSeq() + 5, EVENT_POSITION);
        assertThrows(InvariantViolation.class, () -> state.take(source.eventSeq() + 5, EVENT_POSITION));
    }
}
