package io.gavel.chaos.simulation;

import java.util.PriorityQueue;

/** The only clock: what is due next happens next, and time goes there. Things due at once happen as they were asked. */
final class VirtualTime
{
    /** Friday, 2024-10-04, 08:55 UTC, nanoseconds since 1970. */
    static final long EPOCH_NS = (20_000L * 86_400 + 8 * 3_600 + 55 * 60) * 1_000_000_000L;

    static final long MICROSECOND = 1_000L;
    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNs;
    private long asked;
    private long steps;

    /** Something that is to happen. */
    private record Event(long timeNs, long order, Runnable action) implements Comparable<Event>
    {
        @Override
        public int compareTo(final Event other)
        {
            final int byTime = Long.compare(timeNs, other.timeNs);
            return 0 != byTime ? byTime : Long.compare(order, other.order);
        }
    }

    /** Since the start, nanoseconds. */
    long nowNs()
    {
        return nowNs;
    }

    /** How many things have happened. */
    long steps()
    {
        return steps;
    }

    /** Has something happen after a while. */
    void after(final long delayNs, final Runnable action)
    {
        events.add(new Event(nowNs + Math.max(0, delayNs), asked++, action));
    }

    /** Goes on to what is due next; false where nothing is due up to this time, which it is then. */
    boolean step(final long untilNs)
    {
        final Event next = events.peek();
        if (null == next || next.timeNs() > untilNs)
        {
            nowNs = Math.max(nowNs, untilNs);
            return false;
        }
        events.remove();
        nowNs = next.timeNs();
        steps++;
        next.action().run();
        return true;
    }
}
