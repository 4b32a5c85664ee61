package io.gavel.client;

import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Money;
import java.math.BigDecimal;

/**
 * An order in the book as it stood when the venue answered.
 *
 * @param orderId       the venue's.
 * @param clOrdId       the client's.
 * @param accountId     for which it trades.
 * @param priceTicks    limit.
 * @param orderQtyLots  whole quantity.
 * @param cumQtyLots    traded so far.
 * @param leavesQtyLots still open.
 * @param entryTimeNs   log time, nanoseconds since 1970.
 * @param side          buy or sell.
 * @param timeInForce   how long it stays.
 * @param instrument    what it trades.
 */
public record OpenOrder(
    long orderId,
    long clOrdId,
    long accountId,
    long priceTicks,
    long orderQtyLots,
    long cumQtyLots,
    long leavesQtyLots,
    long entryTimeNs,
    Side side,
    TimeInForce timeInForce,
    Instrument instrument)
{
    /**
     * Symbol of the instrument.
     *
     * @return as people name it.
     */
    public String symbol()
    {
        return instrument.symbol();
    }

    /**
     * Limit price.
     *
     * @return of one share, four decimals.
     */
    public BigDecimal price()
    {
        return Money.priceOf(priceTicks, instrument.tickSizeMinor());
    }

    /**
     * Whole quantity.
     *
     * @return shares.
     */
    public long orderQty()
    {
        return Math.multiplyExact(orderQtyLots, instrument.lotSize());
    }

    /**
     * Traded so far.
     *
     * @return shares.
     */
    public long cumQty()
    {
        return Math.multiplyExact(cumQtyLots, instrument.lotSize());
    }

    /**
     * Still open.
     *
     * @return shares.
     */
    public long leavesQty()
    {
        return Math.multiplyExact(leavesQtyLots, instrument.lotSize());
    }
}
