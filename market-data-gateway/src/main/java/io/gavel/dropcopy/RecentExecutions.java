package io.gavel.dropcopy;

/** The newest executions of all participants, up to a fixed number. For one thread. */
final class RecentExecutions
{
    private final Execution[] ring;
    // Invariant: ring[i % length] holds the i-th execution for begin <= i < end.
    private long begin;
    private long end;
    private long completeFrom = Long.MAX_VALUE;
    private long lastSeq;

    RecentExecutions(final int capacity)
    {
        ring = new Execution[capacity];
    }

    /** The next event of the stream, of whatever kind, was read. */
    void onEvent(final long eventSeq)
    {
        if (Long.MAX_VALUE == completeFrom)
        {
            completeFrom = eventSeq;
        }
        lastSeq = eventSeq;
    }

    /** That event was this execution. */
    void add(final Execution execution)
    {
        if (end - begin == ring.length)
        {
            completeFrom = get(begin).eventSeq() + 1;
            begin++;
        }
        ring[(int)(end % ring.length)] = execution;
        end++;
    }

    /** The first event from which on every execution is here; Long.MAX_VALUE before the first. */
    long completeFrom()
    {
        return completeFrom;
    }

    /** The last event that was read. */
    long lastSeq()
    {
        return lastSeq;
    }

    long begin()
    {
        return begin;
    }

    long end()
    {
        return end;
    }

    Execution get(final long index)
    {
        return ring[(int)(index % ring.length)];
    }

    /** The first execution that is not before an event. */
    long indexOf(final long eventSeq)
    {
        long low = begin;
        long high = end;
        while (low < high)
        {
            final long middle = low + high >>> 1;
            if (get(middle).eventSeq() < eventSeq)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
