package io.gavel.engine.participant;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.SaltedHash;
import java.util.Arrays;

/**
 * The client order ids that a participant has used: a bounded set, kept as pages of 64 neighbouring ids with a bit for
 * each. When it is full, the page that is oldest is forgotten, but none of this day: an id that was used today is
 * known until the day ends. A page of an earlier day that an id is added to today becomes the newest one, of today.
 */
public final class ClOrdIdHistory
{
    /** Pages that are kept. */
    public static final int PAGES_MAX = 1 << 18;

    /** No page. */
    public static final int NIL = -1;

    private static final int PAGES_INITIAL = 16;

    private final long salt;
    private long[] pages = new long[PAGES_INITIAL];
    private long[] masks = new long[PAGES_INITIAL];
    // Invariant: from oldest on, the pages of earlier days come before those of today.
    private int[] olderPages = new int[PAGES_INITIAL];
    private int[] newerPages = new int[PAGES_INITIAL];
    private int[] days = new int[PAGES_INITIAL];
    private int[] nextInBucket = new int[PAGES_INITIAL];
    private int[] buckets = new int[PAGES_INITIAL];
    private int count;
    private int oldest = NIL;
    private int newest = NIL;
    // Days are told apart by their number here, from 0 with each start; what a page says is whether it is of today.
    private int today;
    private int earlierCount;
    // Invariant: no id that is remembered, and no open order's, is above.
    private long highest;

    /**
     * No ids.
     *
     * @param salt of the hash, so that chosen ids meet in no bucket.
     */
    public ClOrdIdHistory(final long salt)
    {
        this.salt = salt;
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
     * Whether an id is above all that are remembered and all of open orders: most clients count theirs, and of such an
     * id nothing more need be asked.
     *
     * @param clOrdId &gt; 0.
     * @return true where it can't have been used, as far as is remembered.
     */
    public boolean isAboveAll(final long clOrdId)
    {
        return clOrdId > highest;
    }

    /**
     * An order is open under an id, which may have been forgotten here.
     *
     * @param clOrdId &gt; 0.
     */
    public void onOpen(final long clOrdId)
    {
        highest = Math.max(highest, clOrdId);
    }

    /**
     * Whether there is room for an id.
     *
     * @param clOrdId &gt; 0.
     * @return false where it needs a new page, and all {@link #PAGES_MAX} are of this day.
     */
    public boolean canAdd(final long clOrdId)
    {
        return count < PAGES_MAX || earlierCount > 0 || NIL != find(clOrdId >>> 6);
    }

    /**
     * Remembers an id, until this day ends at least.
     *
     * @param clOrdId &gt; 0.
     * @throws InvariantViolation where there is no room: ask {@link #canAdd(long)} first.
     */
    public void add(final long clOrdId)
    {
        int at = find(clOrdId >>> 6);
        if (NIL == at)
        {
            at = begin(clOrdId >>> 6);
        }
        else if (days[at] != today)
        {
            takeOut(at);
            append(at);
        }
        masks[at] |= 1L << clOrdId;
        highest = Math.max(highest, clOrdId);
    }

    /** Begins a new day: all pages are of earlier days now, and may be forgotten. */
    public void beginDay()
    {
        today++;
        earlierCount = count;
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
     * How many of the oldest pages are of earlier days.
     *
     * @return 0..{@link #pageCount()}.
     */
    public int pagesOfEarlierDays()
    {
        return earlierCount;
    }

    /**
     * The page that would be forgotten first.
     *
     * @return its place, or {@link #NIL}.
     */
    public int oldestPage()
    {
        return oldest;
    }

    /**
     * The page that would be forgotten after another one.
     *
     * @param at place of a page.
     * @return the place of the next newer one, or {@link #NIL}.
     */
    public int newerPage(final int at)
    {
        return newerPages[at];
    }

    /**
     * The number of a page.
     *
     * @param at its place.
     * @return ids by 64.
     */
    public long page(final int at)
    {
        return pages[at];
    }

    /**
     * The used ids of a page.
     *
     * @param at its place.
     * @return a bit for each.
     */
    public long mask(final int at)
    {
        return masks[at];
    }

    /**
     * Puts the next page back as a snapshot has it, oldest first, as one of this day until
     * {@link #restoreEarlierDays(int)} says otherwise.
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
        highest = Math.max(highest, page << 6 | Long.SIZE - 1 - Long.numberOfLeadingZeros(mask));
    }

    /**
     * Says which of the restored pages are of earlier days.
     *
     * @param earlier how many of the oldest.
     * @throws InvariantViolation where there are not as many.
     */
    public void restoreEarlierDays(final int earlier)
    {
        if (earlier < 0 || earlier > count)
        {
            throw new InvariantViolation("snapshot: expected 0.." + count + " pages of client order ids of earlier " +
                "days, actual " + earlier);
        }
        beginDay();
        earlierCount = earlier;
        int at = newest;
        for (int i = count; i > earlier; i--)
        {
            days[at] = today;
            at = olderPages[at];
        }
    }

    private int find(final long page)
    {
        if (NIL != newest && pages[newest] == page)
        {
            return newest;
        }
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
        else if (earlierCount > 0)
        {
            at = oldest;
            takeOut(at);
            unlink(at);
        }
        else
        {
            throw new InvariantViolation("client order ids: expected room for page " + page + ", actual " + count +
                " pages of this day");
        }
        pages[at] = page;
        masks[at] = 0;
        append(at);
        link(at);
        return at;
    }

    private void append(final int at)
    {
        days[at] = today;
        olderPages[at] = newest;
        newerPages[at] = NIL;
        if (NIL == newest)
        {
            oldest = at;
        }
        else
        {
            newerPages[newest] = at;
        }
        newest = at;
    }

    // Only ever a page of an earlier day.
    private void takeOut(final int at)
    {
        final int older = olderPages[at];
        final int newer = newerPages[at];
        if (NIL == older)
        {
            oldest = newer;
        }
        else
        {
            newerPages[older] = newer;
        }
        if (NIL == newer)
        {
            newest = older;
        }
        else
        {
            olderPages[newer] = older;
        }
        earlierCount--;
    }

    private void link(final int at)
    {
        final int bucket = bucket(pages[at]);
        nextInBucket[at] = buckets[bucket];
        buckets[bucket] = at;
    }

    private void unlink(final int at)
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
        olderPages = Arrays.copyOf(olderPages, capacity);
        newerPages = Arrays.copyOf(newerPages, capacity);
        days = Arrays.copyOf(days, capacity);
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
        return SaltedHash.bucket(page, salt, buckets.length);
    }
}
