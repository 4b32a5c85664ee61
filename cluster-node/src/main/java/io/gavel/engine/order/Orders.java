package io.gavel.engine.order;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.book.OrderPool;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Arrays;

/**
 * What the venue knows of an order besides its place in the book: one record per slot of the {@link OrderPool}, in
 * chunks, and an index of the open ones by participant and client order id.
 */
public final class Orders
{
    /** No order. */
    public static final int NIL = OrderPool.NIL;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final int STRIDE = 16;
    private static final int CL_ORD_ID = 0;
    private static final int ENTRY_TIME = 2;
    private static final int ENTRY_SEQ = 4;
    private static final int PRICE = 6;
    private static final int ORDER_QTY = 8;
    private static final int CUM_QTY = 9;
    private static final int CASH_ROW = 10;
    private static final int HOLDING_ROW = 11;
    private static final int CONNECTION = 12;
    private static final int INSTRUMENT = 13;
    private static final int FLAGS = 14;
    private static final int NEXT_IN_BUCKET = 15;
    private static final Side[] SIDES = { Side.BUY, Side.SELL };

    private int[][] chunks = new int[1][];
    private final OpenOrderIndex index;
    private int openDayCount;

    /**
     * No orders.
     *
     * @param salts of the participants' client order ids.
     */
    public Orders(final Salts salts)
    {
        index = new OpenOrderIndex(this, salts);
    }

    /**
     * Begins the record of an order that was accepted.
     *
     * @param slot       of the pool.
     * @param clOrdId    the client's id.
     * @param connection handle of the connection that entered it.
     * @param instrument id.
     * @param side       BUY or SELL.
     * @param tif        when it ends.
     * @param entrySeq   event sequence of its acceptance.
     */
    public void begin(
        final int slot,
        final long clOrdId,
        final int connection,
        final int instrument,
        final Side side,
        final TimeInForce tif,
        final long entrySeq)
    {
        ensureChunk(slot);
        putLong(slot, CL_ORD_ID, clOrdId);
        putLong(slot, ENTRY_SEQ, entrySeq);
        put(slot, CONNECTION, connection);
        put(slot, INSTRUMENT, instrument);
        put(slot, FLAGS, (Side.BUY == side ? 0 : 1) | tif.value() << 1);
        put(slot, CUM_QTY, 0);
    }

    /**
     * Sets where the order's money and shares are.
     *
     * @param slot       of the order.
     * @param cashRow    of the account, in the instrument's currency.
     * @param holdingRow of the account, in the instrument.
     * @param timeNs     entry time.
     */
    public void settleWith(final int slot, final int cashRow, final int holdingRow, final long timeNs)
    {
        put(slot, CASH_ROW, cashRow);
        put(slot, HOLDING_ROW, holdingRow);
        putLong(slot, ENTRY_TIME, timeNs);
    }

    /**
     * Sets what is ordered.
     *
     * @param slot       of the order.
     * @param priceTicks limit, 0 for market.
     * @param orderQty   lots, filled part included.
     */
    public void terms(final int slot, final long priceTicks, final int orderQty)
    {
        putLong(slot, PRICE, priceTicks);
        put(slot, ORDER_QTY, orderQty);
    }

    /**
     * Adds a fill.
     *
     * @param slot of the order.
     * @param lots that traded.
     */
    public void fill(final int slot, final int lots)
    {
        final int cum = cumQty(slot) + lots;
        if (cum > orderQty(slot))
        {
            throw new InvariantViolation("order in slot " + slot + ": expected at most " + orderQty(slot) +
                " lots filled, actual " + cum);
        }
        put(slot, CUM_QTY, cum);
    }

    /**
     * Enters an order that rests into the index of open orders.
     *
     * @param slot of the order.
     */
    public void open(final int slot)
    {
        index.add(slot);
        if (TimeInForce.DAY == timeInForce(slot))
        {
            openDayCount++;
        }
    }

    /**
     * Takes an order that leaves the book, or changes its client order id, out of the index.
     *
     * @param slot of the order.
     */
    public void close(final int slot)
    {
        index.remove(slot);
        if (TimeInForce.DAY == timeInForce(slot))
        {
            openDayCount--;
        }
    }

    /**
     * Renames an order that is not in the index.
     *
     * @param slot    of the order.
     * @param clOrdId its new one.
     */
    public void rename(final int slot, final long clOrdId)
    {
        putLong(slot, CL_ORD_ID, clOrdId);
    }

    /**
     * Finds an open order.
     *
     * @param participantId whose it is.
     * @param clOrdId       its current one.
     * @return slot, or {@link #NIL}.
     */
    public int find(final int participantId, final long clOrdId)
    {
        return index.find(participantId, clOrdId);
    }

