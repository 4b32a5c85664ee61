package io.gavel.benchmarks.recovery;

import io.gavel.client.ConnectionListener;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelException;
import io.gavel.client.NewOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that sends an order that finds nothing to trade with, waits for the answer, and sends the next about a
 * millisecond later: what it waits for longest is how long the venue stood still.
 */
final class AnswerProbe implements AutoCloseable
{
    /** Its participant's name. */
    static final String NAME = "probe";

    private static final long PAUSE_NS = 1_000_000;
    private static final long ANSWER_SECONDS = 120;

    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong longestGapNs = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final Thread thread = new Thread(this::run, "answer-probe");
    private final GavelClient client;
    private final NewOrder order;
    private volatile boolean isRunning = true;
    private volatile String failure;
    private volatile long lastAnswerNs;

    /**
     * Connects and begins.
     *
     * @param venue     to watch.
     * @param password  of its participant.
     * @param accountId of its account, which has money.
     * @param symbol    in which nobody sells at one tick.
     */
    AnswerProbe(final LocalVenue venue, final char[] password, final long accountId, final String symbol)
    {
        client = GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant(NAME).password(password).connectTimeout(Duration.ofSeconds(30))
            .connectionListener(new ConnectionListener()
            {
                @Override
                public void onDisconnected(final String reason)
                {
                    disconnects.incrementAndGet();
                }
            }));
        order = NewOrder.limit(symbol, Side.BUY, 1, "0.01").account(accountId).timeInForce(TimeInForce.IOC);
        lastAnswerNs = System.nanoTime();
        thread.setDaemon(true);
        thread.start();
    }

    private void run()
    {
        try
        {
            while (isRunning)
            {
                final ExecutionReport report = client.placeOrder(order).get(ANSWER_SECONDS, TimeUnit.SECONDS);
                final long nowNs = System.nanoTime();
                if (report.isRejected())
                {
                    throw new CommandFailure("the venue rejected an order: " + report);
                }
                longestGapNs.accumulateAndGet(nowNs - lastAnswerNs, Math::max);
                lastAnswerNs = nowNs;
                answers.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        catch (final GavelException | CommandFailure | ExecutionException | TimeoutException | InterruptedException e)
        {
            if (isRunning)
            {
                failure = "the probe's order was not answered: " + e;
            }
        }
    }

    /** From now on the longest gap is looked for. */
    void begin()
    {
        final long count = answers.get();
        awaitAnswers(count + 2);
        longestGapNs.set(0);
    }

    /**
     * The longest time between two answers since {@link #begin()}, the present one included.
     *
     * @return nanoseconds.
     */
    long longestGapNs()
    {
        return Math.max(longestGapNs.get(), System.nanoTime() - lastAnswerNs);
    }

    /**
     * Answers so far.
     *
     * @return from 0.
     */
    long answers()
    {
        return answers.get();
    }

    /**
     * How often the connection was lost.
     *
     * @return from 0.
     */
    long disconnects()
    {
        return disconnects.get();
    }

    /**
     * Waits for answers.
     *
     * @param count so many since the probe began.
     * @throws CommandFailure where they do not come.
     */
    void awaitAnswers(final long count)
    {
        while (answers.get() < count)
        {
            if (null != failure)
            {
                throw new CommandFailure(failure);
            }
            LockSupport.parkNanos(PAUSE_NS / 2);
        }
    }

    @Override
    public void close()
    {
        isRunning = false;
        client.close();
    }
}
