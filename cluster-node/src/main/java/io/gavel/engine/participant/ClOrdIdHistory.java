package io.gavel.engine.participant;

import io.gavel.engine.InvariantViolation;
import java.util.Arrays;

/**
 * The client order ids that a participant has used: a bounded set, kept as pages of 64 neighbouring ids with a bit for
 * each. When it is full, the page that was begun first is forgotten.
 */
public final class ClOrdIdHistory
{
    /** Pages that are kept. */
    public static final int PAGES_MAX = 65_536;

    private static final int NIL = -1;
    private static final int PAGES_INITIAL = 16;

    // A ring: the oldest page is at head once all PAGES_MAX are used, and at 0 before.
    private long[] pages = new long[PAGES_INITIAL];
    private long[] masks = new long[PAGES_INITIAL];
    private int[] nextInBucket = new int[PAGES_INITIAL];
    private int[] buckets = new int[PAGES_INITIAL];
    private int count;
    private int head;

    /** No ids. */
    public ClOrdIdHistory()
    {
        Arrays.fill(buckets, NIL);
    }

    /**
     * Whether an id was used, as far as is remembered.
     *
     * @param clOrdId &gt; 0.
     * @return true where it was.
     */
    public boolean contains(final long clOrdId)
    {
        final int at = find(clOrdId >>> 6);
        return NIL != at && (masks[at] & 1L << clOrdId) != 0;
    }

    /**
     * Remembers an id.
     *
     * @param clOrdId &gt; 0.
     */
    public void add(final long clOrdId)
    {
        int at = find(clOrdId >>> 6);
        if (NIL == at)
        {
            at = begin(clOrdId >>> 6);
        }
        masks[at] |= 1L << clOrdId;
    }

    /**
     * How many pages there are.
     *
     * @return 0..{@link #PAGES_MAX}.
     */
    public int pageCount()
    {
        return count;
    }

    /**
     * The number of a page, in the order in which they were begun.
     *
     * @param index 0 for the oldest.
     * @return ids by 64.
     */
    public long page(final int index)
    {
        return pages[position(index)];
    }

    /**
     * The used ids of a page.
     *
     * @param index 0 for the oldest page.
     * @return a bit for each.
     */
    public long mask(final int index)
    {
        return masks[position(index)];
    }

    /**
     * Puts the next page back as a snapshot has it, oldest first.
     *
     * @param page number.
     * @param mask of its used ids.
     * @throws InvariantViolation where the page is there already, or there are too many.
     */
    public void restore(final long page, final long mask)
    {
        if (count >= PAGES_MAX || page < 0 || page > Long.MAX_VALUE >>> 6 || 0 == mask || NIL != find(page))
        {
            throw new InvariantViolation("snapshot: page " + page + " of client order ids is out of range, empty, " +
                "there already, or one of more than " + PAGES_MAX);
        }
        // Two statements: beginning a page may replace the array.
        final int at = begin(page);
        masks[at] = mask;
    }

    private int position(final int index)
    {
        final int at = head + index;
        return at < count ? at : at - count;
    }

    private int find(final long page)
    {
        int at = buckets[bucket(page)];
        while (NIL != at && pages[at] != page)
        {
            at = nextInBucket[at];
        }
        return at;
    }

    private int begin(final long page)
    {
        final int at;
        if (count < PAGES_MAX)
        {
            if (count == pages.length)
            {
                grow();
            }
            at = count++;
        }
        else
        {
            at = head;
            head = head + 1 == PAGES_MAX ? 0 : head + 1;
            forget(at);
        }
        pages[at] = page;
        masks[at] = 0;
        link(at);
        return at;
    }

    private void link(final int at)
    {
        final int bucket = bucket(pages[at]);
        nextInBucket[at] = buckets[bucket];
        buckets[bucket] = at;
    }

    private void forget(final int at)
    {
        final int bucket = bucket(pages[at]);
        if (buckets[bucket] == at)
        {
            buckets[bucket] = nextInBucket[at];
            return;
        }
        int before = buckets[bucket];
        while (nextInBucket[before] != at)
        {
            before = nextInBucket[before];
        }
        nextInBucket[before] = nextInBucket[at];
    }

    private void grow()
    {
        final int capacity = count * 2;
        pages = Arrays.copyOf(pages, capacity);
        masks = Arrays.copyOf(masks, capacity);
        nextInBucket = new int[capacity];
        buckets = new int[capacity];
        Arrays.fill(buckets, NIL);
        for (int at = 0; at < count; at++)
        {
            link(at);
        }
    }

    private int bucket(final long page)
    {
        return (int)(page * 0x9E3779B97F4A7C15L >>> 32) & buckets.length - 1;
    }
}
