package io.gavel.client;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What can be told wrong about a request before anything is sent, in a sentence that says what to change. */
final class OrderChecks
{
    /** Largest price that the venue takes, ticks. */
    static final long PRICE_TICKS_MAX = (1L << 40) - 1;

    /** Largest quantity of one order that the venue takes, lots. */
    static final long ORDER_LOTS_MAX = 1_000_000_000;

    private OrderChecks()
    {
    }

    static BigDecimal decimal(final String price)
    {
        if (price == null)
        {
            throw new InvalidOrderException("the price is missing: give a decimal such as \"320.14\"");
        }
        try
        {
            return new BigDecimal(price.trim());
        }
        catch (final NumberFormatException e)
        {
            throw new InvalidOrderException("price '" + price + "' is not a decimal number such as 320.14", e);
        }
    }

    static String symbol(final String symbol)
    {
        if (symbol == null || symbol.isBlank())
        {
            throw new InvalidOrderException("the symbol is missing");
        }
        return symbol;
    }

    static void newOrder(final NewOrder order)
    {
        if (order.side() != Side.BUY && order.side() != Side.SELL)
        {
            throw new InvalidOrderException("side " + order.side() + ": expected BUY or SELL");
        }
        if (order.timeInForce() == null || order.timeInForce() == TimeInForce.NULL_VAL)
        {
            throw new InvalidOrderException("timeInForce is missing: expected DAY, GTC, GTD, IOC, FOK, " +
                "AT_THE_OPEN or AT_THE_CLOSE");
        }
        if (order.accountId() <= 0)
        {
            throw new InvalidOrderException("accountId " + order.accountId() +
                ": set the account that the order trades for, NewOrder.account(id); accounts() lists them");
        }
        if (order.clOrdId() < 0)
        {
            throw new InvalidOrderException("clOrdId " + order.clOrdId() +
                ": expected an id above zero, or 0 to have the client choose one");
        }
        prices(order);
        quantities(order);
        if (order.timeInForce() == TimeInForce.GTD != (order.expireTime() != null))
        {
            throw new InvalidOrderException("timeInForce " + order.timeInForce() + " with " +
                (order.expireTime() == null ? "no expireTime" : "expireTime " + order.expireTime()) +
                ": GTD needs an expireTime, and nothing else takes one");
        }
        instructions(order);
    }

    private static void prices(final NewOrder order)
    {
        final boolean isLimit = isLimit(order);
        if (isLimit && order.price() == null)
        {
            throw new InvalidOrderException("a limit order needs a price");
        }
        if ((order.ordType() == OrdType.STOP || order.ordType() == OrdType.STOP_LIMIT) && order.stopPrice() == null)
        {
            throw new InvalidOrderException("a stop order needs a stop price");
        }
    }

    private static void quantities(final NewOrder order)
    {
        final long display = order.displayQuantity();
        if (display < 0 || display > 0 && display >= order.quantity())
        {
            throw new InvalidOrderException("displayQuantity " + display + ": expected less than the order's " +
                order.quantity() + ", or 0 to show all");
        }
        if (display > 0 && (!isLimit(order) || isImmediate(order)))
        {
            throw new InvalidOrderException("displayQuantity is for limit orders that may rest, and this one is " +
                order.ordType() + " " + order.timeInForce());
        }
        final long min = order.minQuantity();
        if (min < 0 || min > 0 && min > order.quantity())
        {
            throw new InvalidOrderException("minQuantity " + min + ": expected at most the order's " +
                order.quantity() + ", or 0 for none");
        }
        if (min > 0 && (order.timeInForce() == TimeInForce.FOK || isForAuction(order)))
        {
            throw new InvalidOrderException("minQuantity does not go with " + order.timeInForce());
        }
    }

    private static void instructions(final NewOrder order)
    {
        final SelfTradePrevention prevention = order.selfTradePrevention();
        final SelfTradeScope scope = order.selfTradeScope();
        if (prevention == null || scope == null ||
            prevention != SelfTradePrevention.NULL_VAL && scope == SelfTradeScope.NULL_VAL)
        {
            throw new InvalidOrderException("selfTradePrevention " + prevention + " with scope " + scope +
                ": expected NONE, CANCEL_RESTING, CANCEL_AGGRESSOR, CANCEL_BOTH or DECREMENT_AND_CANCEL, and ACCOUNT " +
                "or PARTICIPANT");
        }
        if (order.postOnly() == null)
        {
            throw new InvalidOrderException("postOnly null: expected NONE, REJECT or REPRICE");
        }
        final boolean isPostOnly = order.postOnly() == PostOnly.REJECT || order.postOnly() == PostOnly.REPRICE;
        if (isPostOnly && (order.ordType() != OrdType.LIMIT || isImmediate(order) || isForAuction(order)))
        {
            throw new InvalidOrderException("postOnly is for limit orders that are DAY, GTC or GTD, and this one is " +
                order.ordType() + " " + order.timeInForce());
        }
        if (isPostOnly && order.minQuantity() > 0)
        {
            throw new InvalidOrderException("postOnly does not go with minQuantity, as such an order never takes");
        }
    }

