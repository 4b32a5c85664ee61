package io.gavel.engine.order;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import java.util.Arrays;

/**
 * The orders that end at a time, the earliest first, and of those that end together the one accepted first: a binary
 * heap of slots, whose places the order records keep, so that an order that is gone before its time leaves at once.
 *
 * <p>Since no two orders are accepted by the same event, the order is total: what comes first depends on what is in
 * the queue only, and not on how it got there. A snapshot needs to keep nothing but the orders.
 */
public final class ExpiryQueue
{
    private static final int CAPACITY_INITIAL = 64;

    private final Terms terms;
    // Invariant: terms.heapPosition(slots[i]) == i, and no slot comes before the one at (i - 1) / 2.
    private int[] slots = new int[CAPACITY_INITIAL];
    private int size;

    /** What the queue reads of an order, and the one number that it keeps with it. */
    public interface Terms
    {
        /**
         * When the order ends.
         *
         * @param slot of the order.
         * @return log time, nanoseconds; the same for as long as the order is in the queue.
         */
        long expireTimeNs(int slot);

        /**
         * The event by which the order was accepted.
         *
         * @param slot of the order.
         * @return event sequence, another for each order.
         */
        long entrySeq(int slot);

        /**
         * Its place, as it was last told.
         *
         * @param slot of the order.
         * @return anything where the order was never in the queue.
         */
        int heapPosition(int slot);

        /**
         * Tells its place.
         *
         * @param slot     of the order.
         * @param position in the queue, or {@link Orders#NIL} once it is out.
         */
        void heapPosition(int slot, int position);
    }

    /**
     * An empty queue.
     *
     * @param terms of the orders.
     */
    public ExpiryQueue(final Terms terms)
    {
        this.terms = terms;
    }

    /**
     * Adds an order.
     *
     * @param slot of an order that is not in the queue.
     * @throws InvariantViolation where it is there already, or there are {@link Limits#ORDERS_MAX}.
     */
    public void add(final int slot)
    {
        if (contains(slot) || size >= Limits.ORDERS_MAX)
        {
            throw new InvariantViolation("expiry queue: order in slot " + slot + " is there already, or one of more " +
                "than " + Limits.ORDERS_MAX + ", actual " + size);
        }
        if (size == slots.length)
        {
            slots = Arrays.copyOf(slots, size * 2);
        }
        siftUp(size++, slot);
    }

    /**
     * Takes an order out, wherever it is.
     *
     * @param slot of an order in the queue.
     * @throws InvariantViolation where it is not there.
     */
    public void remove(final int slot)
    {
        if (!contains(slot))
        {
            throw new InvariantViolation("order in slot " + slot + " is not in the expiry queue");
        }
        final int position = terms.heapPosition(slot);
        final int last = slots[--size];
        terms.heapPosition(slot, Orders.NIL);
        if (last == slot)
        {
            return;
        }
        if (position > 0 && isBefore(last, slots[(position - 1) >> 1]))
        {
            siftUp(position, last);
        }
        else
        {
            siftDown(position, last);
        }
    }

    /**
     * The order that ends next.
     *
     * @return its slot, or {@link Orders#NIL}.
     */
    public int first()
    {
        return 0 == size ? Orders.NIL : slots[0];
    }

    /**
     * When the next order ends.
     *
     * @return log time, nanoseconds; Long.MAX_VALUE where the queue is empty.
     */
    public long firstExpireTimeNs()
    {
        return 0 == size ? Long.MAX_VALUE : terms.expireTimeNs(slots[0]);
    }

    /**
     * How many orders there are.
     *
     * @return &gt;= 0.
     */
    public int size()
    {
        return size;
    }

    private boolean contains(final int slot)
    {
        final int position = terms.heapPosition(slot);
        return position >= 0 && position < size && slots[position] == slot;
    }

    private void siftUp(final int from, final int slot)
    {
        int at = from;
        while (at > 0 && isBefore(slot, slots[(at - 1) >> 1]))
        {
            place(at, slots[(at - 1) >> 1]);
            at = (at - 1) >> 1;
        }
        place(at, slot);
    }

    private void siftDown(final int from, final int slot)
    {
        int at = from;
        int child = earlierChild(at);
        while (child < size && isBefore(slots[child], slot))
        {
            place(at, slots[child]);
            at = child;
            child = earlierChild(at);
        }
        place(at, slot);
    }

    private int earlierChild(final int at)
    {
        final int left = 2 * at + 1;
        return left + 1 < size && isBefore(slots[left + 1], slots[left]) ? left + 1 : left;
    }

    private void place(final int position, final int slot)
    {
        slots[position] = slot;
        terms.heapPosition(slot, position);
    }

    private boolean isBefore(final int slot, final int other)
    {
        final long time = terms.expireTimeNs(slot);
        final long timeOfOther = terms.expireTimeNs(other);
        return time != timeOfOther ? time < timeOfOther : terms.entrySeq(slot) < terms.entrySeq(other);
    }
}
