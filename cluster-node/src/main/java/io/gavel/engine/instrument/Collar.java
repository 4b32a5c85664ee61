package io.gavel.engine.instrument;

import io.gavel.engine.Limits;

/**
 * The price collars of an instrument: a static band around a reference price, outside of which no order is taken, and a
 * dynamic band around the last trade, which no trade may leave. Bands are in basis points, 1/10,000 of the reference.
 */
public final class Collar
{
    /** A band is narrower than its reference. */
    public static final int BAND_BPS_MAX = 9_999;

    private static final long BASIS = 10_000;

    private long referenceTicks;
    private long pauseNs;
    private int staticBandBps;
    private int dynamicBandBps;

    Collar()
    {
    }

    /**
     * Sets the collars.
     *
     * @param reference   of the static band, ticks; 0 for none.
     * @param staticBand  basis points, 0 for none.
     * @param dynamicBand basis points, 0 for none.
     * @param pause       how long the auction lasts that a move beyond the dynamic band begins, nanoseconds.
     */
    public void set(final long reference, final int staticBand, final int dynamicBand, final long pause)
    {
        referenceTicks = reference;
        staticBandBps = staticBand;
        dynamicBandBps = dynamicBand;
        pauseNs = pause;
    }

    /**
     * Moves the reference of the static band, as an auction does.
     *
     * @param ticks &gt; 0.
     */
    public void referenceTicks(final long ticks)
    {
        referenceTicks = ticks;
    }

    /**
     * The reference of the static band.
     *
     * @return ticks, 0 for none.
     */
    public long referenceTicks()
    {
        return referenceTicks;
    }

    /**
     * The width of the static band to each side.
     *
     * @return basis points, 0 for none.
     */
    public int staticBandBps()
    {
        return staticBandBps;
    }

    /**
     * The width of the dynamic band to each side.
     *
     * @return basis points, 0 for none.
     */
    public int dynamicBandBps()
    {
        return dynamicBandBps;
    }

    /**
     * How long the auction lasts that a move beyond the dynamic band begins.
     *
     * @return nanoseconds.
     */
    public long pauseNs()
    {
        return pauseNs;
    }

    /**
     * Whether there is a static band.
     *
     * @return true where both a band and a reference are set.
     */
    public boolean hasStaticBand()
    {
        return 0 != staticBandBps && 0 != referenceTicks;
    }

    /**
     * The lowest price that is taken.
     *
     * @return ticks, rounded up, at least 1.
     */
    public long lowestTicks()
    {
        return hasStaticBand() ?
            Math.max(1, (referenceTicks * (BASIS - staticBandBps) + BASIS - 1) / BASIS) : 1;
    }

    /**
     * The highest price that is taken.
     *
     * @return ticks, rounded down.
     */
    public long highestTicks()
    {
        return hasStaticBand() ? Math.min(Limits.PRICE_TICKS_MAX,
            referenceTicks * (BASIS + staticBandBps) / BASIS) : Limits.PRICE_TICKS_MAX;
    }

    /**
     * Whether a trade would leave the dynamic band.
     *
     * @param priceTicks of the trade.
     * @param lastTicks  of the trade before it; where it is 0 the static reference counts.
     * @return false where there is no band, or nothing to measure it from.
     */
    public boolean isBeyondDynamicBand(final long priceTicks, final long lastTicks)
    {
        final long from = 0 == lastTicks ? referenceTicks : lastTicks;
        return 0 != dynamicBandBps && 0 != from && Math.abs(priceTicks - from) * BASIS > dynamicBandBps * from;
    }
}
