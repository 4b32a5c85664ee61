package io.gavel.cluster.events;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.status.RecordingPos;
import io.gavel.venue.EventStream;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/**
 * Publishes this node's event stream, recorded by its archive without a hole or a duplicate over restarts. The stream's
 * position is replicated state: it is computed from the events, kept in the snapshot, and compared with every offer's
 * result. What a replay of the log makes again, and is recorded already, is counted and not published.
 *
 * <p>An event is never dropped: where one cannot be published, an {@link EventStreamException} has to end the node.
 */
public final class EventPublisher implements AutoCloseable
{
    private static final long NOT_CONNECTED_MAX_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long STUCK_MAX_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int OFFERS_BEFORE_CLOCK = 16;

    private final IdleStrategy idle;
    private final CountersReader counters;
    private final ExclusivePublication publication;
    private final long recordingId;
    private final int counterId;
    // Invariant: what is recorded at the start is a prefix of what the log makes, and ends at this event.
    private final EventTail recorded;
    private long eventSeq;
    private long position;

    private EventPublisher(
        final Aeron aeron,
        final EventArchive archive,
        final IdleStrategy idle,
        final EventArchive.Recording recording,
        final EventTail recorded)
    {
        this.idle = idle;
        this.recorded = recorded;
        counters = aeron.countersReader();
        publication = aeron.addExclusivePublication(new ChannelUriStringBuilder()
            .media("ipc")
            .alias(EventStream.ALIAS)
            .mtu(EventStream.MTU_LENGTH)
            .initialPosition(recorded.position(), 0, EventStream.TERM_LENGTH)
            .linger(0L)
            .build(), EventStream.STREAM_ID);
        checkEqual("position of the publication", publication.position(), recorded.position());
        recordingId = archive.record(recording, publication.sessionId());
        counterId = archive.awaitRecordingCounter(publication.sessionId());
    }

    /**
     * Opens the stream where the recording ends: finds the tail, cuts what is torn, fills what is missing below the
     * snapshot from a peer, and extends the recording.
     *
     * @param aeron            client of the service.
     * @param archiveContext   of the service's own archive.
     * @param idle             while waiting; has to keep the client's conductor going.
     * @param peers            of this node.
     * @param snapshotSeq      last event in the snapshot; 0 without one.
     * @param snapshotPosition of the stream in the snapshot; 0 without one.
     * @return the publisher, which takes the events that follow the snapshot.
     */
    public static EventPublisher open(
        final Aeron aeron,
        final AeronArchive.Context archiveContext,
        final IdleStrategy idle,
        final EventPeers peers,
        final long snapshotSeq,
        final long snapshotPosition)
    {
        try (EventArchive archive = new EventArchive(archiveContext, idle))
        {
            EventArchive.Recording recording = archive.find();
            EventTail tail = tail(archive, idle, recording);
            if (tail.position() < snapshotPosition)
            {
                new EventRefill(archive, peers, idle).fill(tail.position(), snapshotPosition);
                recording = archive.find();
                tail = tail(archive, idle, recording);
            }
            if (tail.position() < snapshotPosition || tail.eventSeq() < snapshotSeq ||
                tail.eventSeq() == snapshotSeq && tail.position() != snapshotPosition)
            {
                throw new EventStreamException("recorded events end at event " + tail.eventSeq() + ", position " +
                    tail.position() + "; the snapshot says event " + snapshotSeq + ", position " + snapshotPosition);
            }
            final EventPublisher publisher = new EventPublisher(aeron, archive, idle, recording, tail);
            publisher.eventSeq = snapshotSeq;
            publisher.position = snapshotPosition;
            return publisher;
        }
    }

    private static EventTail tail(
        final EventArchive archive, final IdleStrategy idle, final EventArchive.Recording recording)
    {
        if (null == recording)
        {
            return EventTail.EMPTY;
        }
        final EventTail tail = new EventTailReader(archive.archive(), idle)
            .read(recording.recordingId(), recording.startPosition(), recording.stopPosition());
        if (null == tail)
        {
            throw new EventStreamException("recording " + recording.recordingId() + " from position " +
                recording.startPosition() + " to " + recording.stopPosition() + " holds no whole message of events");
        }
        if (tail.position() < recording.stopPosition())
        {
            archive.truncate(recording.recordingId(), tail.position());
        }
        return tail;
    }

