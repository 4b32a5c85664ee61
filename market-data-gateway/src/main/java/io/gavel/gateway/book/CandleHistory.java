package io.gavel.gateway.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One-minute candles of one instrument from log time, up to a bound, and longer ones made of them. A minute without a
 * trade has no candle. For one thread.
 */
public final class CandleHistory
{
    /** Seconds of the candles that are kept; others are multiples. */
    public static final int RESOLUTION_SECONDS = 60;

    /** Longest resolution, seconds. */
    public static final int RESOLUTION_SECONDS_MAX = 86_400;

    /** One-minute candles that are kept: 31 days of uninterrupted trading. */
    public static final int CAPACITY = 31 * 24 * 60;

    private final ArrayDeque<Candle> minutes = new ArrayDeque<>();

    /**
     * Takes a trade in.
     *
     * @param priceMinor minor units.
     * @param quantity   shares.
     * @param timeNs     log time, not before that of the trade before.
     */
    public void add(final long priceMinor, final long quantity, final long timeNs)
    {
        final long seconds = TimeUnit.NANOSECONDS.toSeconds(timeNs);
        final long start = seconds - Math.floorMod(seconds, RESOLUTION_SECONDS);
        final Candle candle = new Candle(start, priceMinor, priceMinor, priceMinor, priceMinor, quantity, 1);
        final Candle last = minutes.peekLast();
        if (null != last && last.timeSeconds() == start)
        {
            minutes.pollLast();
            minutes.addLast(last.followedBy(candle));
        }
        else
        {
            if (minutes.size() == CAPACITY)
            {
                minutes.pollFirst();
            }
            minutes.addLast(candle);
        }
    }

    /**
     * Candles of a resolution.
     *
     * @param resolutionSeconds multiple of {@link #RESOLUTION_SECONDS}.
     * @param startSeconds      epoch seconds, inclusive: candles that start there or later.
     * @param endSeconds        epoch seconds, exclusive.
     * @return oldest first.
     */
    public List<Candle> candles(final int resolutionSeconds, final long startSeconds, final long endSeconds)
    {
        final List<Candle> result = new ArrayList<>();
        Candle open = null;
        for (final Candle minute : minutes)
        {
            final long start = minute.timeSeconds() - Math.floorMod(minute.timeSeconds(), resolutionSeconds);
            if (start < startSeconds || start >= endSeconds)
            {
                continue;
            }
            if (null != open && open.timeSeconds() == start)
            {
                open = open.followedBy(minute);
            }
            else
            {
                if (null != open)
                {
                    result.add(open);
                }
                open = minute.at(start);
            }
        }
        if (null != open)
        {
            result.add(open);
        }
        return result;
    }
}
