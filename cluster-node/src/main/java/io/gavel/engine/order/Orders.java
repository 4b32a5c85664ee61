package io.gavel.engine.order;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.book.OrderPool;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/**
 * What the venue knows of an order besides its place in the book: one record per slot of the {@link OrderPool}, in
 * chunks, and an index of the open ones by participant and client order id.
 */
public final class Orders
{
    /** No order. */
    public static final int NIL = OrderPool.NIL;

    private static final int STRIDE = 16;
    private static final int CL_ORD_ID = 0;
    private static final int ENTRY_SEQ = 2;
    private static final int PRICE = 4;
    private static final int ORDER_QTY = 6;
    private static final int CUM_QTY = 7;
    private static final int CASH_ROW = 8;
    private static final int HOLDING_ROW = 9;
    private static final int CONNECTION = 10;
    private static final int INSTRUMENT = 11;
    private static final int FLAGS = 12;
    private static final int NEXT_IN_BUCKET = 13;
    private static final int POSITION_ROW = 14;
    private static final int FEE_RATE = 15;

    private final IntRecords records = new IntRecords(STRIDE);
    private final OrderTerms terms = new OrderTerms();
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
     * @param flags      see {@link OrderFlags}.
     * @param entrySeq   event sequence of its acceptance.
     */
    public void begin(
        final int slot,
        final long clOrdId,
        final int connection,
        final int instrument,
        final int flags,
        final long entrySeq)
    {
        records.ensure(slot);
        records.putLong(slot, CL_ORD_ID, clOrdId);
        records.putLong(slot, ENTRY_SEQ, entrySeq);
        records.put(slot, CONNECTION, connection);
        records.put(slot, INSTRUMENT, instrument);
        records.put(slot, FLAGS, flags);
        records.put(slot, CUM_QTY, 0);
    }

    /**
     * Sets where the order's money and shares are.
     *
     * @param slot        of the order.
     * @param cashRow     of the account, in the instrument's currency.
     * @param holdingRow  of the account, in the instrument.
     * @param positionRow of the participant, in the instrument.
     * @param feeRate     most that it may be charged, millionths.
     */
    public void settleWith(
        final int slot, final int cashRow, final int holdingRow, final int positionRow, final int feeRate)
    {
        records.put(slot, CASH_ROW, cashRow);
        records.put(slot, HOLDING_ROW, holdingRow);
        records.put(slot, POSITION_ROW, positionRow);
        records.put(slot, FEE_RATE, feeRate);
    }

    /**
     * What is seldom asked of an order.
     *
     * @return the records.
     */
    public OrderTerms terms()
    {
        return terms;
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
        records.putLong(slot, PRICE, priceTicks);
        records.put(slot, ORDER_QTY, orderQty);
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
        records.put(slot, CUM_QTY, cum);
    }

    /**
     * Enters an order that stays into the index of open orders.
     *
     * @param slot of the order.
     */
    public void open(final int slot)
    {
        index.add(slot);
        flags(slot, OrderFlags.listed(flags(slot)));
        if (endsWithDay(slot))
        {
            openDayCount++;
        }
    }

    /**
     * Takes an order that is done out of the index.
     *
     * @param slot of the order.
     */
    public void close(final int slot)
    {
        index.remove(slot);
        flags(slot, OrderFlags.unlisted(flags(slot)));
        if (endsWithDay(slot))
        {
            openDayCount--;
        }
    }

