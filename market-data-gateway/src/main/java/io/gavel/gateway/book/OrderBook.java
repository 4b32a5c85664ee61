package io.gavel.gateway.book;

import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/**
 * The open orders of one instrument as the public events tell them: an order is found by its id, a side's levels are
 * sorted best first, a level's orders are in priority. While an auction collects orders, bids may be above asks. For
 * one thread.
 */
public final class OrderBook
{
    private final Instrument instrument;
    private final Long2ObjectHashMap<RestingOrder> orders = new Long2ObjectHashMap<>();
    // Orders of which nothing is shown any more since an auction began to trade: more of an iceberg may follow.
    private final LongHashSet goneInAuction = new LongHashSet();
    private final TreeMap<Long, PriceLevel> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, PriceLevel> asks = new TreeMap<>();

    /**
     * An empty book.
     *
     * @param instrument of it.
     */
    public OrderBook(final Instrument instrument)
    {
        this.instrument = instrument;
    }

    /**
     * An order comes to rest at the tail of its level.
     *
     * @param orderId    not in the book.
     * @param side       of the order.
     * @param priceTicks &gt; 0.
     * @param lots       &gt; 0.
     */
    public void add(final long orderId, final Side side, final long priceTicks, final long lots)
    {
        check(!orders.containsKey(orderId), orderId, "is added twice");
        check(priceTicks > 0 && lots > 0, orderId, "is added with price " + priceTicks + " and quantity " + lots);
        final PriceLevel level = levels(side).computeIfAbsent(priceTicks, (price) -> new PriceLevel(side, price));
        final RestingOrder order = new RestingOrder(orderId, level, lots);
        level.append(order);
        orders.put(orderId, order);
    }

    /**
     * An order's open quantity falls, by a trade or by its owner; it leaves the book where none is left.
     *
     * @param orderId    in the book.
     * @param lots       by which it falls, &gt; 0.
     * @param leavesLots what is left, as the venue says.
     */
    public void reduce(final long orderId, final long lots, final long leavesLots)
    {
        final RestingOrder order = orders.get(orderId);
        check(null != order, orderId, "is reduced, but not in the book");
        check(lots > 0 && order.leavesLots - lots == leavesLots, orderId,
            "had " + order.leavesLots + " lots, is reduced by " + lots + " to " + leavesLots);
        if (0 == leavesLots)
        {
            remove(order);
        }
        else
        {
            order.leavesLots = leavesLots;
            order.level.lots -= lots;
        }
    }

    /**
     * An order trades in an auction; it leaves the book where nothing more is shown of it. Of an iceberg order more may
     * trade than is shown, also while it is not shown at all until its next peak is added.
     *
     * @param orderId    in the book, or gone from it in this auction.
     * @param side       that it must be on.
     * @param lots       that it trades, &gt; 0.
     * @param leavesLots what is shown afterwards, as the venue says.
     */
    public void trade(final long orderId, final Side side, final long lots, final long leavesLots)
    {
        final RestingOrder order = orders.get(orderId);
        if (null == order)
        {
            check(0 == leavesLots && goneInAuction.contains(orderId), orderId,
                "trades in an auction, but is not in the book");
            return;
        }
        check(side == order.level.side, orderId, "trades in an auction as " + side + ", but rests on the other side");
        check(lots > 0 && Math.max(0, order.leavesLots - lots) == leavesLots, orderId,
            "showed " + order.leavesLots + " lots, trades " + lots + " in an auction and shows " + leavesLots);
        if (0 == leavesLots)
        {
            goneInAuction.add(orderId);
        }
        reduce(orderId, order.leavesLots - leavesLots, leavesLots);
    }

    /** The auction is over: what is gone from the book is gone. */
    void endAuction()
    {
        goneInAuction.clear();
    }

    /**
     * An order leaves the book.
     *
     * @param orderId in the book.
     */
    public void delete(final long orderId)
    {
        final RestingOrder order = orders.get(orderId);
        check(null != order, orderId, "is deleted, but not in the book");
        remove(order);
    }

    private void remove(final RestingOrder order)
    {
        orders.remove(order.orderId);
        final PriceLevel level = order.level;
        level.unlink(order);
        if (0 == level.orders)
        {
            levels(level.side).remove(level.priceTicks);
        }
    }

    /**
     * The side's best levels.
     *
     * @param side  of the book.
     * @param depth at most so many.
     * @return best first; a copy.
     */
    public List<BookLevel> levels(final Side side, final int depth)
    {
        final TreeMap<Long, PriceLevel> levels = levels(side);
        final List<BookLevel> result = new ArrayList<>(Math.min(depth, levels.size()));
        for (final PriceLevel level : levels.values())
        {
            if (result.size() == depth)
            {
                break;
            }
            result.add(new BookLevel(
                instrument.priceMinor(level.priceTicks), instrument.shares(level.lots), level.orders));
        }
        return result;
    }

    /**
     * The side's orders.
     *
     * @param side of the book.
     * @return in priority, price before time; a copy.
     */
    public List<BookOrder> orders(final Side side)
    {
        final List<BookOrder> result = new ArrayList<>();
        for (final PriceLevel level : levels(side).values())
        {
            final long priceMinor = instrument.priceMinor(level.priceTicks);
            for (RestingOrder order = level.head; null != order; order = order.next)
            {
                result.add(new BookOrder(priceMinor, instrument.shares(order.leavesLots), order.orderId));
            }
        }
        return result;
    }

    /**
     * How many orders are open.
     *
     * @return from 0.
     */
    public int orderCount()
    {
        return orders.size();
    }

    /**
     * The best level of a side.
     *
     * @param side of the book.
     * @return the level, or null where the side is empty.
     */
    PriceLevel best(final Side side)
    {
        final TreeMap<Long, PriceLevel> levels = levels(side);
        return levels.isEmpty() ? null : levels.firstEntry().getValue();
    }

    private TreeMap<Long, PriceLevel> levels(final Side side)
    {
        return Side.BUY == side ? bids : asks;
    }

    private void check(final boolean holds, final long orderId, final String what)
    {
        if (!holds)
        {
            throw new InconsistentBookException("book of " + instrument.symbol() + ": order " + orderId + " " + what);
        }
    }
}
