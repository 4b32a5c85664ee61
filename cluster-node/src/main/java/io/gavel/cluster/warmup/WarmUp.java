package io.gavel.cluster.warmup;

import io.gavel.engine.EngineOutput;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Executes commands in scratch venues while a node starts, so that the JVM has loaded and compiled the path of a command
 * when the first one of the log comes. It ends when it has executed enough, or its time is over; what it did is thrown
 * away.
 */
public final class WarmUp
{
    /** Commands after which there is little left to be compiled. */
    public static final int COMMANDS_MAX = 60_000;

    private static final int BLOCK = 64;

    private final CompletableFuture<Result> result;

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

    private WarmUp(final CompletableFuture<Result> result)
    {
        this.result = result;
    }

    /**
     * Begins on a thread of its own.
     *
     * @param budgetNs how long at most, nanoseconds; 0 for not at all.
     * @return to be waited for before the node executes its log.
     */
    public static WarmUp begin(final long budgetNs)
    {
        if (0 == budgetNs)
        {
            return new WarmUp(CompletableFuture.completedFuture(Result.NONE));
        }
        final CompletableFuture<Result> result = new CompletableFuture<>();
        final long startNs = System.nanoTime();
        final Thread thread = new Thread(() ->
        {
            try
            {
                final long commands = run(startNs, budgetNs);
                result.complete(new Result(commands, System.nanoTime() - startNs, 0));
            }
            catch (final RuntimeException | Error e)
            {
                // Whoever waits is told: an engine that fails here would fail on the log.
                result.completeExceptionally(e);
            }
        }, "warm-up");
        thread.setDaemon(true);
        thread.start();
        return new WarmUp(result);
    }

    // Three kinds of output, so that the compiler does not take one of them for the only one there is: the node's own,
    // which comes later, would have it throw away what it has compiled.
    private static long run(final long startNs, final long budgetNs)
    {
        final EngineOutput[] outputs = { new Unheard(), new Unheard() { }, new Unheard() { } };
        final ScratchVenue[] venues = new ScratchVenue[outputs.length];
        for (int i = 0; i < venues.length; i++)
        {
            venues[i] = new ScratchVenue(outputs[i], 1 + i);
        }
        long commands = 0;
        while (commands < COMMANDS_MAX && System.nanoTime() - startNs < budgetNs)
        {
            final ScratchVenue venue = venues[(int)(commands / BLOCK % venues.length)];
            for (int i = 0; i < BLOCK; i++)
            {
                venue.step();
            }
            commands += BLOCK;
        }
        return commands;
    }

    /**
     * Waits until it is done.
     *
     * @return what it came to.
     */
    public Result await()
    {
        final long startNs = System.nanoTime();
        try
        {
            final Result done = result.join();
            return new Result(done.commands, done.elapsedNs, System.nanoTime() - startNs);
        }
        catch (final CompletionException e)
        {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
