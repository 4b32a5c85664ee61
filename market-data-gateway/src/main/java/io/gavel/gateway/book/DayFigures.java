package io.gavel.gateway.book;

import io.gavel.schema.DayStatisticsDecoder;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * The figures of one instrument's day as they grow: each trade is added, and what the venue itself says of the day
 * replaces what was added up. A day that the venue called final is over: the next trade begins another. For one thread.
 */
final class DayFigures
{
    // The venue tells the average in 1/10,000 of a tick, rounded down: what goes on from there is as exact.
    private static final long TEN_THOUSAND = 10_000;

    private int tradingDate;
    private boolean isFinal;
    private long openTicks;
    private long highTicks;
    private long lowTicks;
    private long closeTicks;
    private long volumeLots;
    private long tradeCount;

    // Sum of price times quantity in 1/10,000 of a tick times lots, 128 bits: high * 2^64 + low, low without a sign.
    private long notionalHigh;
    private long notionalLow;

    void trade(final long priceTicks, final long lots)
    {
        if (isFinal)
        {
            begin();
        }
        if (0 == tradeCount)
        {
            openTicks = priceTicks;
            highTicks = priceTicks;
            lowTicks = priceTicks;
        }
        highTicks = Math.max(highTicks, priceTicks);
        lowTicks = Math.min(lowTicks, priceTicks);
        closeTicks = priceTicks;
        volumeLots += lots;
        tradeCount++;
        addNotional(priceTicks * TEN_THOUSAND, lots);
    }

    private void begin()
    {
        isFinal = false;
        tradingDate = 0;
        volumeLots = 0;
        tradeCount = 0;
        notionalHigh = 0;
        notionalLow = 0;
    }

    /** The venue's own figures hold, also where they are others than those of the trades that this gateway saw. */
    void told(final DayStatisticsDecoder event)
    {
        tradingDate = event.tradingDate();
        isFinal = 0 != event.isFinal();
        openTicks = event.openTicks();
        highTicks = event.highTicks();
        lowTicks = event.lowTicks();
        closeTicks = event.closeTicks();
        volumeLots = event.volumeLots();
        tradeCount = event.tradeCount();
        notionalHigh = 0;
        notionalLow = 0;
        addNotional(event.vwapTenThousandths(), volumeLots);
    }

    private void addNotional(final long price, final long lots)
    {
        final long low = price * lots;
        notionalLow += low;
        notionalHigh += Math.multiplyHigh(price, lots) + (Long.compareUnsigned(notionalLow, low) < 0 ? 1 : 0);
    }

    DayStatistics statistics(final Instrument instrument)
    {
        final LocalDate date = 0 == tradingDate ? null : LocalDate.ofEpochDay(tradingDate);
        if (0 == tradeCount)
        {
            return new DayStatistics(date, isFinal, 0, 0, 0, 0, 0, 0, 0);
        }
        return new DayStatistics(
            date,
            isFinal,
            instrument.priceMinor(openTicks),
            instrument.priceMinor(highTicks),
            instrument.priceMinor(lowTicks),
            instrument.priceMinor(closeTicks),
            instrument.shares(volumeLots),
            vwapMinor(instrument),
            tradeCount);
    }

    private long vwapMinor(final Instrument instrument)
    {
        if (0 == volumeLots)
        {
            return 0;
        }
        final BigInteger low = new BigInteger(Long.toUnsignedString(notionalLow));
        final BigInteger tenThousandths = BigInteger.valueOf(notionalHigh).shiftLeft(Long.SIZE).add(low)
            .divide(BigInteger.valueOf(volumeLots));
        return tenThousandths.multiply(BigInteger.valueOf(instrument.tickSizeMinor()))
            .divide(BigInteger.valueOf(TEN_THOUSAND)).longValueExact();
    }
}
