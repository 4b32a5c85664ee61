package io.gavel.benchmarks.engine;

/**
 * One of those that are measured: runs an order flow from its beginning, in parts, and writes a report of all that
 * happens into a flat buffer.
 */
public interface EngineSide
{
    /** Most commands that are run between two calls of {@link #drain(FlowDigest)}. */
    int SLICE = 16_384;

    /**
     * Runs a part of the flow, after the parts before it. This is what is timed, the writing of the reports included.
     *
     * @param from first command.
     * @param to   first command that is not run.
     */
    void run(int from, int to);

    /**
     * Reads the reports, and empties the buffer. This is not timed.
     *
     * @param digest takes the reports.
     */
    void drain(FlowDigest digest);

    /** Empties the buffer, unread. */
    void discard();

    /** Makes one at the beginning of the flow that it was prepared for. */
    @FunctionalInterface
    interface Maker
    {
        /**
         * Without orders.
         *
         * @return the side.
         */
        EngineSide make();
    }

    /** Prepares what a side needs to know of a flow, once, so that none of it is timed. */
    @FunctionalInterface
    interface Preparation
    {
        /**
         * Prepares.
         *
         * @param flow that will be run.
         * @return makes the side, as often as wanted.
         */
        Maker prepare(OrderFlow flow);
    }
}
