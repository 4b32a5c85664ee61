package io.gavel.client;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * New terms for an open order: price and total quantity, both of which the venue needs; of a stop order that waits, the
 * stop price in place of a price that it does not have. It keeps its place in the queue only where the price stays, the
 * open quantity falls and nothing else changes.
 */
public final class ReplaceOrder
{
    private final long orderId;
    private final long origClOrdId;
    private String symbol;
    private BigDecimal price;
    private long quantity;
    private long clOrdId;
    private BigDecimal stopPrice;
    private long displayQuantity;
    private Instant expireTime;

    private ReplaceOrder(final long orderId, final long origClOrdId)
    {
        this.orderId = orderId;
        this.origClOrdId = origClOrdId;
    }

    /**
     * Replaces the order with this id.
     *
     * @param orderId the venue's.
     * @return the request; price and quantity are still to be set.
     */
    public static ReplaceOrder of(final long orderId)
    {
        return new ReplaceOrder(orderId, 0);
    }

    /**
     * Replaces the order with this client's id.
     *
     * @param origClOrdId the client's.
     * @return the request; price and quantity are still to be set.
     */
    public static ReplaceOrder ofClOrdId(final long origClOrdId)
    {
        return new ReplaceOrder(0, origClOrdId);
    }

    /**
     * The new price.
     *
     * @param price of one share, a whole number of ticks.
     * @return this.
     */
    public ReplaceOrder price(final BigDecimal price)
    {
        this.price = price;
        return this;
    }

    /**
     * The new price.
     *
     * @param price of one share, decimal, a whole number of ticks.
     * @return this.
     * @throws InvalidOrderException where it is not a number.
     */
    public ReplaceOrder price(final String price)
    {
        this.price = OrderChecks.decimal(price);
        return this;
    }

    /**
     * The new total quantity, filled part included, as in FIX.
     *
     * @param totalShares a whole number of lots.
     * @return this.
     */
    public ReplaceOrder quantity(final long totalShares)
    {
        this.quantity = totalShares;
        return this;
    }

    /**
     * The order's symbol. It is needed only where this client has not seen the order: to turn prices into ticks, the
     * client must know what the order trades, and it remembers that of the orders it got reports of or asked for.
     *
     * @param symbol of the order's instrument.
     * @return this.
     */
    public ReplaceOrder symbol(final String symbol)
    {
        this.symbol = symbol;
        return this;
    }

    /**
     * A new client's id for the order; where it is not set or 0 the order keeps its id.
     *
     * @param clOrdId &gt; 0, unique per participant.
     * @return this.
     */
    public ReplaceOrder clOrdId(final long clOrdId)
    {
        this.clOrdId = clOrdId;
        return this;
    }

    /**
     * The new stop price of a stop order that waits.
     *
     * @param stopPrice of one share, a whole number of ticks; null, the default, keeps it.
     * @return this.
     */
    public ReplaceOrder stopPrice(final BigDecimal stopPrice)
    {
        this.stopPrice = stopPrice;
        return this;
    }

    /**
     * The new stop price of a stop order that waits.
     *
     * @param stopPrice of one share, decimal, a whole number of ticks.
     * @return this.
     * @throws InvalidOrderException where it is not a number.
     */
    public ReplaceOrder stopPrice(final String stopPrice)
    {
        this.stopPrice = OrderChecks.decimal(stopPrice);
        return this;
    }

    /**
     * How much of an iceberg the book shows at a time.
     *
     * @param shares a whole number of lots; 0, the default, keeps it.
     * @return this.
     */
    public ReplaceOrder displayQuantity(final long shares)
    {
        this.displayQuantity = shares;
        return this;
    }

    /**
     * When an order that is {@code GTD} ends.
     *
     * @param expireTime in the future, by the venue's clock; null, the default, keeps it.
     * @return this.
     */
    public ReplaceOrder expireTime(final Instant expireTime)
    {
        this.expireTime = expireTime;
        return this;
    }

    ReplaceOrder copy()
    {
        final ReplaceOrder copy = new ReplaceOrder(orderId, origClOrdId);
        copy.symbol = symbol;
        copy.price = price;
        copy.quantity = quantity;
        copy.clOrdId = clOrdId;
        copy.stopPrice = stopPrice;
        copy.displayQuantity = displayQuantity;
        copy.expireTime = expireTime;
        return copy;
    }

    long orderId()
    {
        return orderId;
    }

    long origClOrdId()
    {
        return origClOrdId;
    }

    String symbol()
    {
        return symbol;
    }

    BigDecimal price()
    {
        return price;
    }

    long quantity()
    {
        return quantity;
    }

    long clOrdId()
    {
        return clOrdId;
    }

    BigDecimal stopPrice()
    {
        return stopPrice;
    }

    long displayQuantity()
    {
        return displayQuantity;
    }

    Instant expireTime()
    {
        return expireTime;
    }
}
