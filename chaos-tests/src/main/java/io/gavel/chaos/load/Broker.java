package io.gavel.chaos.load;

import io.gavel.client.BackPressureException;
import io.gavel.client.CommandRejectedException;
import io.gavel.client.ConnectionListener;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A broker: a connection of the SDK, a thread that sends commands at a rate while it is to trade, and a journal.
 */
final class Broker implements AutoCloseable
{
    /** Commands without an answer that a broker has at most. */
    static final int IN_FLIGHT_MAX = 64;

    private static final long CATCH_UP_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final BrokerSettings settings;
    private final JournalWriter journal;
    private final Consumer<String> events;
    private final OrderFlow flow;
    private final GavelClient client;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
    private final Thread thread;
    private volatile boolean isTrading;
    private volatile boolean isRunning = true;

    /**
     * Connects, and rests.
     *
     * @param settings of the broker.
     * @param journal  that it keeps.
     * @param context  of the SDK: venue, participant, and what is special about the connection.
     * @param events   gets a line about each change of the connection.
     */
    Broker(
        final BrokerSettings settings,
        final JournalWriter journal,
        final GavelClient.Context context,
        final Consumer<String> events)
    {
        this.events = events;
        this.settings = settings;
        this.journal = journal;
        flow = new OrderFlow(new SplittableRandom(settings.seed()), settings.symbols(), settings.accountId());
        client = GavelClient.connect(context
            .backPressureTimeout(Duration.ofSeconds(60))
            .executionListener(this::onExecution)
            .connectionListener(new Watch())
            .errorHandler(error -> journal.problem(settings.name() + ": the SDK says: " + error)));
        thread = new Thread(this::run, "broker-" + settings.name());
        thread.setDaemon(true);
        thread.start();
    }

    GavelClient client()
    {
        return client;
    }

    /** Whether it sends commands. */
    void trade(final boolean isToTrade)
    {
        isTrading = isToTrade;
    }

    /** Commands that have no answer. */
    int unanswered()
    {
        return IN_FLIGHT_MAX - inFlight.availablePermits();
    }

    /** Waits until it rests and everything is answered; false where it is not in time. */
    boolean awaitRest(final long deadlineNs) throws InterruptedException
    {
        final boolean isAtRest =
            inFlight.tryAcquire(IN_FLIGHT_MAX, Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (isAtRest)
        {
            inFlight.release(IN_FLIGHT_MAX);
        }
        return isAtRest;
    }

    private void run()
    {
        final long periodNs = TimeUnit.SECONDS.toNanos(1) / settings.commandsPerSecond();
        long nextNs = System.nanoTime();
        try
        {
            while (isRunning)
            {
                if (!isTrading)
                {
                    LockSupport.parkNanos(REST_NS);
                    continue;
                }
                inFlight.acquire();
                send();
                nextNs = Math.max(nextNs + periodNs, System.nanoTime() - CATCH_UP_NS);
                LockSupport.parkNanos(nextNs - System.nanoTime());
            }
        }
        catch (final InterruptedException | RuntimeException e)
        {
            journal.problem(settings.name() + " stopped sending: " + e);
        }
    }

    private void send()
    {
        if (!isTrading)
        {
            // It was told to rest while it waited for its turn.
            inFlight.release();
            return;
        }
        final SentCommand[] sent = new SentCommand[1];
        try
        {
            final CompletableFuture<ExecutionReport> future = flow.send(client, (kind, clOrdId, orderId) ->
                sent[0] = journal.sending(kind, clOrdId, orderId, System.nanoTime()));
            future.whenComplete((report, error) -> onAnswer(sent[0], report, error));
        }
        catch (final BackPressureException e)
        {
            journal.refused(sent[0], e.getMessage());
            inFlight.release();
        }
    }

    private void onAnswer(final SentCommand command, final ExecutionReport report, final Throwable error)
    {
        if (error == null)
        {
            journal.answered(command, new Answer(
                System.nanoTime(), report.clientSeq(), report.eventSeq(), report.orderId(), report.execType()));
        }
        else if (error instanceof CommandRejectedException)
        {
            journal.refused(command, error.getMessage());
        }
        else
        {
            journal.failed(command, error.toString());
        }
        inFlight.release();
    }

    private void onExecution(final ExecutionReport report)
    {
        // One that was made up from an outcome was delivered before, and is told to nobody but its future.
        if (!report.isReconstructed())
        {
            journal.received(report);
        }
        flow.onReport(report);
    }

    @Override
    public void close()
    {
        isRunning = false;
        client.close();
    }

    private final class Watch implements ConnectionListener
    {
        @Override
        public void onLeaderChanged(final int leaderNodeId)
        {
            events.accept(settings.name() + " is told that node " + leaderNodeId + " leads");
        }

        @Override
        public void onConnected(final int leaderNodeId)
        {
            events.accept(settings.name() + " has resumed at node " + leaderNodeId);
        }

        @Override
        public void onDisconnected(final String reason)
        {
            events.accept(settings.name() + " is disconnected: " + reason);
        }

        @Override
        public void onFenced()
        {
            journal.problem(settings.name() + " was fenced by a session that nobody opened");
        }

        @Override
        public void onReportsLost(final long firstReportSeq, final long lastReportSeq)
        {
            journal.problem(settings.name() + " lost the reports " + firstReportSeq + " to " + lastReportSeq);
        }
    }
}
