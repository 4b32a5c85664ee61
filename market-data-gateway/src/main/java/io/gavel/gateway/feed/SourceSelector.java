package io.gavel.gateway.feed;

import io.aeron.archive.client.AeronArchive;
import io.aeron.exceptions.AeronException;
import io.gavel.venue.Members;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;

/**
 * Finds the node to follow. Has a thread of its own, as talking to an archive blocks, and the feed's thread may not.
 * While the feed is quiet it also asks the other nodes how far they are, so that a node that fell silent is noticed.
 */
final class SourceSelector implements Runnable, AutoCloseable
{
    private static final Logger LOGGER = System.getLogger(SourceSelector.class.getName());
    private static final long IDLE_PARK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long RETRY_MIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long RETRY_MAX_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long AVOID_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long EXHAUSTED_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long STANDBY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long STANDBY_RETRY_NS = TimeUnit.SECONDS.toNanos(3);

    private final Members members;
    private final FeedCounters counters;
    private final ReplayConnector connector;
    private final ReplayConnector standbyConnector;
    private final AtomicReference<Request> request = new AtomicReference<>();
    private final AtomicReference<ReplaySource> ready = new AtomicReference<>();
    private final Queue<ReplaySource> released = new ConcurrentLinkedQueue<>();
    private final AeronArchive[] standbys;
    private final long[] standbyRetryNs;
    private final String[] lastComplaint;
    private final boolean[] suspect;
    private final long[] avoidUntilNs;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean isExhausted;
    private volatile Ahead ahead;
    private volatile long quietSinceNs = Long.MAX_VALUE;
    private Request lastWanted;
    private long retryNs = RETRY_MIN_NS;
    private long nextScanNs;

    /** What the feed wants: a source from here on, from the first node if it can be had, not from the one it left. */
    private record Request(Checkpoint from, int firstNode, int leftNode, long sinceNs)
    {
    }

    /** What came of trying a node. */
    private enum Attempt
    {
        FOLLOWED, ANSWERED, UNREACHABLE
    }

    /** A node that had recorded more than the feed has, and since when that is known. */
    record Ahead(int nodeId, long position, long sinceNs)
    {
    }

    SourceSelector(final EventFeed.Context context, final FeedCounters counters)
    {
        this.members = context.members();
        this.counters = counters;
        this.connector = new ReplayConnector(context.aeron(), context.messageTimeoutNs(), () -> running);
        this.standbyConnector = new ReplayConnector(
            context.aeron(), context.messageTimeoutNs(), () -> running && null == request.get());
        final int size = members.nodes().size();
        this.standbys = new AeronArchive[size];
        this.standbyRetryNs = new long[size];
        this.lastComplaint = new String[size];
        this.suspect = new boolean[size];
        this.avoidUntilNs = new long[size];
        Arrays.fill(avoidUntilNs, System.nanoTime());
        Arrays.fill(standbyRetryNs, System.nanoTime());
        this.nextScanNs = System.nanoTime();
        this.thread = new Thread(this, "event-feed-selector");
        thread.setDaemon(true);
    }

    void start()
    {
        thread.start();
    }

    /** Feed thread: asks for a source; the answer comes by {@link #poll()}. */
    void request(final Checkpoint from, final int firstNode, final int leftNode)
    {
        quietSinceNs = Long.MAX_VALUE;
        ahead = null;
        request.set(new Request(from, firstNode, leftNode, System.nanoTime()));
        LockSupport.unpark(thread);
    }

    /** Feed thread: the source that was asked for, or null while there is none. */
    ReplaySource poll()
    {
        return ready.getAndSet(null);
    }

    /** Feed thread: a source that is used no more. */
    void release(final ReplaySource source)
    {
        released.add(source);
    }

    /** Feed thread: that node's stream was wrong at the checkpoint; follow it from its start only. */
    void suspect(final int nodeId)
    {
        synchronized (suspect)
        {
            suspect[nodeId] = true;
        }
    }

    /** Feed thread: since when nothing came; Long.MAX_VALUE where something does. */
    void quietSince(final long nowNs)
    {
        quietSinceNs = nowNs;
    }

    /** A node that is ahead of the feed, or null. */
    Ahead ahead()
    {
        return ahead;
    }

    /** True where every node was tried for the open request, and none could be followed. */
    boolean isExhausted()
    {
        return isExhausted;
    }

    @Override
    public void run()
    {
        while (running)
        {
            try
            {
                step();
            }
            catch (final RuntimeException e)
            {
                if (running)
                {
                    LOGGER.log(Level.ERROR, "event feed: unexpected failure while looking for a node", e);
                    park(RETRY_MAX_NS);
                }
            }
        }
        closeReleased();
        CloseHelper.quietClose(ready.getAndSet(null));
        CloseHelper.quietCloseAll(standbys);
    }

    private void step()
    {
        closeReleased();
        final Request wanted = request.get();
        if (null != wanted)
        {
            if (wanted != lastWanted)
            {
                lastWanted = wanted;
                retryNs = RETRY_MIN_NS;
                if (wanted.leftNode() >= 0)
                {
                    avoidUntilNs[wanted.leftNode()] = wanted.sinceNs() + AVOID_NS;
                }
            }
            if (tryNodes(wanted))
            {
                isExhausted = false;
            }
            else
            {
                park(retryNs / 2 + ThreadLocalRandom.current().nextLong(retryNs / 2));
                retryNs = Math.min(RETRY_MAX_NS, retryNs * 2);
            }
        }
        else
        {
            final long nowNs = System.nanoTime();
            final long quietNs = quietSinceNs;
            if (Long.MAX_VALUE != quietNs && nowNs - quietNs > STANDBY_INTERVAL_NS && nowNs - nextScanNs >= 0)
            {
                scanStandbys();
                nextScanNs = System.nanoTime() + STANDBY_INTERVAL_NS;
            }
            park(IDLE_PARK_NS);
        }
    }

