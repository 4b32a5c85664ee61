package io.gavel.client;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;

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
    private final BigDecimal stopPrice;
    private long accountId;
    private long clOrdId;
    private TimeInForce timeInForce;
    private long displayQuantity;
    private long minQuantity;
    private Instant expireTime;
    private SelfTradePrevention selfTradePrevention = SelfTradePrevention.NULL_VAL;
    private SelfTradeScope selfTradeScope = SelfTradeScope.NULL_VAL;
    private PostOnly postOnly = PostOnly.NULL_VAL;

    private NewOrder(
        final String symbol,
        final Side side,
        final OrdType ordType,
        final long quantity,
        final BigDecimal price,
        final BigDecimal stopPrice,
        final TimeInForce timeInForce)
    {
        this.symbol = symbol;
        this.side = side;
        this.ordType = ordType;
        this.quantity = quantity;
        this.price = price;
        this.stopPrice = stopPrice;
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
        return new NewOrder(symbol, side, OrdType.LIMIT, quantity, price, null, TimeInForce.DAY);
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
        return new NewOrder(symbol, side, OrdType.MARKET, quantity, null, null, TimeInForce.IOC);
    }

    /**
     * An order that waits, in no book, until the last trade was at its stop price or beyond (a buy order: above, a sell
     * order: below), and then becomes a market order. Good for the day unless {@link #timeInForce(TimeInForce)} says
     * else.
     *
     * @param symbol    of the instrument.
     * @param side      buy or sell.
     * @param quantity  shares, a whole number of lots.
     * @param stopPrice of one share, a whole number of ticks.
     * @return the order; an {@link #account(long)} is still to be set.
     */
    public static NewOrder stop(final String symbol, final Side side, final long quantity, final BigDecimal stopPrice)
    {
        return new NewOrder(symbol, side, OrdType.STOP, quantity, null, stopPrice, TimeInForce.DAY);
    }

    /**
     * As {@link #stop(String, Side, long, BigDecimal)}.
     *
     * @param symbol    of the instrument.
     * @param side      buy or sell.
     * @param quantity  shares, a whole number of lots.
     * @param stopPrice of one share, decimal, a whole number of ticks.
     * @return the order; an {@link #account(long)} is still to be set.
     * @throws InvalidOrderException where the price is not a number.
     */
    public static NewOrder stop(final String symbol, final Side side, final long quantity, final String stopPrice)
    {
        return stop(symbol, side, quantity, OrderChecks.decimal(stopPrice));
    }

    /**
     * As {@link #stop(String, Side, long, BigDecimal)}, but it becomes a limit order.
     *
     * @param symbol    of the instrument.
     * @param side      buy or sell.
     * @param quantity  shares, a whole number of lots.
     * @param stopPrice of one share, a whole number of ticks.
     * @param price     limit of one share from then on, a whole number of ticks.
     * @return the order; an {@link #account(long)} is still to be set.
     */
    public static NewOrder stopLimit(
        final String symbol, final Side side, final long quantity, final BigDecimal stopPrice, final BigDecimal price)
    {
        return new NewOrder(symbol, side, OrdType.STOP_LIMIT, quantity, price, stopPrice, TimeInForce.DAY);
    }

    /**
     * As {@link #stopLimit(String, Side, long, BigDecimal, BigDecimal)}.
     *
     * @param symbol    of the instrument.
     * @param side      buy or sell.
     * @param quantity  shares, a whole number of lots.
     * @param stopPrice of one share, decimal, a whole number of ticks.
     * @param price     limit of one share from then on, decimal, a whole number of ticks.
     * @return the order; an {@link #account(long)} is still to be set.
     * @throws InvalidOrderException where a price is not a number.
     */
    public static NewOrder stopLimit(
        final String symbol, final Side side, final long quantity, final String stopPrice, final String price)
    {
        return stopLimit(symbol, side, quantity, OrderChecks.decimal(stopPrice), OrderChecks.decimal(price));
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
     * How long it stays. {@code GTD} needs an {@link #expireTime(Instant)}; {@code AT_THE_OPEN} and
     * {@code AT_THE_CLOSE} trade in that auction only.
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

    /**
     * Makes it an iceberg: the book shows this much of it at a time.
     *
     * @param shares a whole number of lots, less than the whole quantity; 0, the default, shows all.
     * @return this.
     */
    public NewOrder displayQuantity(final long shares)
    {
        this.displayQuantity = shares;
        return this;
    }

    /**
     * How much has to trade at once; where that is not there the whole order is cancelled.
     *
     * @param shares a whole number of lots; 0, the default, for none.
     * @return this.
     */
    public NewOrder minQuantity(final long shares)
    {
        this.minQuantity = shares;
        return this;
    }

    /**
     * When an order that is {@code GTD} ends, by the venue's clock.
     *
     * @param expireTime in the future, to the nanosecond.
     * @return this.
     */
    public NewOrder expireTime(final Instant expireTime)
    {
        this.expireTime = expireTime;
        return this;
    }

    /**
     * What happens where the order would trade with its own side as it arrives.
     *
     * @param mode  which of the two orders gives way.
     * @param scope whose resting orders count as one's own: the account's, or the participant's.
     * @return this.
     */
    public NewOrder selfTradePrevention(final SelfTradePrevention mode, final SelfTradeScope scope)
    {
        this.selfTradePrevention = mode;
        this.selfTradeScope = scope;
        return this;
    }

    /**
     * Has the order rest or not be there: it never takes.
     *
     * @param mode whether an order that would trade is rejected, or moved to one tick behind the best opposite price.
     * @return this.
     */
    public NewOrder postOnly(final PostOnly mode)
    {
        this.postOnly = mode;
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

    BigDecimal stopPrice()
    {
        return stopPrice;
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

    long displayQuantity()
    {
        return displayQuantity;
    }

    long minQuantity()
    {
        return minQuantity;
    }

    Instant expireTime()
    {
        return expireTime;
    }

    SelfTradePrevention selfTradePrevention()
    {
        return selfTradePrevention;
    }

    SelfTradeScope selfTradeScope()
    {
        return selfTradeScope;
    }

    PostOnly postOnly()
    {
        return postOnly;
    }
}
