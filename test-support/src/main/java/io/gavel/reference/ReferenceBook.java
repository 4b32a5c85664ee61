package io.gavel.reference;

import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * One book, as a page of a textbook would have it: a sorted map from price to a list of orders, oldest first.
 */
public final class ReferenceBook
{
    private final TreeMap<Long, List<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, List<Order>> asks = new TreeMap<>();

    /** An order that is open. */
    public static final class Order
    {
        private final String symbol;
        private final String orderId;
        private final Side side;
        private long price;
        private long quantity;

        Order(final String symbol, final String orderId, final Side side, final long price, final long quantity)
        {
            this.symbol = symbol;
            this.orderId = orderId;
            this.side = side;
            this.price = price;
            this.quantity = quantity;
        }

        /**
         * The book it belongs to.
         *
         * @return symbol.
         */
        public String symbol()
        {
            return symbol;
        }

        /**
         * Its name.
         *
         * @return as the flow has it.
         */
        public String orderId()
        {
            return orderId;
        }

        /**
         * Its side.
         *
         * @return BUY or SELL.
         */
        public Side side()
        {
            return side;
        }

        /**
         * Its limit.
         *
         * @return ticks.
         */
        public long price()
        {
            return price;
        }

        /**
         * What is open of it.
         *
         * @return lots.
         */
        public long quantity()
        {
            return quantity;
        }

        void change(final long newPrice, final long newQuantity)
        {
            price = newPrice;
            quantity = newQuantity;
        }
    }

    /** Told of trades. */
    @FunctionalInterface
    public interface TradeListener
    {
        /**
         * One trade.
         *
         * @param resting  the order of the book, its open quantity already lower.
         * @param quantity lots.
         */
        void onTrade(Order resting, long quantity);
    }

    /**
     * The orders of a side in priority.
     *
     * @param side of the book.
     * @return a copy.
     */
    public List<Order> orders(final Side side)
    {
        final List<Order> all = new ArrayList<>();
        side(side).values().forEach(all::addAll);
        return all;
    }

    /**
     * What an order that arrives could trade.
     *
     * @param aggressor that arrives.
     * @return lots.
     */
    public long available(final Order aggressor)
    {
        long total = 0;
        for (final Order resting : orders(opposite(aggressor.side())))
        {
            if (crosses(aggressor, resting.price()))
            {
                total += resting.quantity();
            }
        }
        return total;
    }

    /**
     * Trades an order that arrives as far as it goes.
     *
     * @param aggressor whose open quantity falls.
     * @param listener  is told of each trade.
     */
    public void match(final Order aggressor, final TradeListener listener)
    {
        final TreeMap<Long, List<Order>> side = side(opposite(aggressor.side()));
        while (aggressor.quantity() > 0 && !side.isEmpty() && crosses(aggressor, side.firstKey()))
        {
            final Order resting = side.firstEntry().getValue().get(0);
            final long traded = Math.min(aggressor.quantity(), resting.quantity());
            aggressor.change(aggressor.price(), aggressor.quantity() - traded);
            resting.change(resting.price(), resting.quantity() - traded);
            if (0 == resting.quantity())
            {
                remove(resting);
            }
            listener.onTrade(resting, traded);
        }
    }

    /**
     * Rests an order behind those of its price.
     *
     * @param order that does not cross.
     */
    public void add(final Order order)
    {
        side(order.side()).computeIfAbsent(order.price(), price -> new ArrayList<>()).add(order);
    }

    /**
     * Takes an order out.
     *
     * @param order that is in the book.
     */
    public void remove(final Order order)
    {
        final List<Order> level = side(order.side()).get(order.price());
        if (!level.remove(order))
        {
            throw new IllegalStateException("order " + order.orderId() + " is not in the book");
        }
        if (level.isEmpty())
        {
            side(order.side()).remove(order.price());
        }
    }

    private TreeMap<Long, List<Order>> side(final Side side)
    {
        return Side.BUY == side ? bids : asks;
    }

    private static boolean crosses(final Order aggressor, final long price)
    {
        return Side.BUY == aggressor.side() ? price <= aggressor.price() : price >= aggressor.price();
    }

    private static Side opposite(final Side side)
    {
        return Side.BUY == side ? Side.SELL : Side.BUY;
    }
}
