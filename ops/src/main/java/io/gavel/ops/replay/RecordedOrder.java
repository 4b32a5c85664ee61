package io.gavel.ops.replay;

import io.gavel.schema.Side;

/**
 * An order in a book.
 *
 * @param reference  of the order in the file.
 * @param side       of the order.
 * @param shares     open, &gt; 0.
 * @param priceMinor of one share, 1/10,000 of the currency.
 */
public record RecordedOrder(long reference, Side side, long shares, long priceMinor)
{
}
