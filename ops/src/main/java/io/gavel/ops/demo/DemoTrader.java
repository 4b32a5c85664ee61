package io.gavel.ops.demo;

import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelException;
import io.gavel.client.NewOrder;
import io.gavel.ops.cli.Errors;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A simulated participant: one connection, one thread that acts at an even pace.
 */
abstract class DemoTrader implements AutoCloseable
{
    private static final long JOIN_MS = 15_000;

    /** What the others of the demo believe. */
    protected final DemoMarket market;

    /** Decides what this trader does; of this trader alone. */
    protected final SplittableRandom random;

    private final Setting setting;
    private final DemoTotals totals;
    private final long paceNs;
    private final long accountId;
    private final GavelClient client;
    private final Thread thread;
    private volatile boolean isRunning = true;
    private volatile String failure;

    /**
     * Connects.
     *
     * @param context of the client, all but its listener.
     * @param setting of the demo.
     * @param random  of this trader alone.
     * @param paceNs  between two actions.
     * @param account for which it trades.
     */
    DemoTrader(
        final GavelClient.Context context,
        final Setting setting,
        final SplittableRandom random,
        final long paceNs,
        final long account)
    {
        this.setting = setting;
        market = setting.market;
        totals = setting.totals;
        this.random = random;
        this.paceNs = paceNs;
        accountId = account;
        client = GavelClient.connect(context.executionListener(this::onReport).errorHandler(this::onError));
        thread = new Thread(this::run, "demo-" + getClass().getSimpleName());
    }

    /**
     * What all traders share.
     *
     * @param market   in which they trade.
     * @param totals   where they count.
     * @param progress told what happens to their connections.
     */
    record Setting(DemoMarket market, DemoTotals totals, Consumer<String> progress)
    {
    }

    /** Does one thing: at most a few commands. */
    abstract void act();

    /**
     * Hears what became of an order, on the client's thread.
     *
     * @param report of the venue.
     */
    abstract void onOwnReport(ExecutionReport report);

    /** Begins to trade. */
    final void start()
    {
        thread.start();
    }

    /**
     * The connection.
     *
     * @return of this trader alone.
     */
    final GavelClient client()
    {
        return client;
    }

    /**
     * Why this trader no longer trades.
     *
     * @return one line, or null where nothing is wrong.
     */
    final String failure()
    {
        return failure;
    }

    /**
     * Sends an order for this trader's account.
     *
     * @param order to send.
     * @return completes with the answer; null where it was not sent.
     */
    final CompletableFuture<ExecutionReport> place(final NewOrder order)
    {
        return send(() -> client.placeOrder(order.account(accountId)));
    }

    /**
     * Sends any command.
     *
     * @param command to send.
     * @return completes with the answer; null where it was not sent.
     */
    final CompletableFuture<ExecutionReport> send(final Supplier<CompletableFuture<ExecutionReport>> command)
    {
        totals.onCommand();
        final CompletableFuture<ExecutionReport> answer;
        try
        {
            answer = command.get();
        }
        catch (final GavelException e)
        {
            // Not sent: the venue is out of reach for longer than the queue is. The next action tries again.
            totals.onNotSent();
            return null;
        }
        answer.whenComplete((report, error) ->
        {
            if (error == null)
            {
                totals.onAnswer();
            }
            else
            {
                fail(error);
            }
        });
        return answer;
    }

    private void run()
    {
        long nextNs = System.nanoTime();
        try
        {
            while (isRunning)
            {
                act();
                nextNs = Math.max(nextNs + paceNs, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
                long leftNs = nextNs - System.nanoTime();
                while (isRunning && leftNs > 0)
                {
                    LockSupport.parkNanos(leftNs);
                    leftNs = nextNs - System.nanoTime();
                }
            }
        }
        catch (final RuntimeException e)
        {
            fail(e);
        }
    }

    private void onReport(final ExecutionReport report)
    {
        totals.onReport(report);
        onOwnReport(report);
    }

    // The client mends its connection by itself; what it cannot mend, it tells through the futures.
    private void onError(final Throwable error)
    {
        if (isRunning)
        {
            setting.progress.accept(thread.getName() + "'s connection: " + Errors.describe(error));
        }
    }

    private void fail(final Throwable error)
    {
        if (isRunning && failure == null)
        {
            failure = thread.getName() + ": " + Errors.describe(error);
        }
    }

    /**
     * Stops acting; what was sent is still answered.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    final void stop() throws InterruptedException
    {
        isRunning = false;
        LockSupport.unpark(thread);
        if (thread.isAlive())
        {
            thread.join(JOIN_MS);
        }
    }

    @Override
    public final void close()
    {
        isRunning = false;
        LockSupport.unpark(thread);
        client.close();
    }
}