    /**
     * Tries the nodes in order. One that died a moment ago would cost a timeout, so it is tried only where no other
     * one answers; where one answers that it is not as far yet, it is soon asked again.
     */
    private boolean tryNodes(final Request wanted)
    {
        boolean isAnyAnswered = false;
        final boolean[] isTried = new boolean[members.nodes().size()];
        for (int pass = 0; pass < 2 && !isAnyAnswered; pass++)
        {
            for (int i = 0; i < isTried.length && running; i++)
            {
                final int nodeId = (wanted.firstNode() + i) % isTried.length;
                if (!isTried[nodeId] && (1 == pass || System.nanoTime() - avoidUntilNs[nodeId] >= 0))
                {
                    isTried[nodeId] = true;
                    final Attempt attempt = tryNode(wanted, nodeId);
                    if (Attempt.FOLLOWED == attempt)
                    {
                        return true;
                    }
                    isAnyAnswered |= Attempt.ANSWERED == attempt;
                }
            }
        }
        isExhausted = !isAnyAnswered || System.nanoTime() - wanted.sinceNs() > EXHAUSTED_NS;
        return false;
    }

    private Attempt tryNode(final Request wanted, final int nodeId)
    {
        try
        {
            final ReplaySource source = connector.open(
                members.nodes().get(nodeId), wanted.from(), isSuspect(nodeId));
            if (null == source)
            {
                return Attempt.UNREACHABLE;
            }
            lastComplaint[nodeId] = null;
            request.compareAndSet(wanted, null);
            ready.set(source);
            return Attempt.FOLLOWED;
        }
        catch (final SourceUnavailableException e)
        {
            if (e.isMismatch())
            {
                counters.mismatches.incrementAndGet();
                suspect(nodeId);
                LOGGER.log(Level.ERROR, "event feed: EVENT STREAMS DIFFER: " + e.getMessage());
            }
            complain(nodeId, e.getMessage());
            return Attempt.ANSWERED;
        }
        catch (final AeronException e)
        {
            avoidUntilNs[nodeId] = System.nanoTime() + AVOID_NS;
            complain(nodeId, "node " + nodeId + " cannot be reached at " +
                members.nodes().get(nodeId).archiveEndpoint() + ": " + firstSentence(e));
            return Attempt.UNREACHABLE;
        }
    }

    private void complain(final int nodeId, final String complaint)
    {
        if (running && !complaint.equals(lastComplaint[nodeId]))
        {
            lastComplaint[nodeId] = complaint;
            LOGGER.log(Level.WARNING, "event feed: " + complaint + "; trying on");
        }
    }

    private static String firstSentence(final AeronException e)
    {
        final String message = String.valueOf(e.getMessage());
        final int end = message.indexOf(" publication=");
        return end < 0 ? message : message.substring(0, end);
    }

    private void scanStandbys()
    {
        final int followed = counters.node();
        long best = counters.position();
        int bestNode = -1;
        for (final Members.Node node : members.nodes())
        {
            if (node.nodeId() != followed && null == request.get())
            {
                final long position = standbyPosition(node);
                if (position > best)
                {
                    best = position;
                    bestNode = node.nodeId();
                }
            }
        }
        final Ahead known = ahead;
        if (bestNode < 0)
        {
            ahead = null;
        }
        else if (null == known || known.position() <= counters.position())
        {
            ahead = new Ahead(bestNode, best, System.nanoTime());
        }
    }

    private long standbyPosition(final Members.Node node)
    {
        final int nodeId = node.nodeId();
        if (null == standbys[nodeId] && System.nanoTime() - standbyRetryNs[nodeId] < 0)
        {
            return -1;
        }
        try
        {
            if (null == standbys[nodeId])
            {
                standbys[nodeId] = standbyConnector.connect(node);
            }
            if (null != standbys[nodeId])
            {
                final ReplayConnector.Recording recording = standbyConnector.find(standbys[nodeId], nodeId);
                return recording.isActive() ? recording.recordedPosition() : -1;
            }
        }
        catch (final SourceUnavailableException | AeronException e)
        {
            LOGGER.log(Level.DEBUG, "event feed: standby node {0}: {1}", nodeId, e.getMessage());
            CloseHelper.quietClose(standbys[nodeId]);
            standbys[nodeId] = null;
            standbyRetryNs[nodeId] = System.nanoTime() + STANDBY_RETRY_NS;
        }
        return -1;
    }

    private boolean isSuspect(final int nodeId)
    {
        synchronized (suspect)
        {
            return suspect[nodeId];
        }
    }

    private void closeReleased()
    {
        ReplaySource source;
        while (null != (source = released.poll()))
        {
            source.close();
        }
    }

    private void park(final long ns)
    {
        if (running)
        {
            LockSupport.parkNanos(ns);
        }
    }

    /** Ends the thread and everything that it opened. */
    @Override
    public void close()
    {
        running = false;
        thread.interrupt();
        boolean interrupted = false;
        try
        {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        catch (final InterruptedException e)
        {
            interrupted = true;
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
