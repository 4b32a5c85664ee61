package io.gavel.engine.instrument;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;

/**
 * The figures of an instrument's trading day: first, highest, lowest and last price, volume, turnover and the number
 * of trades. The turnover, ticks by lots, is kept exactly, in 128 bits.
 *
 * <p>A busted or corrected trade changes volume, turnover and the number of trades. The four prices stay: what they
 * would have been without the trade is not known from the figures, and they say what was published at the time.
 */
public final class DayStatistics
{
    private static final long VWAP_SCALE = 10_000;

    // Invariant: 0 for all four without a trade, else lowTicks <= openTicks, closeTicks <= highTicks.
    private long openTicks;
    private long highTicks;
    private long lowTicks;
    private long closeTicks;
    private long volumeLots;
    // Invariant: turnoverHigh * 2^64 + turnoverLow (unsigned) is the sum of price by lots of what was not busted.
    private long turnoverHigh;
    private long turnoverLow;
    private long tradeCount;

    /** A day without trades. */
    public DayStatistics()
    {
    }

    /**
     * Counts a trade.
     *
     * @param priceTicks 1..{@link Limits#PRICE_TICKS_MAX}.
     * @param lots       1..{@link Limits#ORDER_LOTS_MAX}.
     */
    public void onTrade(final long priceTicks, final long lots)
    {
        add(priceTicks, lots);
        tradeCount++;
        highTicks = Math.max(highTicks, priceTicks);
        lowTicks = 0 == openTicks ? priceTicks : Math.min(lowTicks, priceTicks);
        openTicks = 0 == openTicks ? priceTicks : openTicks;
        closeTicks = priceTicks;
    }

    /**
     * Takes a trade of this day out of volume, turnover and the number of trades.
     *
     * @param priceTicks that it has now.
     * @param lots       that it has now.
     * @throws InvariantViolation where no such trade can have been counted: a trade of an earlier day is none of it.
     */
    public void onBust(final long priceTicks, final long lots)
    {
        subtract(priceTicks, lots);
        tradeCount--;
    }

    /**
     * Counts a trade of this day at another price or quantity.
     *
     * @param oldPriceTicks that it had.
     * @param oldLots       that it had.
     * @param priceTicks    that it gets, 1..{@link Limits#PRICE_TICKS_MAX}.
     * @param lots          that it gets, 1..{@link Limits#ORDER_LOTS_MAX}.
     * @throws InvariantViolation where no such trade can have been counted.
     */
    public void onCorrection(
        final long oldPriceTicks, final long oldLots, final long priceTicks, final long lots)
    {
        subtract(oldPriceTicks, oldLots);
        add(priceTicks, lots);
    }

    /** Begins a new day. */
    public void reset()
    {
        openTicks = 0;
        highTicks = 0;
        lowTicks = 0;
        closeTicks = 0;
        volumeLots = 0;
        turnoverHigh = 0;
        turnoverLow = 0;
        tradeCount = 0;
    }

