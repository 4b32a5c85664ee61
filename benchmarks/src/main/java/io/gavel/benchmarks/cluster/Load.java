package io.gavel.benchmarks.cluster;

import org.HdrHistogram.Histogram;

/** One side's client: sends a message at a time, takes the answers, and checks them. Of one thread. */
interface Load extends AutoCloseable
{
    /** Longest latency that is told from longer ones, nanoseconds. */
    long LATENCY_NS_MAX = 120_000_000_000L;

    /**
     * Sends the next message.
     *
     * @param dueNs when it should have been sent, by {@link System#nanoTime()}.
     * @return false where there is no room for it now.
     */
    boolean send(long dueNs);

    /**
     * Takes the answers that are there.
     *
     * @param latencyNs takes the time from when each message was due to its answer.
     * @return how many.
     * @throws io.gavel.ops.cli.CommandFailure where one is wrong.
     */
    int poll(Histogram latencyNs);

    /**
     * Messages that have no answer yet.
     *
     * @return from 0.
     */
    long unanswered();

    /**
     * The answers that have not come will not come.
     *
     * @return how many.
     */
    long giveUp();

    @Override
    void close();
}
