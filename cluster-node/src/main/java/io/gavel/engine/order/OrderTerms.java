package io.gavel.engine.order;

/** What is seldom asked of an order: a second record per slot, so that the first fits in a cache line. */
public final class OrderTerms
{
    private static final int STRIDE = 10;
    private static final int ENTRY_TIME = 0;
    private static final int STOP_PRICE = 2;
    private static final int EXPIRE_TIME = 4;
    private static final int DISPLAY_QTY = 6;
    private static final int HIDDEN_QTY = 7;
    private static final int MIN_QTY = 8;
    private static final int HEAP_POSITION = 9;

    private final IntRecords records = new IntRecords(STRIDE);

    OrderTerms()
    {
    }

    /**
     * Begins the record of an order.
     *
     * @param slot         of it.
     * @param entryTimeNs  log time of its acceptance.
     * @param stopTicks    its stop price, 0 for none.
     * @param expireTimeNs when it ends, 0 for no such time.
     * @param displayQty   what it shows at a time, 0 for all.
     * @param minQty       that must trade at once, 0 for none.
     */
    public void begin(
        final int slot,
        final long entryTimeNs,
        final long stopTicks,
        final long expireTimeNs,
        final int displayQty,
        final int minQty)
    {
        records.ensure(slot);
        records.putLong(slot, ENTRY_TIME, entryTimeNs);
        records.putLong(slot, STOP_PRICE, stopTicks);
        records.putLong(slot, EXPIRE_TIME, expireTimeNs);
        records.put(slot, DISPLAY_QTY, displayQty);
        records.put(slot, HIDDEN_QTY, 0);
        records.put(slot, MIN_QTY, minQty);
    }

    int touch(final int slot)
    {
        return records.touch(slot);
    }

    /**
     * When it was entered.
     *
     * @param slot of the order.
     * @return log time, nanoseconds.
     */
    public long entryTimeNs(final int slot)
    {
        return records.getLong(slot, ENTRY_TIME);
    }

    /**
     * The price that triggers it.
     *
     * @param slot of the order.
     * @return ticks, 0 for none.
     */
    public long stopTicks(final int slot)
    {
        return records.getLong(slot, STOP_PRICE);
    }

    /**
     * Gives it another stop price.
     *
     * @param slot  of the order.
     * @param ticks &gt; 0.
     */
    public void stopTicks(final int slot, final long ticks)
    {
        records.putLong(slot, STOP_PRICE, ticks);
    }

    /**
     * When it ends.
     *
     * @param slot of the order.
     * @return log time, nanoseconds; 0 for no such time.
     */
    public long expireTimeNs(final int slot)
    {
        return records.getLong(slot, EXPIRE_TIME);
    }

    /**
     * Gives it another end.
     *
     * @param slot   of the order.
     * @param timeNs log time.
     */
    public void expireTimeNs(final int slot, final long timeNs)
    {
        records.putLong(slot, EXPIRE_TIME, timeNs);
    }

    /**
     * What it shows at a time.
     *
     * @param slot of the order.
     * @return lots, 0 for all.
     */
    public int displayQty(final int slot)
    {
        return records.get(slot, DISPLAY_QTY);
    }

    /**
     * Gives it another quantity to show.
     *
     * @param slot of the order.
     * @param lots &gt; 0.
     */
    public void displayQty(final int slot, final int lots)
    {
        records.put(slot, DISPLAY_QTY, lots);
    }

    /**
     * What is open of it and not shown in the book.
     *
     * @param slot of the order.
     * @return lots.
     */
    public int hiddenQty(final int slot)
    {
        return records.get(slot, HIDDEN_QTY);
    }

    /**
     * Hides so much.
     *
     * @param slot of the order.
     * @param lots &gt;= 0.
     */
    public void hiddenQty(final int slot, final int lots)
    {
        records.put(slot, HIDDEN_QTY, lots);
    }

    /**
     * What must trade at once.
     *
     * @param slot of the order.
     * @return lots, 0 for none.
     */
    public int minQty(final int slot)
    {
        return records.get(slot, MIN_QTY);
    }

    int heapPosition(final int slot)
    {
        return records.get(slot, HEAP_POSITION);
    }

    void heapPosition(final int slot, final int position)
    {
        records.put(slot, HEAP_POSITION, position);
    }
}
