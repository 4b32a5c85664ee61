package io.gavel.reference;

import io.gavel.schema.Side;

/**
 * One report of a matching engine that runs over an order flow.
 *
 * @param seq            of the command that caused it.
 * @param type           what happened.
 * @param symbol         of the book.
 * @param orderId        of the command's order: in a trade, the aggressor's.
 * @param side           of that order; null in a reject.
 * @param price          ticks: the order's limit, in a trade the resting order's; 0 in a reject.
 * @param quantity       lots: as sent, traded, taken out, or now open; 0 in a reject.
 * @param restingOrderId of the other side of a trade, otherwise null.
 */
public record FlowReport(
    long seq, Type type, String symbol, String orderId, Side side, long price, long quantity, String restingOrderId)
{
    /** First line of a report file. */
    public static final String HEADER = "seq,report,symbol,order_id,side,price,quantity,resting_order_id";

    /** What happened. */
    public enum Type
    {
        /** An order was taken in. Price and quantity are as sent. */
        ACCEPTED,
        /** Two orders traded. */
        TRADE,
        /** Open quantity was taken out: asked for, or what an IOC or FOK left. */
        CANCELED,
        /** An order has another price and open quantity. */
        REPLACED,
        /** An order was not taken in: its id is open already, or no order may have its price or quantity. */
        REJECTED,
        /** Nothing was cancelled: no such order is open. */
        CANCEL_REJECTED,
        /** An order stays as it is: it is not open, or no order may have the new price or quantity. */
        REPLACE_REJECTED
    }

    /**
     * A reject of a command.
     *
     * @param command that is rejected.
     * @return the report.
     */
    public static FlowReport reject(final FlowCommand command)
    {
        final Type type = switch (command.type())
        {
            case NEW -> Type.REJECTED;
            case CANCEL -> Type.CANCEL_REJECTED;
            case REPLACE -> Type.REPLACE_REJECTED;
        };
        return new FlowReport(command.seq(), type, command.symbol(), command.orderId(), null, 0, 0, null);
    }

    /**
     * The report as a line of a report file, without the line's end.
     *
     * @return as {@link #HEADER} names the columns.
     */
    public String toCsv()
    {
        final String front = seq + "," + type + "," + symbol + "," + orderId + ",";
        return null == side ? front + ",,," :
            front + side + "," + price + "," + quantity + "," + (null == restingOrderId ? "" : restingOrderId);
    }
}
