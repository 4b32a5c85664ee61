package io.gavel.engine.order;

import io.gavel.engine.Venue;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** One cancelling of many orders: which, why, and how far it has come. */
public final class Sweep
{
    /** Of a filter that lets everything through. */
    public static final int ANY = -1;

    /** Orders that end with the day. */
    public static final int DAY_TIMES =
        1 << TimeInForce.DAY.value() | 1 << TimeInForce.AT_THE_OPEN.value() | 1 << TimeInForce.AT_THE_CLOSE.value();

    /** Orders whatever their time in force. */
    public static final int ALL_TIMES = -1;

    private int participantId = ANY;
    private int connection = ANY;
    private int accountId = ANY;
    private int instrumentId = ANY;
    private int groupId = ANY;
    private int times = ALL_TIMES;
    private Side side = Side.NULL_VAL;
    private ExecType execType = ExecType.CANCELED;
    private CancelReason reason = CancelReason.MASS_CANCEL;
    private long untilSeq;
    private int cursor;

    /** Everybody's every order. */
    public Sweep()
    {
    }

    /**
     * Of one participant only.
     *
     * @param id of the participant, {@link #ANY} for all.
     * @return this.
     */
    public Sweep participant(final int id)
    {
        participantId = id;
        return this;
    }

    /**
     * Entered by one connection only.
     *
     * @param handle of the connection, {@link #ANY} for all.
     * @return this.
     */
    public Sweep connection(final int handle)
    {
        connection = handle;
        return this;
    }

    /**
     * Of one account only.
     *
     * @param id of the account, {@link #ANY} for all.
     * @return this.
     */
    public Sweep account(final int id)
    {
        accountId = id;
        return this;
    }

    /**
     * Of one instrument only.
     *
     * @param id of the instrument, {@link #ANY} for all.
     * @return this.
     */
    public Sweep instrument(final int id)
    {
        instrumentId = id;
        return this;
    }

    /**
     * Of one group of instruments only.
     *
     * @param id of the group, {@link #ANY} for all.
     * @return this.
     */
    public Sweep group(final int id)
    {
        groupId = id;
        return this;
    }

    /**
     * Of one side only.
     *
     * @param ofOrders BUY or SELL, the null value for both.
     * @return this.
     */
    public Sweep side(final Side ofOrders)
    {
        side = ofOrders;
        return this;
    }

    /**
     * Of some times in force only.
     *
     * @param bits a bit for each value of {@link TimeInForce}.
     * @return this.
     */
    public Sweep times(final int bits)
    {
        times = bits;
        return this;
    }

    /**
     * What is told of each order.
     *
     * @param type CANCELED or EXPIRED.
     * @param why  of the cancel.
     * @return this.
     */
    public Sweep because(final ExecType type, final CancelReason why)
    {
        execType = type;
        reason = why;
        return this;
    }

    /**
     * Where it stands.
     *
     * @param seq  orders accepted at or before this event are meant.
     * @param slot the next to look at.
     * @return this.
     */
    public Sweep from(final long seq, final int slot)
    {
        untilSeq = seq;
        cursor = slot;
        return this;
    }

    boolean matches(final int slot, final Venue venue)
    {
        final Orders orders = venue.orders();
        final int flags = orders.flags(slot);
        return orders.entrySeq(slot) <= untilSeq &&
            OrderFlags.isListed(flags) &&
            0 != (times & 1 << OrderFlags.timeInForce(flags).value()) &&
            (ANY == participantId || participantId == orders.participantId(slot)) &&
            (ANY == connection || connection == orders.connection(slot)) &&
            (ANY == accountId || accountId == venue.accounts().holdings().accountId(orders.holdingRow(slot))) &&
            (ANY == instrumentId || instrumentId == orders.instrumentId(slot)) &&
            (Side.NULL_VAL == side || side == OrderFlags.side(flags)) &&
            (ANY == groupId ||
                groupId == venue.instruments().get(orders.instrumentId(slot)).trading().groupId());
    }

    /**
     * Whose orders.
     *
     * @return participant id, or {@link #ANY}.
     */
    public int participantId()
    {
        return participantId;
    }

    /**
     * Entered by whom.
     *
     * @return connection handle, or {@link #ANY}.
     */
    public int connection()
    {
        return connection;
    }

    /**
     * For which account.
     *
     * @return account id, or {@link #ANY}.
     */
    public int accountId()
    {
        return accountId;
    }

    /**
     * In what.
     *
     * @return instrument id, or {@link #ANY}.
     */
    public int instrumentId()
    {
        return instrumentId;
    }

    /**
     * In which group.
     *
     * @return group id, or {@link #ANY}.
     */
    public int groupId()
    {
        return groupId;
    }

    /**
     * Of which times in force.
     *
     * @return a bit for each value.
     */
    public int times()
    {
        return times;
    }

    /**
     * On which side.
     *
     * @return the null value for both.
     */
    public Side side()
    {
        return side;
    }

    /**
     * What is told.
     *
     * @return CANCELED or EXPIRED.
     */
    public ExecType execType()
    {
        return execType;
    }

    /**
     * Why.
     *
     * @return the reason that is told.
     */
    public CancelReason reason()
    {
        return reason;
    }

    /**
     * Accepted until when.
     *
     * @return event sequence.
     */
    public long untilSeq()
    {
        return untilSeq;
    }

    /**
     * Where it goes on.
     *
     * @return slot.
     */
    public int cursor()
    {
        return cursor;
    }

    void cursor(final int slot)
    {
        cursor = slot;
    }
}
