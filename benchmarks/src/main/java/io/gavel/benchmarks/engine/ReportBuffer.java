package io.gavel.benchmarks.engine;

/** The reports of a book, 32 bytes each, one behind the other in one array. */
public final class ReportBuffer
{
    // Type and quantity, order, price, resting order.
    private static final int RECORD_SHIFT = 2;
    private static final int ACCEPTED = 1;
    private static final int TRADE = 2;
    private static final int CANCELED = 3;
    private static final int REPLACED = 4;

    private final long[] records;
    private int position;

    /**
     * An empty buffer.
     *
     * @param capacity reports that it has room for.
     */
    public ReportBuffer(final int capacity)
    {
        records = new long[capacity << RECORD_SHIFT];
    }

    /**
     * An order was taken in.
     *
     * @param order    that arrived.
     * @param price    its limit, ticks.
     * @param quantity lots.
     */
    public void accepted(final long order, final long price, final int quantity)
    {
        write(ACCEPTED, order, price, quantity, 0);
    }

    /**
     * Two orders traded.
     *
     * @param aggressor order that arrived.
     * @param resting   order of the book.
     * @param price     of the resting order, ticks.
     * @param quantity  lots.
     */
    public void trade(final long aggressor, final long resting, final long price, final int quantity)
    {
        write(TRADE, aggressor, price, quantity, resting);
    }

    /**
     * What was open of an order was taken out.
     *
     * @param order    that it was.
     * @param quantity taken out, lots.
     */
    public void canceled(final long order, final int quantity)
    {
        write(CANCELED, order, 0, quantity, 0);
    }

    /**
     * An order has other terms.
     *
     * @param order    of the book.
     * @param price    its new limit, ticks.
     * @param quantity that is open now, lots.
     */
    public void replaced(final long order, final long price, final int quantity)
    {
        write(REPLACED, order, price, quantity, 0);
    }

    private void write(final int type, final long order, final long price, final int quantity, final long resting)
    {
        final int at = position;
        position = at + (1 << RECORD_SHIFT);
        records[at] = (long)quantity << Integer.SIZE | type;
        records[at + 1] = order;
        records[at + 2] = price;
        records[at + 3] = resting;
    }

    /** Empties it, unread. */
    public void clear()
    {
        position = 0;
    }

    /**
     * Reads all, and empties it.
     *
     * @param digest takes the reports.
     */
    public void drain(final FlowDigest digest)
    {
        for (int at = 0; at < position; at += 1 << RECORD_SHIFT)
        {
            final int quantity = (int)(records[at] >> Integer.SIZE);
            final long order = records[at + 1];
            final long price = records[at + 2];
            switch ((int)records[at])
            {
                case ACCEPTED -> digest.onAccepted(order, price, quantity);
                case TRADE -> digest.onTrade(order, records[at + 3], price, quantity);
                case CANCELED -> digest.onCanceled(order, quantity);
                default -> digest.onReplaced(order, price, quantity);
            }
        }
        position = 0;
    }
}
