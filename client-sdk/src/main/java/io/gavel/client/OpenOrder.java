package io.gavel.client;

import io.gavel.schema.OrdType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Money;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An open order as it stood when the venue answered.
 *
 * @param orderId        the venue's.
 * @param clOrdId        the client's.
 * @param accountId      for which it trades.
 * @param priceTicks     limit; 0 for a stop order without one.
 * @param orderQtyLots   whole quantity.
 * @param cumQtyLots     traded so far.
 * @param leavesQtyLots  still open.
 * @param entryTimeNs    log time, nanoseconds since 1970.
 * @param side           buy or sell.
 * @param timeInForce    how long it stays.
 * @param stopPriceTicks of a stop order; else 0.
 * @param displayQtyLots what an iceberg shows at a time; 0 shows all.
 * @param expireTimeNs   when a GTD order ends, log time; else 0.
 * @param ordType        of the order.
 * @param isWaiting      whether it is in no book: a stop order that was not triggered, or one for the close.
 * @param instrument     what it trades.
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
    long stopPriceTicks,
    long displayQtyLots,
    long expireTimeNs,
    OrdType ordType,
    boolean isWaiting,
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
     * @return of one share, four decimals; 0.0000 for a stop order without one.
     */
    public BigDecimal price()
    {
        return Money.priceOf(priceTicks, instrument.tickSizeMinor());
    }

    /**
     * Price at which a stop order comes alive.
     *
     * @return of one share, four decimals; 0.0000 where it is no stop order.
     */
    public BigDecimal stopPrice()
    {
        return Money.priceOf(stopPriceTicks, instrument.tickSizeMinor());
    }

    /**
     * What an iceberg shows at a time.
     *
     * @return shares; 0 where it shows all.
     */
    public long displayQty()
    {
        return Math.multiplyExact(displayQtyLots, instrument.lotSize());
    }

    /**
     * When a GTD order ends.
     *
     * @return by the venue's clock; null where it is no such order.
     */
    public Instant expireTime()
    {
        return expireTimeNs == 0 ? null : Instant.ofEpochSecond(0, expireTimeNs);
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