    /**
     * The volume weighted average price.
     *
     * @return 1/10,000 of a tick, rounded down; 0 without volume.
     */
    public long vwapTenThousandths()
    {
        if (0 == volumeLots)
        {
            return 0;
        }
        // Below 2^103, so below 2^117 after the multiplication; and the average is below 2^54.
        final long low = turnoverLow * VWAP_SCALE;
        final long high = turnoverHigh * VWAP_SCALE + unsignedMultiplyHigh(turnoverLow, VWAP_SCALE);
        long remainder = high;
        long quotient = 0;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--)
        {
            // remainder < volumeLots < 2^63, so doubled it is still within an unsigned long.
            remainder = remainder << 1 | low >>> bit & 1;
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, volumeLots) >= 0)
            {
                remainder -= volumeLots;
                quotient |= 1;
            }
        }
        return quotient;
    }

    /**
     * Price of the first trade.
     *
     * @return ticks, 0 before it.
     */
    public long openTicks()
    {
        return openTicks;
    }

    /**
     * Highest price of a trade.
     *
     * @return ticks, 0 before the first.
     */
    public long highTicks()
    {
        return highTicks;
    }

    /**
     * Lowest price of a trade.
     *
     * @return ticks, 0 before the first.
     */
    public long lowTicks()
    {
        return lowTicks;
    }

    /**
     * Price of the last trade.
     *
     * @return ticks, 0 before the first.
     */
    public long closeTicks()
    {
        return closeTicks;
    }

    /**
     * What traded and was not busted.
     *
     * @return lots, &gt;= 0.
     */
    public long volumeLots()
    {
        return volumeLots;
    }

    /**
     * Sum of price by lots, upper half.
     *
     * @return &gt;= 0.
     */
    public long turnoverHigh()
    {
        return turnoverHigh;
    }

    /**
     * Sum of price by lots, lower half.
     *
     * @return unsigned.
     */
    public long turnoverLow()
    {
        return turnoverLow;
    }

    /**
     * Trades that were not busted.
     *
     * @return &gt;= 0.
     */
    public long tradeCount()
    {
        return tradeCount;
    }

    /**
     * Puts the prices back as a snapshot has them.
     *
     * @param open  ticks, 0 before the first trade.
     * @param high  ticks.
     * @param low   ticks.
     * @param close ticks.
     * @throws InvariantViolation where no day has such prices.
     */
    public void restorePrices(final long open, final long high, final long low, final long close)
    {
        final boolean isNone = 0 == open && 0 == high && 0 == low && 0 == close;
        final boolean isOrdered = 0 < low && low <= Math.min(open, close) && Math.max(open, close) <= high &&
            high <= Limits.PRICE_TICKS_MAX;
        if (!isNone && !isOrdered)
        {
            throw new InvariantViolation("snapshot: expected prices of a day, actual open " + open + ", high " + high +
                ", low " + low + ", close " + close);
        }
        openTicks = open;
        highTicks = high;
        lowTicks = low;
        closeTicks = close;
    }

    /**
     * Puts the sums back as a snapshot has them, after the prices.
     *
     * @param volume lots.
     * @param high   upper half of the turnover.
     * @param low    lower half of the turnover.
     * @param trades number of trades.
     * @throws InvariantViolation where no trades have such sums.
     */
    public void restoreSums(final long volume, final long high, final long low, final long trades)
    {
        if (volume < trades || trades < 0 || (0 == trades) != (0 == volume) || 0 == openTicks && 0 != trades ||
            isAbove(0, volume, high, low) ||
            isAbove(high, low, Math.multiplyHigh(volume, Limits.PRICE_TICKS_MAX), volume * Limits.PRICE_TICKS_MAX))
        {
            throw new InvariantViolation("snapshot: expected sums of a day, actual volume " + volume + ", turnover " +
                high + " * 2^64 + " + Long.toUnsignedString(low) + ", trades " + trades);
        }
        volumeLots = volume;
        turnoverHigh = high;
        turnoverLow = low;
        tradeCount = trades;
    }

    private void add(final long priceTicks, final long lots)
    {
        if (priceTicks <= 0 || priceTicks > Limits.PRICE_TICKS_MAX || lots <= 0 || lots > Limits.ORDER_LOTS_MAX ||
            lots > Long.MAX_VALUE - volumeLots)
        {
            throw violation("trade", priceTicks, lots);
        }
        final long before = turnoverLow;
        turnoverLow += priceTicks * lots;
        turnoverHigh += Math.multiplyHigh(priceTicks, lots) +
            (Long.compareUnsigned(turnoverLow, before) < 0 ? 1 : 0);
        volumeLots += lots;
    }

    private void subtract(final long priceTicks, final long lots)
    {
        final long high = Math.multiplyHigh(priceTicks, lots);
        final long low = priceTicks * lots;
        if (priceTicks <= 0 || lots <= 0 || lots > volumeLots || tradeCount <= 0 ||
            isAbove(high, low, turnoverHigh, turnoverLow))
        {
            throw violation("bust or correction", priceTicks, lots);
        }
        turnoverHigh -= high + (Long.compareUnsigned(turnoverLow, low) < 0 ? 1 : 0);
        turnoverLow -= low;
        volumeLots -= lots;
    }

    private static boolean isAbove(final long high, final long low, final long otherHigh, final long otherLow)
    {
        return high != otherHigh ? high > otherHigh : Long.compareUnsigned(low, otherLow) > 0;
    }

    private static long unsignedMultiplyHigh(final long unsigned, final long positive)
    {
        return Math.multiplyHigh(unsigned, positive) + (unsigned < 0 ? positive : 0);
    }

    private InvariantViolation violation(final String what, final long priceTicks, final long lots)
    {
        return new InvariantViolation("day statistics: " + what + " of " + lots + " lots at " + priceTicks +
            " ticks is out of bounds: volume " + volumeLots + ", trades " + tradeCount);
    }
}
