package io.gavel.benchmarks.engine;

import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * Runs commands at a fixed rate, whatever they take: what a command takes counts from when it was due, not from when
 * there was time for it.
 */
final class OpenLoop
{
    private static final int ALONE_COMMANDS = 1_000_000;
    private static final double ALONE_PER_SECOND = 1e6;

    private OpenLoop()
    {
    }

    /**
     * Runs commands.
     *
     * @param command   told its number, from 0.
     * @param commands  how many.
     * @param perSecond rate.
     * @return nanoseconds from when each was due until it was done.
     */
    static Histogram run(final IntConsumer command, final int commands, final double perSecond)
    {
        final double intervalNs = 1e9 / perSecond;
        final long[] latenciesNs = new long[commands];
        final long startNs = System.nanoTime();
        long nowNs = startNs;
        for (int i = 0; i < commands; i++)
        {
            final long dueNs = startNs + (long)(i * intervalNs);
            while (nowNs - dueNs < 0)
            {
                nowNs = System.nanoTime();
            }
            command.accept(i);
            nowNs = System.nanoTime();
            latenciesNs[i] = nowNs - dueNs;
        }
        final Histogram histogram = new Histogram(3);
        for (final long latencyNs : latenciesNs)
        {
            histogram.recordValue(latencyNs);
        }
        return histogram;
    }

    /**
     * The same with nothing to execute, a second long: what the machine takes away from any side.
     *
     * @return nanoseconds.
     */
    static Histogram alone()
    {
        final IntConsumer nothing = command ->
        {
        };
        // Once for the compiler.
        run(nothing, ALONE_COMMANDS / 10, ALONE_PER_SECOND);
        return run(nothing, ALONE_COMMANDS, ALONE_PER_SECOND);
    }
}
