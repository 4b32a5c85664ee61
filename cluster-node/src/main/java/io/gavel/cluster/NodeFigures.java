package io.gavel.cluster;

import io.gavel.cluster.warmup.WarmUp;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the service tells about itself, written by its one thread and read by any: each figure alone is current, all
 * together are not of one instant, save the state hash with its two positions.
 */
final class NodeFigures
{
    /** A state hash and where it was taken. */
    record StateHash(long hash, long logPosition, long eventSeq)
    {
    }

    private final FailedLogons failedLogons = new FailedLogons();
    private final AtomicLong sessionsEnded = new AtomicLong();
    private final AtomicLong egressDropped = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final SnapshotTimes snapshotTimes = new SnapshotTimes();
    private final StartTimes startTimes;
    private final AtomicLong serviceLogPosition = new AtomicLong();
    private final AtomicLong eventSeq = new AtomicLong();
    private final AtomicLong eventPosition = new AtomicLong();
    private final AtomicLong eventRecordedPosition = new AtomicLong();
    private final AtomicInteger behaviourVersion = new AtomicInteger();
    private volatile int sessions;
    private volatile int openOrders;
    private volatile int accounts;
    private volatile StateHash stateHash;
    private volatile WarmUp.Result warmUp = WarmUp.Result.NONE;

    /**
     * Figures of a node that is about to start.
     *
     * @param startTimes that have begun.
     */
    NodeFigures(final StartTimes startTimes)
    {
        this.startTimes = startTimes;
    }

    StartTimes startTimes()
    {
        return startTimes;
    }

    void eventStream(final long seq, final long position)
    {
        eventPosition.lazySet(position);
        eventSeq.lazySet(seq);
    }

    void eventRecordedPosition(final long position)
    {
        eventRecordedPosition.lazySet(position);
    }

    void serviceLogPosition(final long position)
    {
        serviceLogPosition.lazySet(position);
    }

    void behaviourVersion(final int version)
    {
        behaviourVersion.lazySet(version);
    }

    /** Which rules hold; 0 until the service has started. */
    int behaviourVersion()
    {
        return behaviourVersion.get();
    }

    /** One more message of a session was executed. */
    void commandExecuted()
    {
        commands.lazySet(commands.get() + 1);
    }

    long commandCount()
    {
        return commands.get();
    }

    /** What the venue holds. */
    void holds(final int orders, final int accountCount)
    {
        openOrders = orders;
        accounts = accountCount;
    }

    int openOrders()
    {
        return openOrders;
    }

    int accounts()
    {
        return accounts;
    }

    void warmUp(final WarmUp.Result result)
    {
        warmUp = result;
    }

    /** What was exercised before the node joined. */
    WarmUp.Result warmUp()
    {
        return warmUp;
    }

    SnapshotTimes snapshotTimes()
    {
        return snapshotTimes;
    }

    void sessions(final int count)
    {
        sessions = count;
    }

    void stateHash(final StateHash hash)
    {
        stateHash = hash;
    }

    void egressDropped()
    {
        egressDropped.lazySet(egressDropped.get() + 1);
    }

    void sessionEnded()
    {
        sessionsEnded.lazySet(sessionsEnded.get() + 1);
    }

    /** Sessions that the service closed, as they sent too much that can't be decoded. */
    long sessionsEndedCount()
    {
        return sessionsEnded.get();
    }

    FailedLogons failedLogons()
    {
        return failedLogons;
    }

    long egressDroppedCount()
    {
        return egressDropped.get();
    }

    long serviceLogPosition()
    {
        return serviceLogPosition.get();
    }

    long eventSeq()
    {
        return eventSeq.get();
    }

    long eventPosition()
    {
        return eventPosition.get();
    }

    long eventRecordedPosition()
    {
        return eventRecordedPosition.get();
    }

    int sessions()
    {
        return sessions;
    }

    StateHash stateHash()
    {
        return stateHash;
    }
}
