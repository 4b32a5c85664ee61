package io.gavel.ops.replay;

import io.gavel.client.ExecutionReport;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.schema.RejectReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives the commands of a replay to a market, in order. The first participant's follow each other without waiting;
 * where the turn goes from one participant to the other, every answer is awaited first, as each has a connection of its
 * own and the exchange sequences them as they come.
 */
public final class ReplayRun
{
    /** Commands that are unanswered at one time, at most: well within what the venue remembers of a connection. */
    static final int UNANSWERED_MAX = 256;

    /** Told how far a run is, between two commands. */
    @FunctionalInterface
    public interface ProgressListener
    {
        /**
         * A command is about to be given.
         *
         * @param commandsGiven so far.
         * @throws InterruptedException where the thread is interrupted.
         */
        void onProgress(int commandsGiven) throws InterruptedException;
    }

    /**
     * A command that the exchange refused.
     *
     * @param step   that was refused.
     * @param reason of the exchange.
     */
    public record Refusal(ReplayStep step, RejectReason reason)
    {
    }

    /**
     * What came of a run.
     *
     * @param referenceByOrderId the file's reference of each order that the exchange accepted, by the exchange's id.
     * @param refusals           in order; empty where all went well.
     * @param elapsedNs          from the first command to the last answer.
     */
    public record Outcome(Map<Long, Long> referenceByOrderId, List<Refusal> refusals, long elapsedNs)
    {
    }

    private record Unanswered(ReplayStep step, CompletableFuture<ExecutionReport> answer)
    {
    }

    private final ReplayMarket market;
    private final Duration answerTimeout;
    private final ProgressListener listener;
    private final Queue<Unanswered> unanswered = new ArrayDeque<>();
    private final Map<Long, Long> referenceByOrderId = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param market        to give the commands to.
     * @param answerTimeout for one answer: longer than a change of leader takes.
     * @param listener      told before each command.
     */
    public ReplayRun(final ReplayMarket market, final Duration answerTimeout, final ProgressListener listener)
    {
        this.market = market;
        this.answerTimeout = answerTimeout;
        this.listener = listener;
    }

    /**
     * Gives every command and awaits every answer.
     *
     * @param steps in order.
     * @return what came of it; refusals do not end the run.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where an answer does not come in time or can't come.
     */
    public Outcome play(final List<ReplayStep> steps) throws InterruptedException
    {
        final long startNs = System.nanoTime();
        int given = 0;
        for (final ReplayStep step : steps)
        {
            listener.onProgress(given);
            if (step instanceof ReplayStep.Sweep)
            {
                settle(0);
                submit(step);
                settle(0);
            }
            else
            {
                settle(UNANSWERED_MAX - 1);
                submit(step);
            }
            given++;
        }
        settle(0);
        listener.onProgress(given);
        return new Outcome(referenceByOrderId, refusals, System.nanoTime() - startNs);
    }

    private void submit(final ReplayStep step)
    {
        unanswered.add(new Unanswered(step, market.submit(step)));
    }

    private void settle(final int unansweredMax) throws InterruptedException
    {
        while (unanswered.size() > unansweredMax)
        {
            final Unanswered oldest = unanswered.remove();
            final ExecutionReport report = await(oldest);
            if (report.isRejected())
            {
                refusals.add(new Refusal(oldest.step(), report.rejectReason()));
            }
            else if (oldest.step() instanceof ReplayStep.Enter enter)
            {
                referenceByOrderId.put(report.orderId(), enter.reference());
            }
        }
    }

    private ExecutionReport await(final Unanswered command) throws InterruptedException
    {
        try
        {
            return command.answer().get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (final ExecutionException e)
        {
            throw new CommandFailure("no answer can come to " + command.step() + ": " + Errors.describe(e), e);
        }
        catch (final TimeoutException e)
        {
            throw new CommandFailure(
                "no answer to " + command.step() + " in " + answerTimeout.toSeconds() + " s: see ./gavel status", e);
        }
    }
}
