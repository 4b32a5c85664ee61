package io.gavel.reference;

import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/**
 * One command of an order flow.
 *
 * @param seq      of the command, as the flow has it; its reports carry the same.
 * @param type     what is wanted.
 * @param symbol   of the book.
 * @param orderId  names one order while it is open.
 * @param side     of a NEW; of a REPLACE it may be null, the order's own; null of a CANCEL.
 * @param price    limit in ticks; 0 of a CANCEL. A price that no order may have is a reject.
 * @param quantity open quantity in lots; 0 of a CANCEL. A quantity that no order may have is a reject.
 * @param tif      of a NEW, otherwise null.
 */
public record FlowCommand(
    long seq, Type type, String symbol, String orderId, Side side, long price, long quantity, TimeInForce tif)
{
    /** First line of a flow file. */
    public static final String HEADER = "seq,type,symbol,order_id,side,price,quantity,tif";

    /** What a command wants. */
    public enum Type
    {
        /** Enters an order. */
        NEW,
        /** Takes what is open of an order out of the book. */
        CANCEL,
        /** Gives an open order another price and open quantity. */
        REPLACE
    }

    /**
     * A command that enters an order.
     *
     * @param seq      of the command.
     * @param symbol   of the book.
     * @param orderId  of the order.
     * @param side     of the order.
     * @param price    limit in ticks.
     * @param quantity lots.
     * @param tif      of the order.
     * @return the command.
     */
    public static FlowCommand enter(
        final long seq,
        final String symbol,
        final String orderId,
        final Side side,
        final long price,
        final long quantity,
        final TimeInForce tif)
    {
        return new FlowCommand(seq, Type.NEW, symbol, orderId, side, price, quantity, tif);
    }

    /**
     * A command that takes an order out.
     *
     * @param seq     of the command.
     * @param symbol  of the book.
     * @param orderId of the order.
     * @return the command.
     */
    public static FlowCommand cancel(final long seq, final String symbol, final String orderId)
    {
        return new FlowCommand(seq, Type.CANCEL, symbol, orderId, null, 0, 0, null);
    }

    /**
     * A command that changes an order.
     *
     * @param seq      of the command.
     * @param symbol   of the book.
     * @param orderId  of the order.
     * @param side     of the order, or null.
     * @param price    new limit in ticks.
     * @param quantity new open quantity in lots.
     * @return the command.
     */
    public static FlowCommand replace(
        final long seq,
        final String symbol,
        final String orderId,
        final Side side,
        final long price,
        final long quantity)
    {
        return new FlowCommand(seq, Type.REPLACE, symbol, orderId, side, price, quantity, null);
    }

    /**
     * The command as a line of a flow file, without the line's end.
     *
     * @return as {@link #HEADER} names the columns.
     */
    public String toCsv()
    {
        final String front = seq + "," + type + "," + symbol + "," + orderId + ",";
        return Type.CANCEL == type ? front + ",,," :
            front + (null == side ? "" : side) + "," + price + "," + quantity + "," + (null == tif ? "" : tif);
    }
}
