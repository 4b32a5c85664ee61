package io.gavel.ops.replay;

import io.gavel.schema.Side;

/**
 * One command of a replay. The first participant enters, reduces and cancels the recorded orders, the second one sweeps
 * them. Prices are in 1/10,000 of the currency, quantities in shares.
 */
public sealed interface ReplayStep
{
    /**
     * The first participant's limit order, good till cancelled.
     *
     * @param reference  becomes the clOrdId.
     * @param side       of the order.
     * @param shares     displayed.
     * @param priceMinor its limit.
     */
    record Enter(long reference, Side side, long shares, long priceMinor) implements ReplayStep
    {
    }

    /**
     * The first participant's order gets a smaller quantity and keeps its place.
     *
     * @param reference   of the order.
     * @param totalShares new total, the traded part included.
     * @param priceMinor  its limit, as it was.
     */
    record Reduce(long reference, long totalShares, long priceMinor) implements ReplayStep
    {
    }

    /**
     * The first participant's order is cancelled.
     *
     * @param reference of the order.
     */
    record Cancel(long reference) implements ReplayStep
    {
    }

    /**
     * The second participant's immediate-or-cancel order.
     *
     * @param side       of the sweeping order: the other one than that of the orders it meets.
     * @param shares     sum of the recorded executions.
     * @param priceMinor limit: that of the last order it meets.
     * @param executions recorded executions that it stands for.
     */
    record Sweep(Side side, long shares, long priceMinor, int executions) implements ReplayStep
    {
    }
}
