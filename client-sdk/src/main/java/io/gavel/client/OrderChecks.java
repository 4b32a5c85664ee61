package io.gavel.client;

import io.gavel.schema.OrdType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Money;
import java.math.BigDecimal;

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
            throw new InvalidOrderException("timeInForce is missing: expected DAY, GTC, IOC or FOK");
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
        if (order.ordType() == OrdType.LIMIT && order.price() == null)
        {
            throw new InvalidOrderException("a limit order needs a price");
        }
    }

    static void replace(final ReplaceOrder replace)
    {
        orderIds(replace.orderId(), replace.origClOrdId());
        if (replace.price() == null)
        {
            throw new InvalidOrderException("a replace needs a price: set ReplaceOrder.price, the old one to keep it");
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
    }

    static void orderIds(final long orderId, final long origClOrdId)
    {
        if (orderId < 0 || origClOrdId < 0 || orderId == 0 && origClOrdId == 0)
        {
            throw new InvalidOrderException(
                "order id " + (orderId != 0 ? orderId : origClOrdId) + ": expected an id above zero");
        }
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
