package io.gavel.cluster.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.archive.client.AeronArchive;
import io.gavel.cluster.RecordedEvents;
import io.gavel.cluster.TestCluster;
import io.gavel.venue.EventStream;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The event stream over restarts of a node, against the stream of a node that was never restarted. */
@Timeout(60)
class EventPublisherTest
{
    private static final long EVENTS = 20_000;

    private final Members members = TestCluster.freeMembers(3);

    @TempDir
    private Path dir;

    @Test
    void shouldBePositionedByItsEventsOverTermsAndRestarts()
    {
        final RecordedEvents uninterrupted;
        try (EventNode node = node(0))
        {
            node.open(0, 0);
            // Two whole terms and more.
            node.publish(30 * EVENTS);
            uninterrupted = node.recorded();
            assertTrue(uninterrupted.position() > EventStream.TERM_LENGTH, "crosses a term: " + uninterrupted);
        }
        for (final long upTo : new long[]{1, EVENTS, 14 * EVENTS, 22 * EVENTS, 30 * EVENTS})
        {
            try (EventNode node = node(1))
            {
                node.open(0, 0);
                node.publish(upTo);
                assertEquals(upToWholeBatch(upTo), node.recorded().lastEventSeq());
            }
        }
        try (EventNode node = node(1))
        {
            node.open(0, 0);
            node.publish(30 * EVENTS);
            assertEquals(uninterrupted, node.recorded());
        }
    }

    @Test
    void shouldNotPublishAgainWhatIsRecordedWhenItStartsFromASnapshot()
    {
        final RecordedEvents before;
        final long snapshotSeq;
        final long snapshotPosition;
        try (EventNode node = node(0))
        {
            final EventPublisher events = node.open(0, 0);
            node.publish(EVENTS / 2);
            snapshotSeq = events.eventSeq();
            snapshotPosition = events.position();
            node.publish(EVENTS);
            before = node.recorded();
        }
        try (EventNode node = node(0))
        {
            final EventPublisher events = node.open(snapshotSeq, snapshotPosition);
            assertEquals(snapshotSeq, events.eventSeq());
            assertThrows(EventStreamException.class, events::checkLeader);
            node.publish(before.lastEventSeq());
            events.checkLeader();
            assertEquals(before, node.recorded());
            assertEquals(before.position(), events.position());
        }
    }

    @Test
    void shouldCutATornMessageAndGoOnAsIfItHadNeverBeen()
    {
        final RecordedEvents before;
        try (EventNode node = node(0))
        {
            node.open(0, 0);
            node.publish(EVENTS);
            before = node.recorded();
        }
        try (EventNode node = node(0))
        {
            recordTornMessage(node, before.position());
        }
        try (EventNode node = node(0))
        {
            node.open(0, 0);
            node.publish(before.lastEventSeq());
            assertEquals(before, node.recorded());
            node.publish(2 * EVENTS);
            final RecordedEvents after = node.recorded();
            try (EventNode other = node(1))
            {
                other.open(0, 0);
                other.publish(2 * EVENTS);
                assertEquals(other.recorded(), after);
            }
        }
    }

    @Test
    void shouldFillAHoleBelowTheSnapshotFromAPeer()
    {
        try (EventNode peer = node(0); EventNode node = node(1))
        {
            final EventPublisher peerEvents = peer.open(0, 0);
            peer.publish(EVENTS);
            final long snapshotSeq = peerEvents.eventSeq();
            final long snapshotPosition = peerEvents.position();
            peer.publish(2 * EVENTS);
            final RecordedEvents expected = peer.recorded();

            final EventPublisher events = node.open(
                snapshotSeq, snapshotPosition, members.nodes().get(0).archiveEndpoint());
            assertEquals(snapshotSeq, events.eventSeq());
            node.publish(2 * EVENTS);
            assertEquals(expected, node.recorded());
        }
    }

    @Test
    void shouldFillAHoleAfterItsOwnTailFromAPeer()
    {
        try (EventNode node = node(1))
        {
            node.open(0, 0);
            node.publish(EVENTS / 3);
            node.recorded();
        }
        try (EventNode peer = node(0); EventNode node = node(1))
        {
            final EventPublisher peerEvents = peer.open(0, 0);
            peer.publish(EVENTS);
            peerEvents.awaitRecorded();
            node.open(peerEvents.eventSeq(), peerEvents.position(), members.nodes().get(0).archiveEndpoint());
            peer.publish(2 * EVENTS);
            node.publish(2 * EVENTS);
            assertEquals(peer.recorded(), node.recorded());
        }
    }

