package io.gavel.benchmarks.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The reports of a book, 32 bytes each, one behind the other outside the heap. */
public final class ReportBuffer
{
    private static final int RECORD_SHIFT = 5;
    private static final int TYPE_AT = 0;
    private static final int QUANTITY_AT = 4;
    private static final int ORDER_AT = 8;
    private static final int PRICE_AT = 16;
    private static final int RESTING_AT = 24;
    private static final int ACCEPTED = 1;
    private static final int TRADE = 2;
    private static final int CANCELED = 3;
    private static final int REPLACED = 4;

    private final UnsafeBuffer buffer;
    private int position;

    /**
     * An empty buffer.
     *
     * @param capacity reports that it has room for.
     */
    public ReportBuffer(final int capacity)
    {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity << RECORD_SHIFT));
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
        buffer.putInt(at + TYPE_AT, type, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + QUANTITY_AT, quantity, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + ORDER_AT, order, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + PRICE_AT, price, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + RESTING_AT, resting, ByteOrder.LITTLE_ENDIAN);
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
            final int quantity = buffer.getInt(at + QUANTITY_AT, ByteOrder.LITTLE_ENDIAN);
            final long order = buffer.getLong(at + ORDER_AT, ByteOrder.LITTLE_ENDIAN);
            final long price = buffer.getLong(at + PRICE_AT, ByteOrder.LITTLE_ENDIAN);
            switch (buffer.getInt(at + TYPE_AT, ByteOrder.LITTLE_ENDIAN))
            {
                case ACCEPTED -> digest.onAccepted(order, price, quantity);
                case TRADE -> digest.onTrade(
                    order, buffer.getLong(at + RESTING_AT, ByteOrder.LITTLE_ENDIAN), price, quantity);
                case CANCELED -> digest.onCanceled(order, quantity);
                default -> digest.onReplaced(order, price, quantity);
            }
        }
        position = 0;
    }
}
