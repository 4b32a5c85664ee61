package io.gavel.dropcopy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One reader's logon: waits on a thread of its own for the gatekeeper, and for the reader's answer. */
final class ReaderLogon
{
    private static final Logger LOGGER = System.getLogger(ReaderLogon.class.getName());
    private static final long PROOF_SECONDS = 5;

    private final CompletableFuture<String> proof = new CompletableFuture<>();

    /** What becomes of it; called on the logon's thread. */
    interface Outcome
    {
        void onChallenge(String serverFirst);

        void onReader(Reader reader);

        void onRefused(String message);
    }

    /**
     * Begins.
     *
     * @param threads     for logons, bounded.
     * @param gatekeeper  to ask.
     * @param clientFirst of the reader.
     * @param outcome     is told.
     */
    void begin(
        final ExecutorService threads, final Gatekeeper gatekeeper, final String clientFirst, final Outcome outcome)
    {
        try
        {
            threads.execute(() -> run(gatekeeper, clientFirst, outcome));
        }
        catch (final RejectedExecutionException e)
        {
            outcome.onRefused("too many log on at this moment: try again later");
        }
    }

    private void run(final Gatekeeper gatekeeper, final String clientFirst, final Outcome outcome)
    {
        final Reader reader;
        try
        {
            reader = gatekeeper.logOn(clientFirst, (serverFirst) -> answer(serverFirst, outcome::onChallenge));
        }
        catch (final LogonRefusedException e)
        {
            outcome.onRefused(e.getMessage());
            return;
        }
        catch (final RuntimeException e)
        {
            LOGGER.log(Level.ERROR, "drop copy: a logon failed", e);
            outcome.onRefused("the logon failed: try again later");
            return;
        }
        outcome.onReader(reader);
    }

    private String answer(final String serverFirst, final Consumer<String> challenge)
    {
        challenge.accept(serverFirst);
        try
        {
            return proof.get(PROOF_SECONDS, TimeUnit.SECONDS);
        }
        catch (final TimeoutException | ExecutionException e)
        {
            throw new LogonRefusedException("no proof within " + PROOF_SECONDS + " s of the challenge");
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new LogonRefusedException("the drop copy is stopping");
        }
    }

    /** The reader's answer to the challenge. */
    void onProof(final String clientFinal)
    {
        proof.complete(clientFinal);
    }

    /** The reader is gone. */
    void abandon()
    {
        proof.completeExceptionally(new LogonRefusedException("the reader is gone"));
    }
}
