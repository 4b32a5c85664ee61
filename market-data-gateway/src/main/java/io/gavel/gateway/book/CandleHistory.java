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
        final long start = minuteOf(timeNs);
        final Candle candle = candle(start, priceMinor, quantity);
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
     * A trade of before is void or has another price or quantity: its minute is made anew of the trades that hold.
     *
     * @param timeNs of the trade.
     * @param trades all of that minute that hold, in their order; the candle is gone where there are none.
     */
    void rebuild(final long timeNs, final List<Trade> trades)
    {
        final long start = minuteOf(timeNs);
        Candle rebuilt = null;
        for (final Trade trade : trades)
        {
            final Candle candle = candle(start, trade.priceMinor(), trade.quantity());
            rebuilt = null == rebuilt ? candle : rebuilt.followedBy(candle);
        }
        replace(start, rebuilt);
    }

    /**
     * A trade of before is void or has another quantity, and the others of its minute are not all known any more: the
     * prices of the candle stay.
     *
     * @param timeNs   of the trade.
     * @param quantity shares that come to the volume; below 0 where they are taken out of it.
     * @param trades   that come to the count, 0 or -1.
     */
    void adjust(final long timeNs, final long quantity, final int trades)
    {
        final long start = minuteOf(timeNs);
        for (final Candle candle : minutes)
        {
            if (candle.timeSeconds() == start)
            {
                replace(start, candle.adjusted(quantity, trades));
                return;
            }
        }
    }

    /** Puts another candle, or none where it is null, in the place of a minute's; there is nothing to do without. */
    private void replace(final long start, final Candle replacement)
    {
        // Each candle goes once around: the order stays.
        for (int i = minutes.size(); i > 0; i--)
        {
            final Candle candle = minutes.pollFirst();
            final Candle kept = candle.timeSeconds() == start ? replacement : candle;
            if (null != kept)
            {
                minutes.addLast(kept);
            }
        }
    }

    /**
     * The minute of a time.
     *
     * @param timeNs log time.
     * @return its start, epoch seconds.
     */
    static long minuteOf(final long timeNs)
    {
        final long seconds = TimeUnit.NANOSECONDS.toSeconds(timeNs);
        return seconds - Math.floorMod(seconds, RESOLUTION_SECONDS);
    }

    private static Candle candle(final long start, final long priceMinor, final long quantity)
    {
        return new Candle(start, priceMinor, priceMinor, priceMinor, priceMinor, quantity, 1);
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
