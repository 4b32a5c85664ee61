package io.gavel.engine.order;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.SaltedHash;
import java.util.Arrays;

/**
 * Open orders by participant and client order id: a chained hash, whose chains run through the order records. Each
 * participant's ids are hashed under its own salt, so that chosen ids meet in no bucket, and equal ids of two
 * participants no more often than others.
 */
final class OpenOrderIndex
{
    private static final int BUCKETS_INITIAL = 1 << 16;
    private static final int BUCKETS_MAX = 1 << 24;

    private final Orders orders;
    private final Salts salts;
    private int[] buckets = new int[BUCKETS_INITIAL];
    private int size;

    OpenOrderIndex(final Orders orders, final Salts salts)
    {
        this.orders = orders;
        this.salts = salts;
        Arrays.fill(buckets, Orders.NIL);
    }

    void add(final int slot)
    {
        if (size == buckets.length && buckets.length < BUCKETS_MAX)
        {
            grow();
        }
        link(slot);
        size++;
    }

    void remove(final int slot)
    {
        final int bucket = bucket(orders.participantId(slot), orders.clOrdId(slot));
        int before = Orders.NIL;
        int at = buckets[bucket];
        while (Orders.NIL != at && at != slot)
        {
            before = at;
            at = orders.nextInBucket(at);
        }
        if (Orders.NIL == at)
        {
            throw new InvariantViolation("order in slot " + slot + " is not in the index of open orders");
        }
        if (Orders.NIL == before)
        {
            buckets[bucket] = orders.nextInBucket(slot);
        }
        else
        {
            orders.nextInBucket(before, orders.nextInBucket(slot));
        }
        size--;
    }

    int find(final int participantId, final long clOrdId)
    {
        int slot = buckets[bucket(participantId, clOrdId)];
        while (Orders.NIL != slot &&
            (orders.clOrdId(slot) != clOrdId || orders.participantId(slot) != participantId))
        {
            slot = orders.nextInBucket(slot);
        }
        return slot;
    }

    int size()
    {
        return size;
    }

    /** Makes room for so many at once, where a snapshot says how many there will be. */
    void reserve(final int count)
    {
        if (0 == size)
        {
            while (buckets.length < count && buckets.length < BUCKETS_MAX)
            {
                grow();
            }
        }
    }

    /** The newest order of the bucket where {@link #find(int, long)} will begin to look, NIL where it is empty. */
    int head(final int participantId, final long clOrdId)
    {
        return buckets[bucket(participantId, clOrdId)];
    }

    private void grow()
    {
        final int[] old = buckets;
        buckets = new int[old.length * 2];
        Arrays.fill(buckets, Orders.NIL);
        for (final int first : old)
        {
            int slot = first;
            while (Orders.NIL != slot)
            {
                final int next = orders.nextInBucket(slot);
                link(slot);
                slot = next;
            }
        }
    }

    private void link(final int slot)
    {
        final int bucket = bucket(orders.participantId(slot), orders.clOrdId(slot));
        orders.nextInBucket(slot, buckets[bucket]);
        buckets[bucket] = slot;
    }

    private int bucket(final int participantId, final long clOrdId)
    {
        return SaltedHash.bucket(clOrdId, salts.salt(participantId), buckets.length);
    }
}
