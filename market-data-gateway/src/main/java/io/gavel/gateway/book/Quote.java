package io.gavel.gateway.book;

/**
 * Best bid, best ask and last trade of a symbol. A price is 0 where there is none.
 *
 * @param bidMinor  best bid, minor units.
 * @param bidSize   shares at it.
 * @param askMinor  best ask, minor units.
 * @param askSize   shares at it.
 * @param lastMinor price of the last trade, minor units.
 * @param lastSize  shares of it.
 * @param eventSeq  of the last event that concerned the symbol.
 * @param timeNs    log time of that event.
 */
public record Quote(
    long bidMinor,
    long bidSize,
    long askMinor,
    long askSize,
    long lastMinor,
    long lastSize,
    long eventSeq,
    long timeNs)
{
}