    private static boolean isLimit(final NewOrder order)
    {
        return order.ordType() == OrdType.LIMIT || order.ordType() == OrdType.STOP_LIMIT;
    }

    private static boolean isImmediate(final NewOrder order)
    {
        return order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK;
    }

    private static boolean isForAuction(final NewOrder order)
    {
        return order.timeInForce() == TimeInForce.AT_THE_OPEN || order.timeInForce() == TimeInForce.AT_THE_CLOSE;
    }

    static void replace(final ReplaceOrder replace)
    {
        orderIds(replace.orderId(), replace.origClOrdId());
        if (replace.price() == null && replace.stopPrice() == null)
        {
            throw new InvalidOrderException("a replace needs a price: set ReplaceOrder.price, or " +
                "ReplaceOrder.stopPrice for a stop order that has no other; the old one to keep it");
        }
        if (replace.quantity() <= 0)
        {
            throw new InvalidOrderException("quantity " + replace.quantity() +
                ": a replace needs the order's new total quantity, filled part included, above zero");
        }
        if (replace.clOrdId() < 0)
        {
            throw new InvalidOrderException("clOrdId " + replace.clOrdId() +
                ": expected an id above zero, or 0 to keep the order's");
        }
        if (replace.displayQuantity() < 0 || replace.displayQuantity() > replace.quantity())
        {
            throw new InvalidOrderException("displayQuantity " + replace.displayQuantity() +
                ": expected at most the order's " + replace.quantity() + ", or 0 to keep it");
        }
    }

    static void orderIds(final long orderId, final long origClOrdId)
    {
        if (orderId < 0 || origClOrdId < 0 || orderId == 0 && origClOrdId == 0)
        {
            throw new InvalidOrderException(
                "order id " + (orderId != 0 ? orderId : origClOrdId) + ": expected an id above zero");
        }
    }

    /** The price in ticks; 0 where there is none. */
    static long ticksOrNone(final BigDecimal price, final Instrument instrument)
    {
        return price == null ? 0 : ticks(price, instrument);
    }

    /** The quantity in lots; 0 where there is none. */
    static long lotsOrNone(final long shares, final Instrument instrument)
    {
        return shares == 0 ? 0 : lots(shares, instrument);
    }

    /** Log time of an instant; 0 where there is none. */
    static long expireTimeNs(final Instant expireTime)
    {
        if (expireTime == null)
        {
            return 0;
        }
        try
        {
            final long timeNs = Math.addExact(Math.multiplyExact(expireTime.getEpochSecond(),
                TimeUnit.SECONDS.toNanos(1)), expireTime.getNano());
            if (timeNs > 0)
            {
                return timeNs;
            }
        }
        catch (final ArithmeticException e)
        {
            throw new InvalidOrderException("expireTime " + expireTime + " is beyond what the venue counts, " +
                Instant.ofEpochSecond(0, Long.MAX_VALUE), e);
        }
        throw new InvalidOrderException("expireTime " + expireTime + " is long past");
    }

    static long ticks(final BigDecimal price, final Instrument instrument)
    {
        final long ticks;
        try
        {
            ticks = Money.toTicks(price, instrument.tickSizeMinor(), instrument.symbol());
        }
        catch (final IllegalArgumentException e)
        {
            throw new InvalidOrderException(e.getMessage(), e);
        }
        if (ticks > PRICE_TICKS_MAX)
        {
            throw new InvalidOrderException("price " + price.toPlainString() + " is too large: at most " +
                Money.priceOf(PRICE_TICKS_MAX, instrument.tickSizeMinor()).toPlainString() + " for " +
                instrument.symbol());
        }
        return ticks;
    }

    static long lots(final long shares, final Instrument instrument)
    {
        final long lots;
        try
        {
            lots = Money.toLots(shares, instrument.lotSize(), instrument.symbol());
        }
        catch (final IllegalArgumentException e)
        {
            throw new InvalidOrderException(e.getMessage(), e);
        }
        if (lots > ORDER_LOTS_MAX)
        {
            throw new InvalidOrderException("quantity " + shares + " is too large: at most " +
                Math.multiplyExact(ORDER_LOTS_MAX, instrument.lotSize()) + " shares of " + instrument.symbol() +
                " in one order");
        }
        return lots;
    }

    static void notional(final long ticks, final long lots, final Instrument instrument)
    {
        try
        {
            Math.multiplyExact(Math.multiplyExact(ticks, instrument.tickSizeMinor()),
                Math.multiplyExact(lots, instrument.lotSize()));
        }
        catch (final ArithmeticException e)
        {
            throw new InvalidOrderException("price times quantity is too large for " + instrument.symbol() +
                ": send it as several smaller orders", e);
        }
    }
}