    /**
     * Gives an open order another client order id.
     *
     * @param slot    of the order.
     * @param clOrdId its new one.
     */
    public void rename(final int slot, final long clOrdId)
    {
        index.remove(slot);
        records.putLong(slot, CL_ORD_ID, clOrdId);
        index.add(slot);
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
     * Makes room for so many open orders at once.
     *
     * @param count of them.
     */
    public void reserve(final int count)
    {
        index.reserve(count);
    }

    /**
     * Reads something of the records of a slot that is about to be begun, so that they are at hand then.
     *
     * @param slot of the pool.
     * @return nothing that means anything.
     */
    public int touch(final int slot)
    {
        return records.touch(slot) ^ terms.touch(slot);
    }

    /**
     * Where {@link #find(int, long)} will begin to look, so that many lookups can have their first step done at once.
     *
     * @param participantId whose.
     * @param clOrdId       of the order.
     * @return a slot, or {@link #NIL} where there is no such order.
     */
    public int head(final int participantId, final long clOrdId)
    {
        return index.head(participantId, clOrdId);
    }

    /**
     * Open orders.
     *
     * @return &gt;= 0.
     */
    public int openCount()
    {
        return index.size();
    }

    /**
     * Open orders that end with the day.
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
        return records.getLong(slot, CL_ORD_ID);
    }

    /**
     * The event by which it was accepted.
     *
     * @param slot of the order.
     * @return event sequence.
     */
    public long entrySeq(final int slot)
    {
        return records.getLong(slot, ENTRY_SEQ);
    }

    /**
     * Its limit.
     *
     * @param slot of the order.
     * @return ticks, 0 for market.
     */
    public long priceTicks(final int slot)
    {
        return records.getLong(slot, PRICE);
    }

    /**
     * What is ordered in all.
     *
     * @param slot of the order.
     * @return lots, filled part included.
     */
    public int orderQty(final int slot)
    {
        return records.get(slot, ORDER_QTY);
    }

    /**
     * What is filled.
     *
     * @param slot of the order.
     * @return lots.
     */
    public int cumQty(final int slot)
    {
        return records.get(slot, CUM_QTY);
    }

    /**
     * What is open.
     *
     * @param slot of the order.
     * @return lots.
     */
    public int leavesQty(final int slot)
    {
        return records.get(slot, ORDER_QTY) - records.get(slot, CUM_QTY);
    }

    /**
     * Where its money is.
     *
     * @param slot of the order.
     * @return row of the cash ledger.
     */
    public int cashRow(final int slot)
    {
        return records.get(slot, CASH_ROW);
    }

    /**
     * Where its shares are.
     *
     * @param slot of the order.
     * @return row of the holdings ledger.
     */
    public int holdingRow(final int slot)
    {
        return records.get(slot, HOLDING_ROW);
    }

    /**
     * The connection that entered it.
     *
     * @param slot of the order.
     * @return handle.
     */
    public int connection(final int slot)
    {
        return records.get(slot, CONNECTION);
    }

    /**
     * Whose it is.
     *
     * @param slot of the order.
     * @return participant id.
     */
    public int participantId(final int slot)
    {
        return Connection.participantId(records.get(slot, CONNECTION));
    }

    /**
     * What it trades.
     *
     * @param slot of the order.
     * @return instrument id.
     */
    public int instrumentId(final int slot)
    {
        return records.get(slot, INSTRUMENT);
    }

    /**
     * The participant's row of positions in the instrument.
     *
     * @param slot of the order.
     * @return row.
     */
    public int positionRow(final int slot)
    {
        return records.get(slot, POSITION_ROW);
    }

    /**
     * Most that it may be charged.
     *
     * @param slot of the order.
     * @return millionths of the notional.
     */
    public int feeRate(final int slot)
    {
        return records.get(slot, FEE_RATE);
    }

    /**
     * Caps its fees anew.
     *
     * @param slot of the order.
     * @param rate millionths of the notional.
     */
    public void feeRate(final int slot, final int rate)
    {
        records.put(slot, FEE_RATE, rate);
    }

    /**
     * Its side.
     *
     * @param slot of the order.
     * @return BUY or SELL.
     */
    public Side side(final int slot)
    {
        return OrderFlags.side(records.get(slot, FLAGS));
    }

    /**
     * When it ends.
     *
     * @param slot of the order.
     * @return its time in force.
     */
    public TimeInForce timeInForce(final int slot)
    {
        return OrderFlags.timeInForce(records.get(slot, FLAGS));
    }

    /**
     * What {@link OrderFlags} explains.
     *
     * @param slot of the order.
     * @return flags.
     */
    public int flags(final int slot)
    {
        return records.get(slot, FLAGS);
    }

    /**
     * Changes what {@link OrderFlags} explains.
     *
     * @param slot  of the order.
     * @param flags of it.
     */
    public void flags(final int slot, final int flags)
    {
        records.put(slot, FLAGS, flags);
    }

    private boolean endsWithDay(final int slot)
    {
        return 0 != (Sweep.DAY_TIMES & 1 << timeInForce(slot).value());
    }

    int nextInBucket(final int slot)
    {
        return records.get(slot, NEXT_IN_BUCKET);
    }

    void nextInBucket(final int slot, final int next)
    {
        records.put(slot, NEXT_IN_BUCKET, next);
    }
}
