package io.gavel.benchmarks.durability;

import io.gavel.client.CommandFuture;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A closed loop: so many orders are under way at all times, each of which is placed, cancelled once it is answered,
 * and followed by the next one. Every answer is checked. A lock guards all state: nearly all happens on the client's
 * thread, but the first answers may come while the first orders are still being sent.
 */
final class OrderLoop
{
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LATENCY_NS_MAX = 2 * STALL_NS;
    private static final int DIGITS = 3;
    private static final long WAIT_MS = 100;
    private static final int TICK_DIGITS = 2;
    private static final int FIRST_TICK = 1_000;

    private final long accountId;
    private final String symbol;
    private final int window;
    private final Set<Long> openIds = new HashSet<>();
    private Histogram latencyNs = new Histogram(LATENCY_NS_MAX, DIGITS);
    private GavelClient client;
    private String failure;
    // Invariant: answers equals the reports that the listener was given, and those that were made from short records.
    private long answers;
    private long reports;
    private long reconstructed;
    private long orders;
    private long lastEventSeq;
    private long lastAnswerNs;
    private long endNs;
    private int active;

    /**
     * What a run was like.
     *
     * @param orders    placed and cancelled.
     * @param elapsedNs from the first order to the last answer.
     * @param latencyNs of each answer.
     */
    record Run(long orders, long elapsedNs, Histogram latencyNs)
    {
    }

    /**
     * A loop that has not begun.
     *
     * @param accountId with money for the window.
     * @param symbol    in which nobody sells; a tick is a cent.
     * @param window    orders under way, &gt; 0.
     */
    OrderLoop(final long accountId, final String symbol, final int window)
    {
        this.accountId = accountId;
        this.symbol = symbol;
        this.window = window;
    }

    /**
     * The listener of the client: what it is told has to be the answers, and nothing else.
     *
     * @param report of the venue.
     */
    synchronized void onExecution(final ExecutionReport report)
    {
        reports++;
        // The venue's counter of events: each answer is one of its own.
        if (report.execType() != ExecType.NEW && report.execType() != ExecType.CANCELED ||
            report.eventSeq() <= lastEventSeq)
        {
            fail("a report that nothing should have caused: " + report);
        }
        lastEventSeq = report.eventSeq();
    }

    /**
     * Runs for a time, and until all is answered that was sent by then: a stall at the end counts.
     *
     * @param connected with {@link #onExecution} as its listener.
     * @param seconds   in which orders are placed, &gt; 0.
     * @param step      for the progress.
     * @param progress  told how far it is.
     * @return what it was like.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where an answer is wrong, or none comes for a minute.
     */
    synchronized Run run(
        final GavelClient connected, final int seconds, final String step, final Progress progress)
        throws InterruptedException
    {
        client = connected;
        latencyNs = new Histogram(LATENCY_NS_MAX, DIGITS);
        orders = 0;
        final long startNs = System.nanoTime();
        lastAnswerNs = startNs;
        endNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
        active = window;
        for (int slot = 0; slot < window; slot++)
        {
            place(slot);
        }
        while (active > 0 && null == failure)
        {
            wait(WAIT_MS);
            final long nowNs = System.nanoTime();
            if (nowNs - lastAnswerNs > STALL_NS)
            {
                fail("no answer for " + TimeUnit.NANOSECONDS.toSeconds(STALL_NS) + " s to " + active + " orders");
            }
            progress.onProgress(step, Math.min(nowNs, endNs) - startNs, endNs - startNs);
        }
        if (null == failure && reports != answers - reconstructed)
        {
            fail(reports + " reports for " + (answers - reconstructed) + " answers");
        }
        if (null != failure)
        {
            throw new CommandFailure(step + ": " + failure);
        }
        return new Run(orders, lastAnswerNs - startNs, latencyNs);
    }

    private void place(final int slot)
    {
        final long clOrdId = client.nextClOrdId();
        final NewOrder order = NewOrder.limit(
            symbol, Side.BUY, 1, BigDecimal.valueOf(FIRST_TICK + slot, TICK_DIGITS))
            .account(accountId).clOrdId(clOrdId).timeInForce(TimeInForce.DAY);
        final long sentNs = System.nanoTime();
        whenAnswered(client.placeOrder(order), sentNs, report -> onPlaced(slot, clOrdId, report));
    }

    private void onPlaced(final int slot, final long clOrdId, final ExecutionReport report)
    {
        if (!isOf(report, ExecType.NEW, OrdStatus.NEW) || report.clOrdId() != clOrdId ||
            !report.isReconstructed() && report.leavesQty() != 1 || !openIds.add(report.orderId()))
        {
            fail("expected order " + clOrdId + " of account " + accountId + " to be NEW, with an id that no " +
                "open order has, actual " + report);
            return;
        }
        final long sentNs = System.nanoTime();
        whenAnswered(client.cancelOrder(report.orderId()), sentNs,
            answer -> onCancelled(slot, report.orderId(), answer));
    }

    private void onCancelled(final int slot, final long orderId, final ExecutionReport report)
    {
        if (!isOf(report, ExecType.CANCELED, OrdStatus.CANCELED) || report.orderId() != orderId ||
            report.cumQtyLots() != 0 || !openIds.remove(orderId))
        {
            fail("expected order " + orderId + " of account " + accountId + " to be CANCELED, actual " + report);
            return;
        }
        orders++;
        if (lastAnswerNs - endNs < 0)
        {
            place(slot);
        }
        else
        {
            active--;
            notifyAll();
        }
    }

    private boolean isOf(final ExecutionReport report, final ExecType execType, final OrdStatus status)
    {
        return !report.isRejected() && report.execType() == execType && report.ordStatus() == status &&
            (report.isReconstructed() || report.accountId() == accountId);
    }

    private interface Step
    {
        void onAnswer(ExecutionReport report);
    }

    private void whenAnswered(final CommandFuture<ExecutionReport> future, final long sentNs, final Step next)
    {
        future.whenComplete((report, error) ->
        {
            final long nowNs = System.nanoTime();
            try
            {
                onAnswer(report, error, nowNs - sentNs, next);
            }
            catch (final RuntimeException e)
            {
                // Nobody looks at the future behind this one.
                fail("an order could not be sent: " + e.getMessage());
            }
        });
    }

    private synchronized void onAnswer(
        final ExecutionReport report, final Throwable error, final long elapsedNs, final Step next)
    {
        if (null != failure)
        {
            return;
        }
        if (null != error)
        {
            fail("an order was not answered: " + error.getMessage());
            return;
        }
        answers++;
        reconstructed += report.isReconstructed() ? 1 : 0;
        lastAnswerNs = System.nanoTime();
        latencyNs.recordValue(Math.min(elapsedNs, LATENCY_NS_MAX));
        next.onAnswer(report);
    }

    private synchronized void fail(final String reason)
    {
        if (null == failure)
        {
            failure = reason;
        }
        notifyAll();
    }
}