    @Test
    void shouldFillAHoleFromTheNextPeerWhereTheFirstOnesRecordingIsDamaged() throws IOException
    {
        try (EventNode damaged = node(0))
        {
            damaged.open(0, 0);
            damaged.publish(EVENTS);
            damaged.recorded();
        }
        damage(0);
        try (EventNode damaged = node(0); EventNode peer = node(2); EventNode node = node(1))
        {
            assertNotNull(damaged.aeron());
            final EventPublisher peerEvents = peer.open(0, 0);
            peer.publish(EVENTS);
            peerEvents.awaitRecorded();
            node.open(peerEvents.eventSeq(), peerEvents.position(),
                members.nodes().get(0).archiveEndpoint(), members.nodes().get(2).archiveEndpoint());
            assertEquals(peer.recorded(), node.recorded());
        }
    }

    /** Changes bytes in the middle of what a node has recorded. */
    private void damage(final int index) throws IOException
    {
        final Path file = dir.resolve("node" + index).resolve("archive").resolve("0-0.rec");
        try (RandomAccessFile recording = new RandomAccessFile(file.toFile(), "rw"))
        {
            recording.seek(200_000);
            final byte[] bytes = new byte[64];
            recording.readFully(bytes);
            for (int i = 0; i < bytes.length; i++)
            {
                bytes[i] ^= 0x55;
            }
            recording.seek(200_000);
            recording.write(bytes);
        }
    }

    @Test
    void shouldRefuseToStartWhenNoPeerCanFillTheHole()
    {
        try (EventNode node = node(1))
        {
            final EventStreamException e = assertThrows(EventStreamException.class, () -> node.open(100, 64_000));
            assertTrue(e.getMessage().contains("64000"), e.getMessage());
            assertTrue(e.getMessage().contains("start the other nodes"), e.getMessage());
        }
    }

    @Test
    void shouldStopWhenTheLogMakesOtherEventsThanAreRecorded()
    {
        try (EventNode node = node(0))
        {
            node.open(0, 0);
            node.publish(EVENTS);
            node.recorded();
        }
        try (EventNode node = node(0))
        {
            final EventPublisher events = node.open(0, 0);
            node.publish(EVENTS / 2);
            final UnsafeBuffer other = new UnsafeBuffer(new byte[31 * 1024]);
            assertThrows(EventStreamException.class, () ->
                events.publish(events.eventSeq() + 1, 2 * EVENTS, other, 0, other.capacity()));
            assertThrows(EventStreamException.class, () ->
                events.publish(events.eventSeq() + 2, events.eventSeq() + 2, other, 0, other.capacity()));
        }
    }

    private EventNode node(final int index)
    {
        return new EventNode(dir.resolve("node" + index), members.nodes().get(index).archiveEndpoint());
    }

    private static long upToWholeBatch(final long upTo)
    {
        long seq = 0;
        while (seq < upTo)
        {
            seq += EventNode.eventsIn(seq + 1);
        }
        return seq;
    }

    /** Whole frames of a message whose end was never written: what a process leaves that dies in the midst. */
    private static void recordTornMessage(final EventNode node, final long position)
    {
        try (EventArchive archive = new EventArchive(node.archiveContext(), new SleepingMillisIdleStrategy(1));
            ExclusivePublication publication = node.aeron().addExclusivePublication(new ChannelUriStringBuilder()
                .media("ipc").mtu(EventStream.MTU_LENGTH).initialPosition(position, 0, EventStream.TERM_LENGTH)
                .linger(0L).build(), EventStream.STREAM_ID))
        {
            final EventArchive.Recording recording = archive.find();
            archive.record(recording, publication.sessionId());
            final UnsafeBuffer torn = new UnsafeBuffer(new byte[20_000]);
            final long end = publication.offer(torn, 0, torn.capacity());
            assertTrue(end > position, "offer " + end);
            final AeronArchive client = archive.archive();
            while (client.getRecordingPosition(recording.recordingId()) < end)
            {
                Thread.onSpinWait();
            }
        }
    }
}
