package io.gavel.benchmarks.warmup;

import io.gavel.client.CommandFuture;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelException;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The first commands that a venue gets: so many orders are under way at a time, each placed, replaced and cancelled,
 * one command after the answer to the last, until a number of commands was answered. Every answer is checked. A lock
 * guards all state.
 */
final class FirstCommands
{
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long WAIT_MS = 100;
    private static final int DIGITS = 3;
    private static final int FIRST_TICK = 1_000;
    private static final int LOTS = 10;

    private final Histogram latencyNs = new Histogram(2 * STALL_NS, DIGITS);
    private final GavelClient client;
    private final long accountId;
    private final String symbol;
    private final int commands;
    private String failure;
    private int sent;
    private int answered;
    private int active;
    private long startNs;
    private long firstNs;
    private long lastNs;

    /**
     * What they were like.
     *
     * @param latencyNs of each answer.
     * @param firstNs   to the first answer.
     * @param totalNs   to the last.
     */
    record Run(Histogram latencyNs, long firstNs, long totalNs)
    {
    }

    /**
     * Commands that are not sent yet.
     *
     * @param client    that has sent nothing.
     * @param accountId with money.
     * @param symbol    in which nobody sells; a tick is a cent.
     * @param commands  how many.
     */
    FirstCommands(final GavelClient client, final long accountId, final String symbol, final int commands)
    {
        this.client = client;
        this.accountId = accountId;
        this.symbol = symbol;
        this.commands = commands;
    }

    /**
     * Sends them. Orders that are open when there are enough are cancelled afterwards, unmeasured.
     *
     * @param window orders under way at a time.
     * @return what they were like.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where an answer is wrong, or none comes for a minute.
     */
    synchronized Run run(final int window) throws InterruptedException
    {
        startNs = System.nanoTime();
        lastNs = startNs;
        active = window;
        for (int slot = 0; slot < window; slot++)
        {
            place(slot);
        }
        while (active > 0 && null == failure)
        {
            wait(WAIT_MS);
            if (System.nanoTime() - lastNs > STALL_NS)
            {
                fail("no answer for " + TimeUnit.NANOSECONDS.toSeconds(STALL_NS) + " s");
            }
        }
        if (null != failure)
        {
            throw new CommandFailure(failure);
        }
        return new Run(latencyNs, firstNs, lastNs - startNs);
    }

    private void place(final int slot)
    {
        if (sent == commands)
        {
            active--;
            notifyAll();
            return;
        }
        final long clOrdId = client.nextClOrdId();
        send(client.placeOrder(NewOrder.limit(symbol, Side.BUY, LOTS, price(slot)).account(accountId)
            .clOrdId(clOrdId).timeInForce(TimeInForce.GTC)), ExecType.NEW, clOrdId, report -> replace(slot, report));
    }

    private void replace(final int slot, final ExecutionReport placed)
    {
        if (sent == commands)
        {
            cancel(slot, placed);
            return;
        }
        final long clOrdId = client.nextClOrdId();
        send(client.replaceOrder(ReplaceOrder.of(placed.orderId()).symbol(symbol).clOrdId(clOrdId)
            .price(price(slot + 1)).quantity(LOTS)), ExecType.REPLACED, clOrdId, report -> cancel(slot, report));
    }

    private void cancel(final int slot, final ExecutionReport open)
    {
        send(client.cancelOrder(open.orderId()), ExecType.CANCELED, open.clOrdId(), report -> place(slot));
    }

    private static BigDecimal price(final int slot)
    {
        return BigDecimal.valueOf(FIRST_TICK + slot, 2);
    }

    private interface Step
    {
        void onAnswer(ExecutionReport report);
    }

    private void send(
        final CommandFuture<ExecutionReport> future, final ExecType expected, final long clOrdId, final Step next)
    {
        final long sentNs = System.nanoTime();
        final boolean isMeasured = sent < commands;
        sent += isMeasured ? 1 : 0;
        future.whenComplete((report, error) ->
        {
            final long nowNs = System.nanoTime();
            try
            {
                onAnswer(report, error, expected, clOrdId, isMeasured ? nowNs - sentNs : -1, next);
            }
            catch (final GavelException e)
            {
                // Nobody looks at the future behind this one.
                fail("an order could not be sent: " + e.getMessage());
            }
        });
    }

    private synchronized void onAnswer(
        final ExecutionReport report,
        final Throwable error,
        final ExecType expected,
        final long clOrdId,
        final long elapsedNs,
        final Step next)
    {
        if (null != failure)
        {
            return;
        }
        if (null != error || report.isRejected() || report.execType() != expected ||
            expected != ExecType.CANCELED && report.clOrdId() != clOrdId || report.cumQtyLots() != 0)
        {
            fail("expected order " + clOrdId + " of account " + accountId + " to be " + expected + ", actual " +
                (null != error ? error.getMessage() : report.toString()));
            return;
        }
        if (elapsedNs >= 0)
        {
            lastNs = System.nanoTime();
            firstNs = 0 == answered++ ? lastNs - startNs : firstNs;
            latencyNs.recordValue(Math.min(elapsedNs, 2 * STALL_NS));
        }
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
