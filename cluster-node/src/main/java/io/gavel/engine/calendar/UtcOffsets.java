package io.gavel.engine.calendar;

/**
 * What a time zone's clocks show, by the instants at which they are moved. Local time is counted in seconds since
 * 1970-01-01T00:00 local.
 *
 * <p>Where clocks are moved back, an hour is shown twice. What counts here is when a local time is reached for the
 * first time: {@link #latestLocal(long)} stands still until the clocks show something new, and so never goes back; and
 * a local time that clocks skip is reached when they are moved.
 */
final class UtcOffsets
{
    // Beyond every instant that fits into nanoseconds, and small enough to be added to.
    private static final long FAR_SECOND = 100_000_000_000L;

    private final long[] atSeconds;
    private final int[] offsetSeconds;
    // Invariant: the latest local second that clocks have shown when offset i ends.
    private final long[] reached;

    UtcOffsets(final long[] atUtcSeconds, final int[] offsetSeconds)
    {
        final int count = atUtcSeconds.length;
        this.offsetSeconds = offsetSeconds;
        atSeconds = new long[count];
        reached = new long[count];
        for (int i = 0; i < count; i++)
        {
            // The first offset holds before its instant too.
            atSeconds[i] = 0 == i ? -FAR_SECOND : Math.max(-FAR_SECOND, Math.min(FAR_SECOND, atUtcSeconds[i]));
        }
        for (int i = 0; i < count; i++)
        {
            final long end = i + 1 < count ? atSeconds[i + 1] : FAR_SECOND;
            reached[i] = Math.max(0 == i ? -FAR_SECOND : reached[i - 1], end + offsetSeconds[i] - 1);
        }
    }

    /** The latest local second that clocks have shown up to a second of UTC. */
    long latestLocal(final long utcSecond)
    {
        int low = 0;
        int high = atSeconds.length - 1;
        while (low < high)
        {
            final int middle = (low + high + 1) >>> 1;
            if (atSeconds[middle] <= utcSecond)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        final long local = utcSecond + offsetSeconds[low];
        return 0 == low ? local : Math.max(local, reached[low - 1]);
    }

    /** The first second of UTC at which clocks show a local second or a later one. */
    long firstInstant(final long localSecond)
    {
        int low = 0;
        int high = reached.length - 1;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (reached[middle] >= localSecond)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        return Math.max(localSecond - offsetSeconds[low], atSeconds[low]);
    }
}