    /**
     * Publishes one message of whole events, or counts it where the recording has it already.
     *
     * @param firstEventSeq of the message; the one after the last.
     * @param lastEventSeq  of the message.
     * @param buffer        that holds it.
     * @param offset        of it.
     * @param length        of it, bytes.
     * @throws EventStreamException where the stream would break.
     */
    public void publish(
        final long firstEventSeq,
        final long lastEventSeq,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        if (firstEventSeq != eventSeq + 1 || lastEventSeq < firstEventSeq)
        {
            throw new EventStreamException(
                "events " + firstEventSeq + " to " + lastEventSeq + " follow event " + eventSeq);
        }
        final long after = EventPositions.after(position, length);
        if (firstEventSeq <= recorded.eventSeq())
        {
            if (lastEventSeq > recorded.eventSeq() ||
                lastEventSeq == recorded.eventSeq() != (after == recorded.position()))
            {
                throw new EventStreamException("events " + firstEventSeq + " to " + lastEventSeq + " end at position " +
                    after + ", the recording ends with event " + recorded.eventSeq() + " at " + recorded.position() +
                    ": it is not of this log");
            }
        }
        else
        {
            offer(buffer, offset, length, after);
        }
        position = after;
        eventSeq = lastEventSeq;
    }

    private void offer(final DirectBuffer buffer, final int offset, final int length, final long expected)
    {
        long result = publication.offer(buffer, offset, length);
        if (result < 0)
        {
            result = offerUntilTaken(buffer, offset, length, result);
        }
        if (result != expected)
        {
            throw new EventStreamException("the event stream is at position " + result + ", expected " + expected);
        }
    }

    private long offerUntilTaken(
        final DirectBuffer buffer, final int offset, final int length, final long firstResult)
    {
        long startNs = 0;
        long result = firstResult;
        int tries = 0;
        while (result < 0)
        {
            if (Publication.CLOSED == result || Publication.MAX_POSITION_EXCEEDED == result)
            {
                throw new EventStreamException("the event stream cannot be published: " +
                    Publication.errorString(result));
            }
            if (++tries > OFFERS_BEFORE_CLOCK)
            {
                final long nowNs = System.nanoTime();
                startNs = 0 == startNs ? nowNs : startNs;
                final long limitNs = Publication.NOT_CONNECTED == result ? NOT_CONNECTED_MAX_NS : STUCK_MAX_NS;
                if (nowNs - startNs > limitNs)
                {
                    throw new EventStreamException("the event stream was not taken by the archive for " +
                        TimeUnit.NANOSECONDS.toSeconds(limitNs) + " s: " + Publication.errorString(result));
                }
                checkRecording();
            }
            if (Publication.ADMIN_ACTION != result)
            {
                idle.idle();
            }
            result = publication.offer(buffer, offset, length);
        }
        return result;
    }

    /** Checks that the archive is still recording. */
    public void checkRecording()
    {
        if (!RecordingPos.isActive(counters, counterId, recordingId) || publication.isClosed())
        {
            throw new EventStreamException("the archive stopped recording the event stream at position " + position);
        }
    }

    /** Checks, as this node begins to lead, that its log made every event that is recorded. */
    public void checkLeader()
    {
        if (eventSeq < recorded.eventSeq())
        {
            throw new EventStreamException("this node leads with a log that ends at event " + eventSeq +
                ", but event " + recorded.eventSeq() + " is recorded: the log has lost what was committed");
        }
    }

    /** Waits until all that was published is recorded. */
    public void awaitRecorded()
    {
        while (recordedPosition() < position)
        {
            checkRecording();
            idle.idle();
        }
    }

    /**
     * How far the recording is.
     *
     * @return position.
     */
    public long recordedPosition()
    {
        return counters.getCounterValue(counterId);
    }

    /**
     * The last event, recorded before or published now.
     *
     * @return 0 before the first.
     */
    public long eventSeq()
    {
        return eventSeq;
    }

    /**
     * The stream's position after {@link #eventSeq()}.
     *
     * @return position.
     */
    public long position()
    {
        return position;
    }

    private static void checkEqual(final String what, final long actual, final long expected)
    {
        if (actual != expected)
        {
            throw new EventStreamException(what + " is " + actual + ", expected " + expected);
        }
    }

    @Override
    public void close()
    {
        publication.close();
    }
}