    /**
     * Orders in books.
     *
     * @return &gt;= 0.
     */
    public int openCount()
    {
        return index.size();
    }

    /**
     * Orders in books that end with the day.
     *
     * @return &gt;= 0.
     */
    public int openDayCount()
    {
        return openDayCount;
    }

    /**
     * The client's id.
     *
     * @param slot of the order.
     * @return &gt; 0.
     */
    public long clOrdId(final int slot)
    {
        return getLong(slot, CL_ORD_ID);
    }

    /**
     * When it was entered.
     *
     * @param slot of the order.
     * @return log time, nanoseconds.
     */
    public long entryTimeNs(final int slot)
    {
        return getLong(slot, ENTRY_TIME);
    }

    /**
     * The event by which it was accepted.
     *
     * @param slot of the order.
     * @return event sequence.
     */
    public long entrySeq(final int slot)
    {
        return getLong(slot, ENTRY_SEQ);
    }

    /**
     * Its limit.
     *
     * @param slot of the order.
     * @return ticks, 0 for market.
     */
    public long priceTicks(final int slot)
    {
        return getLong(slot, PRICE);
    }

    /**
     * What is ordered in all.
     *
     * @param slot of the order.
     * @return lots, filled part included.
     */
    public int orderQty(final int slot)
    {
        return get(slot, ORDER_QTY);
    }

    /**
     * What is filled.
     *
     * @param slot of the order.
     * @return lots.
     */
    public int cumQty(final int slot)
    {
        return get(slot, CUM_QTY);
    }

    /**
     * What is open.
     *
     * @param slot of the order.
     * @return lots.
     */
    public int leavesQty(final int slot)
    {
        return get(slot, ORDER_QTY) - get(slot, CUM_QTY);
    }

    /**
     * Where its money is.
     *
     * @param slot of the order.
     * @return row of the cash ledger.
     */
    public int cashRow(final int slot)
    {
        return get(slot, CASH_ROW);
    }

    /**
     * Where its shares are.
     *
     * @param slot of the order.
     * @return row of the holdings ledger.
     */
    public int holdingRow(final int slot)
    {
        return get(slot, HOLDING_ROW);
    }

    /**
     * The connection that entered it.
     *
     * @param slot of the order.
     * @return handle.
     */
    public int connection(final int slot)
    {
        return get(slot, CONNECTION);
    }

    /**
     * Whose it is.
     *
     * @param slot of the order.
     * @return participant id.
     */
    public int participantId(final int slot)
    {
        return Connection.participantId(get(slot, CONNECTION));
    }

    /**
     * What it trades.
     *
     * @param slot of the order.
     * @return instrument id.
     */
    public int instrumentId(final int slot)
    {
        return get(slot, INSTRUMENT);
    }

    /**
     * Its side.
     *
     * @param slot of the order.
     * @return BUY or SELL.
     */
    public Side side(final int slot)
    {
        return SIDES[get(slot, FLAGS) & 1];
    }

    /**
     * When it ends.
     *
     * @param slot of the order.
     * @return its time in force.
     */
    public TimeInForce timeInForce(final int slot)
    {
        return TimeInForce.get((short)(get(slot, FLAGS) >> 1));
    }

    int nextInBucket(final int slot)
    {
        return get(slot, NEXT_IN_BUCKET);
    }

    void nextInBucket(final int slot, final int next)
    {
        put(slot, NEXT_IN_BUCKET, next);
    }

    private void ensureChunk(final int slot)
    {
        final int chunk = slot >> CHUNK_BITS;
        if (chunk >= chunks.length)
        {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (null == chunks[chunk])
        {
            chunks[chunk] = new int[STRIDE << CHUNK_BITS];
        }
    }

    private int get(final int slot, final int field)
    {
        return chunks[slot >> CHUNK_BITS][(slot & CHUNK_MASK) * STRIDE + field];
    }

    private void put(final int slot, final int field, final int value)
    {
        chunks[slot >> CHUNK_BITS][(slot & CHUNK_MASK) * STRIDE + field] = value;
    }

    private long getLong(final int slot, final int field)
    {
        final int[] chunk = chunks[slot >> CHUNK_BITS];
        final int at = (slot & CHUNK_MASK) * STRIDE + field;
        return (long)chunk[at + 1] << 32 | chunk[at] & 0xFFFF_FFFFL;
    }

    private void putLong(final int slot, final int field, final long value)
    {
        final int[] chunk = chunks[slot >> CHUNK_BITS];
        final int at = (slot & CHUNK_MASK) * STRIDE + field;
        chunk[at] = (int)value;
        chunk[at + 1] = (int)(value >>> 32);
    }
}
