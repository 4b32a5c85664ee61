package io.gavel.gateway.book;

/**
 * What was traded in one span of time.
 *
 * @param timeSeconds start of the span, epoch seconds, a multiple of its length.
 * @param openMinor   first price, minor units.
 * @param highMinor   highest price.
 * @param lowMinor    lowest price.
 * @param closeMinor  last price.
 * @param volume      shares.
 * @param trades      how many.
 */
public record Candle(
    long timeSeconds, long openMinor, long highMinor, long lowMinor, long closeMinor, long volume, long trades)
{
    /**
     * The span goes on with a later candle.
     *
     * @param later candle of the same span.
     * @return both in one, at this one's time.
     */
    Candle followedBy(final Candle later)
    {
        return new Candle(timeSeconds, openMinor, Math.max(highMinor, later.highMinor),
            Math.min(lowMinor, later.lowMinor), later.closeMinor, volume + later.volume, trades + later.trades);
    }

    /**
     * The same candle as the first part of a longer span.
     *
     * @param seconds start of the longer span.
     * @return the candle at that time.
     */
    Candle at(final long seconds)
    {
        return new Candle(seconds, openMinor, highMinor, lowMinor, closeMinor, volume, trades);
    }

    /**
     * The same candle with another volume.
     *
     * @param quantity   shares to add; below 0 to take out.
     * @param tradeCount to add; below 0 to take out.
     * @return the candle, its prices as they were.
     */
    Candle adjusted(final long quantity, final int tradeCount)
    {
        return new Candle(
            timeSeconds, openMinor, highMinor, lowMinor, closeMinor, volume + quantity, trades + tradeCount);
    }
}
