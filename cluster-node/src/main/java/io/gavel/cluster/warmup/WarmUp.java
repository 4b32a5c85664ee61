package io.gavel.cluster.warmup;

import io.gavel.engine.EngineOutput;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Executes commands in scratch venues beside the start of a node, so that the JVM has loaded and compiled the path of a
 * command when the first one of the log comes. It ends when it has executed enough, or when the start has waited for it
 * long enough; what it did is thrown away.
 */
public final class WarmUp
{
    /** Commands after which there is little left to be compiled. */
    public static final int COMMANDS_MAX = 20_000;

    private static final int BLOCK = 64;

    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final long patienceNs;
    private volatile boolean isOver;

    /**
     * What it came to.
     *
     * @param commands  that were executed; 0 where there was no warm-up.
     * @param elapsedNs that it took beside the start of the node.
     * @param waitedNs  that the start had to wait for it.
     */
    public record Result(long commands, long elapsedNs, long waitedNs)
    {
        /** There was none. */
        public static final Result NONE = new Result(0, 0, 0);

        /**
         * Adds it to a node's status.
         *
         * @param json an object that has fields and is open.
         */
        public void appendTo(final StringBuilder json)
        {
            json.append(",\"warmUpCommands\":").append(commands)
                .append(",\"warmUpMs\":").append(TimeUnit.NANOSECONDS.toMillis(elapsedNs))
                .append(",\"warmUpWaitedMs\":").append(TimeUnit.NANOSECONDS.toMillis(waitedNs));
        }
    }

    private WarmUp(final long patienceNs)
    {
        this.patienceNs = patienceNs;
    }

    /**
     * Begins on a thread of its own.
     *
     * @param patienceNs how long {@link #await()} waits at most, nanoseconds; 0 for no warm-up at all.
     * @return to be waited for before the node executes its log.
     */
    public static WarmUp begin(final long patienceNs)
    {
        final WarmUp warmUp = new WarmUp(patienceNs);
        if (0 == patienceNs)
        {
            warmUp.result.complete(Result.NONE);
            return warmUp;
        }
        final Thread thread = new Thread(warmUp::complete, "warm-up");
        thread.setDaemon(true);
        thread.start();
        return warmUp;
    }

    private void complete()
    {
        final long startNs = System.nanoTime();
        try
        {
            final long commands = run();
            result.complete(new Result(commands, System.nanoTime() - startNs, 0));
        }
        catch (final RuntimeException | Error e)
        {
            // Whoever waits is told: an engine that fails here would fail on the log.
            result.completeExceptionally(e);
        }
    }

    // Three kinds of output, so that the compiler does not take one of them for the only one there is: the node's own,
    // which comes later, would have it throw away what it has compiled.
    private long run()
    {
        final EngineOutput[] outputs = {new Unheard(), new Unheard.Second(), new Unheard.Third()};
        final ScratchVenue[] venues = new ScratchVenue[outputs.length];
        long commands = 0;
        for (int block = 0; commands < COMMANDS_MAX && !isOver; block++)
        {
            final int turn = block % venues.length;
            if (null == venues[turn])
            {
                venues[turn] = new ScratchVenue(outputs[turn], 1 + turn);
                commands += venues[turn].commands();
            }
            for (int i = 0; i < BLOCK; i++)
            {
                venues[turn].step();
            }
            commands += BLOCK;
        }
        return commands;
    }

    /**
     * Waits until it is done, or ends it when that takes too long.
     *
     * @return what it came to.
     */
    public Result await()
    {
        final long startNs = System.nanoTime();
        try
        {
            final Result done = awaitResult();
            return new Result(done.commands, done.elapsedNs, System.nanoTime() - startNs);
        }
        catch (final CompletionException e)
        {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Result awaitResult()
    {
        try
        {
            return result.get(patienceNs, TimeUnit.NANOSECONDS);
        }
        catch (final TimeoutException e)
        {
            // After the block that it is in.
            isOver = true;
            return result.join();
        }
        catch (final ExecutionException e)
        {
            throw new CompletionException(e.getCause());
        }
        catch (final InterruptedException e)
        {
            isOver = true;
            Thread.currentThread().interrupt();
            return result.join();
        }
    }
}
