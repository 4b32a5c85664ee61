package io.gavel.gateway.book;

/**
 * What the venue did to a trade of before: declared it void, or gave it another price or quantity.
 *
 * @param isBust         true where the trade is void, false where it is corrected.
 * @param matchId        of the trade.
 * @param oldPriceMinor  of one share before, minor units.
 * @param oldQuantity    shares before.
 * @param priceMinor     of one share from here on; the old one where it is void.
 * @param quantity       shares from here on; the old ones where it is void.
 * @param timeNs         log time of the change.
 */
public record TradeChange(
    boolean isBust,
    long matchId,
    long oldPriceMinor,
    long oldQuantity,
    long priceMinor,
    long quantity,
    long timeNs)
{
}
