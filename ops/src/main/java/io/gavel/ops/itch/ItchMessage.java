package io.gavel.ops.itch;

import io.gavel.schema.Side;

/**
 * A message of an ITCH 5.0 file, checked. Prices are in 1/10,000 of a dollar, quantities in shares, times in
 * nanoseconds since midnight, offsets in bytes from the start of the file to the length before the message.
 */
public sealed interface ItchMessage
{
    /** Largest price: 200,000 dollars, as the specification bounds it. */
    long PRICE_MINOR_MAX = 2_000_000_000L;

    /**
     * What every message begins with.
     *
     * @param type        of the message.
     * @param offset      of the length before the message.
     * @param locate      the stock's number of the day; 0 where the message is about no stock.
     * @param timestampNs since midnight.
     */
    record Header(ItchMessageType type, long offset, int locate, long timestampNs)
    {
    }

    /**
     * What every message begins with.
     *
     * @return never null.
     */
    Header header();

    /**
     * A message that names an order by its reference.
     */
    sealed interface OfOrder extends ItchMessage
    {
        /**
         * The order, unique in its day.
         *
         * @return &gt; 0.
         */
        long reference();
    }

    /**
     * A stock and its locate code.
     *
     * @param header of the message.
     * @param stock  symbol, without the padding.
     */
    record StockDirectory(Header header, String stock) implements ItchMessage
    {
    }

    /**
     * A displayed order joins the book (A and F).
     *
     * @param header     of the message.
     * @param reference  of the new order.
     * @param side       of the order.
     * @param shares     displayed.
     * @param stock      symbol, without the padding.
     * @param priceMinor its limit.
     */
    record AddOrder(Header header, long reference, Side side, long shares, String stock, long priceMinor)
        implements OfOrder
    {
    }

    /**
     * A displayed order trades (E and C).
     *
     * @param header      of the message.
     * @param reference   of the resting order.
     * @param shares      traded.
     * @param matchNumber of the trade.
     * @param priceMinor  where it is not the order's own (C), else 0.
     */
    record OrderExecuted(Header header, long reference, long shares, long matchNumber, long priceMinor)
        implements OfOrder
    {
    }

    /**
     * An order's quantity falls (X).
     *
     * @param header    of the message.
     * @param reference of the order.
     * @param shares    cancelled.
     */
    record OrderReduced(Header header, long reference, long shares) implements OfOrder
    {
    }

    /**
     * What is left of an order is cancelled (D).
     *
     * @param header    of the message.
     * @param reference of the order.
     */
    record OrderDeleted(Header header, long reference) implements OfOrder
    {
    }

    /**
     * An order is gone and a new one of the same side takes its stead, at the end of the queue (U).
     *
     * @param header       of the message.
     * @param reference    of the order that goes.
     * @param newReference of the order that comes.
     * @param shares       of the new order.
     * @param priceMinor   of the new order.
     */
    record OrderReplaced(Header header, long reference, long newReference, long shares, long priceMinor)
        implements OfOrder
    {
    }

    /**
     * A trade with an order that was not displayed (P): the displayed book does not change.
     *
     * @param header      of the message.
     * @param side        of the order that was not displayed, as far as the feed tells.
     * @param shares      traded.
     * @param stock       symbol, without the padding.
     * @param priceMinor  of the trade.
     * @param matchNumber of the trade.
     */
    record HiddenTrade(Header header, Side side, long shares, String stock, long priceMinor, long matchNumber)
        implements ItchMessage
    {
    }

    /**
     * A message whose length was checked and whose content says nothing about the book.
     *
     * @param header of the message.
     */
    record Other(Header header) implements ItchMessage
    {
    }
}
