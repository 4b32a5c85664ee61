package io.gavel.benchmarks;

/** Books of one make, which run a flow from its beginning. */
public interface BookRun
{
    /**
     * Runs a part of the flow, after the parts before it.
     *
     * @param from first command.
     * @param to   first command that is not run.
     */
    void run(int from, int to);

    /** Makes books for a flow. */
    @FunctionalInterface
    interface Maker
    {
        /**
         * Empty books.
         *
         * @param flow   that they will run.
         * @param digest takes their trades.
         * @return the books.
         */
        BookRun make(BookFlow flow, TradeDigest digest);
    }
}
