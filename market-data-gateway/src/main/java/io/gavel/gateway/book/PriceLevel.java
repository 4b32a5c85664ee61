package io.gavel.gateway.book;

import io.gavel.schema.Side;

/** The orders at one price of one side, in priority. */
final class PriceLevel
{
    final Side side;
    final long priceTicks;

    // Invariants: lots is the sum of the orders' leavesLots, orders is how many there are.
    long lots;
    int orders;
    RestingOrder head;
    RestingOrder tail;

    PriceLevel(final Side side, final long priceTicks)
    {
        this.side = side;
        this.priceTicks = priceTicks;
    }

    void append(final RestingOrder order)
    {
        order.previous = tail;
        if (null == tail)
        {
            head = order;
        }
        else
        {
            tail.next = order;
        }
        tail = order;
        lots += order.leavesLots;
        orders++;
    }

    void unlink(final RestingOrder order)
    {
        if (null == order.previous)
        {
            head = order.next;
        }
        else
        {
            order.previous.next = order.next;
        }
        if (null == order.next)
        {
            tail = order.previous;
        }
        else
        {
            order.next.previous = order.previous;
        }
        lots -= order.leavesLots;
        orders--;
    }
}
