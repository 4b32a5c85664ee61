package io.gavel.cluster.storage;

import io.gavel.cluster.events.EventPositions;
import io.gavel.engine.Exchange;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.UnheardOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.SemanticVersion;
import org.agrona.collections.LongHashSet;

/**
 * Executes the log again, without a cluster: makes the calls of the engine that a node's service makes, in the same
 * order, and hands its events on. What goes to sessions and timers leads nowhere, as the log has what came of it.
 */
public final class Replay implements LogConsumer, SnapshotConsumer
{
    private static final String SNAPSHOT = "SNAPSHOT";

    private final Exchange exchange;
    private final EventBatchConsumer events;
    // As the cluster keeps them: what a session sends that is not open is not handed to the service.
    private final LongHashSet sessions = new LongHashSet();
    private long eventSeq;
    private long eventPosition;
    private long position;
    private long commands;
    private long snapshotPosition = -1;

    /**
     * An empty venue.
     *
     * @param events takes the events.
     */
    public Replay(final EventBatchConsumer events)
    {
        this.events = events;
        exchange = new Exchange(new Output());
    }

    @Override
    public void onSession(final long sessionId, final byte[] principal)
    {
        sessions.add(sessionId);
    }

    @Override
    public void onEventPosition(final long seq, final long streamPosition)
    {
        eventSeq = seq;
        eventPosition = streamPosition;
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        if (exchange.onSnapshotRecord(buffer, offset, length) && eventSeq != exchange.eventSeq())
        {
            throw new InvariantViolation("snapshot says event " + eventSeq + ", its state is at event " +
                exchange.eventSeq());
        }
    }

    /**
     * Goes on behind the snapshot that was loaded.
     *
     * @param logPosition of it.
     */
    public void begin(final long logPosition)
    {
        position = logPosition;
    }

    @Override
    public void onSessionOpened(
        final long at, final long sessionId, final byte[] principal, final long timestampNs)
    {
        position = at;
        sessions.add(sessionId);
        exchange.onSessionOpened(sessionId, participantId(principal), timestampNs);
    }

    @Override
    public void onSessionClosed(final long at, final long sessionId, final String reason, final long timestampNs)
    {
        position = at;
        if (sessions.remove(sessionId))
        {
            exchange.onSessionClosed(sessionId, timestampNs);
        }
    }

    @Override
    public void onMessage(
        final long at,
        final long sessionId,
        final long timestampNs,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        position = at;
        if (sessions.contains(sessionId))
        {
            commands++;
            exchange.onMessage(sessionId, buffer, offset, length, timestampNs);
        }
    }

    @Override
    public void onTimer(final long at, final long timerId, final long timestampNs)
    {
        position = at;
        exchange.onTimer(timerId, timestampNs);
    }

    @Override
    public void onNewLeadershipTerm(
        final long at,
        final long leadershipTermId,
        final int leaderNodeId,
        final int appVersion,
        final long timestampNs)
    {
        position = at;
        exchange.onNewLeadershipTerm(timestampNs, SemanticVersion.minor(appVersion));
    }

    @Override
    public void onAction(final long at, final String action, final long timestampNs)
    {
        position = at;
        if (SNAPSHOT.equals(action))
        {
            snapshotPosition = at;
        }
    }

    private static int participantId(final byte[] principal)
    {
        return principal.length != Integer.BYTES ?
            -1 : ByteBuffer.wrap(principal).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /**
     * The state.
     *
     * @return the exchange.
     */
    public Exchange exchange()
    {
        return exchange;
    }

    /**
     * How far the log is executed.
     *
     * @return position behind the last entry.
     */
    public long position()
    {
        return position;
    }

    /**
     * Where the last snapshot was asked for.
     *
     * @return its log position; -1 where none was.
     */
    public long snapshotPosition()
    {
        return snapshotPosition;
    }

    /**
     * The last event.
     *
     * @return 0 before the first.
     */
    public long eventSeq()
    {
        return eventSeq;
    }

    /**
     * The event stream's position behind the last event.
     *
     * @return position.
     */
    public long eventPosition()
    {
        return eventPosition;
    }

    /**
     * How many messages of sessions were executed.
     *
     * @return &gt;= 0.
     */
    public long commands()
    {
        return commands;
    }

    // Execution reports are events as well, answers to queries change nothing, and the log says when a timer fired and
    // when a session was closed.
    private final class Output extends UnheardOutput
    {
        @Override
        public void onEventBatch(
            final long firstEventSeq,
            final long lastEventSeq,
            final DirectBuffer buffer,
            final int offset,
            final int length)
        {
            eventPosition = EventPositions.after(eventPosition, length);
            eventSeq = lastEventSeq;
            events.onBatch(firstEventSeq, lastEventSeq, eventPosition, buffer, offset, length);
        }
    }
}
