package io.gavel.client;

import io.gavel.schema.OrdType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;

/**
 * An order to be placed. Read by {@link GavelClient#placeOrder(NewOrder)} during the call, so it may be changed and
 * used again afterwards. Not for more than one thread at a time.
 */
public final class NewOrder
{
    private final String symbol;
    private final Side side;
    private final OrdType ordType;
    private final long quantity;
    private final BigDecimal price;
    private long accountId;
    private long clOrdId;
    private TimeInForce timeInForce;

    private NewOrder(
        final String symbol,
        final Side side,
        final OrdType ordType,
        final long quantity,
        final BigDecimal price,
        final TimeInForce timeInForce)
    {
        this.symbol = symbol;
        this.side = side;
        this.ordType = ordType;
        this.quantity = quantity;
        this.price = price;
        this.timeInForce = timeInForce;
    }

    /**
     * An order that trades at its price or better. Good for the day unless {@link #timeInForce(TimeInForce)} says else.
     *
     * @param symbol   of the instrument.
     * @param side     buy or sell.
     * @param quantity shares, a whole number of lots.
     * @param price    of one share, a whole number of ticks.
     * @return the order; an {@link #account(long)} is still to be set.
     */
    public static NewOrder limit(final String symbol, final Side side, final long quantity, final BigDecimal price)
    {
        return new NewOrder(symbol, side, OrdType.LIMIT, quantity, price, TimeInForce.DAY);
    }

    /**
     * As {@link #limit(String, Side, long, BigDecimal)}.
     *
     * @param symbol   of the instrument.
     * @param side     buy or sell.
     * @param quantity shares, a whole number of lots.
     * @param price    of one share, decimal, a whole number of ticks.
     * @return the order; an {@link #account(long)} is still to be set.
     * @throws InvalidOrderException where the price is not a number.
     */
    public static NewOrder limit(final String symbol, final Side side, final long quantity, final String price)
    {
        return limit(symbol, side, quantity, OrderChecks.decimal(price));
    }

    /**
     * An order that trades at whatever price is there; what finds none is cancelled. Immediate-or-cancel unless
     * {@link #timeInForce(TimeInForce)} says else.
     *
     * @param symbol   of the instrument.
     * @param side     buy or sell.
     * @param quantity shares, a whole number of lots.
     * @return the order; an {@link #account(long)} is still to be set.
     */
    public static NewOrder market(final String symbol, final Side side, final long quantity)
    {
        return new NewOrder(symbol, side, OrdType.MARKET, quantity, null, TimeInForce.IOC);
    }

    /**
     * For which account it trades; has to be set.
     *
     * @param accountId the venue's.
     * @return this.
     */
    public NewOrder account(final long accountId)
    {
        this.accountId = accountId;
        return this;
    }

    /**
     * How long it stays in the book.
     *
     * @param timeInForce of the order.
     * @return this.
     */
    public NewOrder timeInForce(final TimeInForce timeInForce)
    {
        this.timeInForce = timeInForce;
        return this;
    }

    /**
     * The client's own id, unique per participant. Where it is not set or 0, the client takes
     * {@link GavelClient#nextClOrdId()}.
     *
     * @param clOrdId &gt; 0.
     * @return this.
     */
    public NewOrder clOrdId(final long clOrdId)
    {
        this.clOrdId = clOrdId;
        return this;
    }

    String symbol()
    {
        return symbol;
    }

    Side side()
    {
        return side;
    }

    OrdType ordType()
    {
        return ordType;
    }

    long quantity()
    {
        return quantity;
    }

    BigDecimal price()
    {
        return price;
    }

    long accountId()
    {
        return accountId;
    }

    long clOrdId()
    {
        return clOrdId;
    }

    TimeInForce timeInForce()
    {
        return timeInForce;
    }
}
