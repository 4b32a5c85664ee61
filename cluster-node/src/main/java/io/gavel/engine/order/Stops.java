package io.gavel.engine.order;

import io.gavel.engine.Venue;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.Side;
import java.util.Arrays;

/**
 * Stop orders: those that wait, and those whose price a trade has reached, in the order of the trades and, for one
 * trade, in that of their entry. What is triggered is worked off within the command that triggered it, or goes back.
 */
final class Stops
{
    private final Venue venue;
    private int[] queue = new int[64];
    private int head;
    private int tail;

    Stops(final Venue venue)
    {
        this.venue = venue;
    }

    /** Has an order wait for its stop price. */
    void add(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        instrument.trading().stops().rest(
            slot, treeSide(orders.side(slot)), orders.terms().stopTicks(slot), orders.leavesQty(slot));
        orders.flags(slot, OrderFlags.at(orders.flags(slot), OrderFlags.PLACE_STOPS));
    }

    /** Takes an order out that waits. */
    void remove(final int slot, final Instrument instrument)
    {
        instrument.trading().stops().unlink(slot);
        venue.orders().flags(slot, OrderFlags.at(venue.orders().flags(slot), OrderFlags.PLACE_NONE));
    }

    /** Whether there is a level for an order that would wait. */
    boolean canAdd(final Side side, final long stopTicks, final Instrument instrument)
    {
        return instrument.trading().stops().canRest(treeSide(side), stopTicks);
    }

    /** Whether the last trade has reached a stop price. */
    static boolean isReached(final Side side, final long stopTicks, final long lastTicks)
    {
        return 0 != lastTicks && (Side.BUY == side ? lastTicks >= stopTicks : lastTicks <= stopTicks);
    }

    /** Something traded: what waited for the price goes to the end of the queue. */
    void onTrade(final Instrument instrument, final long priceTicks)
    {
        final OrderBook stops = instrument.trading().stops();
        final int from = tail;
        long best = stops.bestPriceTicks(Side.SELL);
        while (0 != best && best <= priceTicks)
        {
            enqueue(stops.first(Side.SELL), instrument);
            best = stops.bestPriceTicks(Side.SELL);
        }
        best = stops.bestPriceTicks(Side.BUY);
        while (best >= priceTicks)
        {
            enqueue(stops.first(Side.BUY), instrument);
            best = stops.bestPriceTicks(Side.BUY);
        }
        sort(from);
    }

    /** The next triggered order, out of the queue; NIL where there is none. */
    int poll()
    {
        if (head == tail)
        {
            head = 0;
            tail = 0;
            return Orders.NIL;
        }
        return queue[head++];
    }

    private void enqueue(final int slot, final Instrument instrument)
    {
        remove(slot, instrument);
        if (tail == queue.length)
        {
            queue = Arrays.copyOf(queue, tail * 2);
        }
        queue[tail++] = slot;
    }

    // By entry; those of one price come in that order already.
    private void sort(final int from)
    {
        final Orders orders = venue.orders();
        if (tail - from > 1)
        {
            sort(from, tail - 1, orders);
        }
    }

    private void sort(final int first, final int last, final Orders orders)
    {
        // Heap sort: bounded, in place, and the entry sequence has no equals.
        final int count = last - first + 1;
        for (int i = count / 2 - 1; i >= 0; i--)
        {
            sink(first, i, count, orders);
        }
        for (int end = count - 1; end > 0; end--)
        {
            swap(first, first + end);
            sink(first, 0, end, orders);
        }
    }

    private void sink(final int first, final int start, final int count, final Orders orders)
    {
        int at = start;
        while (2 * at + 1 < count)
        {
            int child = 2 * at + 1;
            if (child + 1 < count &&
                orders.entrySeq(queue[first + child + 1]) > orders.entrySeq(queue[first + child]))
            {
                child++;
            }
            if (orders.entrySeq(queue[first + at]) >= orders.entrySeq(queue[first + child]))
            {
                return;
            }
            swap(first + at, first + child);
            at = child;
        }
    }

    private void swap(final int a, final int b)
    {
        final int slot = queue[a];
        queue[a] = queue[b];
        queue[b] = slot;
    }

    private static Side treeSide(final Side side)
    {
        return Side.BUY == side ? Side.SELL : Side.BUY;
    }
}
