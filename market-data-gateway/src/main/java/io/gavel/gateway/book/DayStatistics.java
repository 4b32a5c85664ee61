package io.gavel.gateway.book;

import java.time.LocalDate;

/**
 * Figures of an instrument's trading day. A price is 0 where nothing was traded.
 *
 * @param tradingDate of the venue's calendar, or null where the instrument has none, or it was not told yet.
 * @param isFinal     whether the day is over.
 * @param openMinor   price of the first trade, minor units.
 * @param highMinor   highest price.
 * @param lowMinor    lowest price.
 * @param closeMinor  price of the last trade so far.
 * @param volume      shares.
 * @param vwapMinor   volume weighted average price, rounded down.
 * @param trades      how many.
 */
public record DayStatistics(
    LocalDate tradingDate,
    boolean isFinal,
    long openMinor,
    long highMinor,
    long lowMinor,
    long closeMinor,
    long volume,
    long vwapMinor,
    long trades)
{
}
