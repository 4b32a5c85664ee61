package io.gavel.gateway.feed;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a feed has been through, for other threads to read. Written by the feed's own threads only.
 */
public final class FeedCounters
{
    final AtomicLong switches = new AtomicLong();
    final AtomicLong gaps = new AtomicLong();
    final AtomicLong duplicates = new AtomicLong();
    final AtomicLong mismatches = new AtomicLong();
    final AtomicLong listenerErrors = new AtomicLong();
    final AtomicLong eventSeq = new AtomicLong();
    final AtomicLong position = new AtomicLong();
    volatile int node = -1;
    volatile FeedState state = FeedState.CATCHING_UP;

    FeedCounters()
    {
    }

    /**
     * How often the feed went on with another node, or with the same one anew, after its first.
     *
     * @return from 0.
     */
    public long switches()
    {
        return switches.get();
    }

    /**
     * How often a node's stream left events out. Such a node is left, and the events are taken from another one.
     *
     * @return from 0.
     */
    public long gaps()
    {
        return gaps.get();
    }

    /**
     * Events that came again and were dropped.
     *
     * @return from 0.
     */
    public long duplicates()
    {
        return duplicates.get();
    }

    /**
     * How often a node had other bytes at a position than the one followed before: a broken invariant of the venue.
     *
     * @return from 0.
     */
    public long mismatches()
    {
        return mismatches.get();
    }

    /**
     * Exceptions that the listener threw.
     *
     * @return from 0.
     */
    public long listenerErrors()
    {
        return listenerErrors.get();
    }

    /**
     * Of the last event that was delivered.
     *
     * @return from 1; 0 before the first.
     */
    public long eventSeq()
    {
        return eventSeq.get();
    }

    /**
     * Behind the last batch that was delivered, in the recordings of all nodes.
     *
     * @return bytes.
     */
    public long position()
    {
        return position.get();
    }

    /**
     * The node that is followed.
     *
     * @return its id, or -1.
     */
    public int node()
    {
        return node;
    }

    /**
     * How close the feed is to the venue.
     *
     * @return the state.
     */
    public FeedState state()
    {
        return state;
    }
}
