package io.gavel.chaos.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Runs seed after seed, on some threads side by side. Each seed is a run of its own: what it comes to is the same on
 * any thread, beside any other.
 */
public final class SeedRange
{
    private final long first;
    private final LongPredicate isWanted;
    private final LongFunction<Coverage> simulation;
    private final Progress progress;
    private final Coverage coverage = new Coverage();
    private long begun;
    private long done;
    private long failedSeed;
    private Throwable failure;

    /** Told, by one thread at a time, how far the range is. */
    @FunctionalInterface
    public interface Progress
    {
        /**
         * Another seed passed.
         *
         * @param done     seeds that passed.
         * @param coverage what happened in them.
         */
        void onPassed(long done, Coverage coverage);
    }

    /**
     * A range that was not begun.
     *
     * @param first    seed.
     * @param isWanted whether another seed is, after so many were begun.
     * @param progress is told of each that passed.
     */
    public SeedRange(final long first, final LongPredicate isWanted, final Progress progress)
    {
        this(first, isWanted, progress, Simulation::run);
    }

    SeedRange(
        final long first,
        final LongPredicate isWanted,
        final Progress progress,
        final LongFunction<Coverage> simulation)
    {
        this.first = first;
        this.isWanted = isWanted;
        this.progress = progress;
        this.simulation = simulation;
    }

    /**
     * Runs it. Where a seed fails, no other is begun.
     *
     * @param threads at least 1.
     * @throws SimulationFailure    of the lowest seed that failed.
     * @throws InterruptedException where the thread was.
     */
    public void run(final int threads) throws InterruptedException
    {
        final ExecutorService executor = Executors.newFixedThreadPool(threads);
        try
        {
            final List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++)
            {
                futures.add(executor.submit(this::runSeeds));
            }
            for (final Future<?> future : futures)
            {
                future.get();
            }
        }
        catch (final ExecutionException e)
        {
            throw new IllegalStateException("a thread of the simulation ended: " + e.getCause(), e.getCause());
        }
        finally
        {
            executor.shutdownNow();
        }
        if (null != failure)
        {
            throw failure instanceof SimulationFailure known ? known :
                new SimulationFailure("seed " + failedSeed + ": " + failure, failure);
        }
    }

    private void runSeeds()
    {
        for (long seed = next(); seed >= first; seed = next())
        {
            try
            {
                passed(simulation.apply(seed));
            }
            catch (final RuntimeException | AssertionError e)
            {
                failed(seed, e);
            }
        }
    }

    /** The next seed; less than the first where there is none. */
    private synchronized long next()
    {
        return null == failure && isWanted.test(begun) ? first + begun++ : first - 1;
    }

    private synchronized void passed(final Coverage ofSeed)
    {
        coverage.add(ofSeed);
        progress.onPassed(++done, coverage);
    }

    private synchronized void failed(final long seed, final Throwable cause)
    {
        if (null == failure || seed < failedSeed)
        {
            failure = cause;
            failedSeed = seed;
        }
    }

    /**
     * Seeds that passed.
     *
     * @return how many.
     */
    public synchronized long done()
    {
        return done;
    }

    /**
     * What happened in the seeds that passed.
     *
     * @return added up.
     */
    public synchronized Coverage coverage()
    {
        return coverage;
    }

    /**
     * The seed that failed.
     *
     * @return the lowest, where {@link #run(int)} threw.
     */
    public synchronized long failedSeed()
    {
        return failedSeed;
    }
}
