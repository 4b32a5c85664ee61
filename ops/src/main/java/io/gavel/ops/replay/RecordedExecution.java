package io.gavel.ops.replay;

/**
 * A trade of a displayed order, as the file recorded it, or of an order in the exchange, as it reported it.
 *
 * @param reference  of the resting order in the file; its clOrdId in the exchange.
 * @param shares     traded, &gt; 0.
 * @param priceMinor of one share, 1/10,000 of the currency.
 */
public record RecordedExecution(long reference, long shares, long priceMinor)
{
}
