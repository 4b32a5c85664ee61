package io.gavel.benchmarks.failover;

import io.gavel.client.CommandFuture;
import io.gavel.client.ConnectionListener;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelException;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.schema.ExecType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A broker that moves its quotes at a steady rate through the SDK: it places them, changes their prices and takes them
 * back, one command under way for each, and keeps a journal of all that it sent and was told. A lock guards all state.
 */
final class QuoteBroker implements AutoCloseable
{
    /** Quotes, and so the commands that may be under way. */
    static final int QUOTES = 64;

    /** Of each order, lots. */
    static final int LOTS = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long CATCH_UP_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long NO_QUOTE_PARK_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int MID_TICKS = 10_000;
    // Buyers and sellers overlap by a few ticks, so that some of the orders trade and most rest.
    private static final int BAND_TICKS = 20;
    private static final int OVERLAP_TICKS = 2;
    private static final int CANCEL_PERCENT = 20;
    private static final int PROBLEMS_MAX = 20;

    private final QuoteTerms terms;
    private final FailoverClock clock;
    private final SplittableRandom random;
    private final Quote[] quotes = new Quote[QUOTES];
    private final List<SentCommand> commands = new ArrayList<>();
    private final List<ExecutionReport> reports = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final GavelClient client;
    private final Thread thread;
    private int unanswered;
    private boolean isQuoting;
    private volatile boolean isRunning = true;

    /** One order at a time. */
    private static final class Quote
    {
        private long orderId;
        private boolean isUnderWay;
    }

    /**
     * Connects, and waits to be told to quote.
     *
     * @param members of the venue.
     * @param terms   of the broker.
     * @param clock   told of every answer.
     */
    QuoteBroker(final String members, final QuoteTerms terms, final FailoverClock clock)
    {
        this.terms = terms;
        this.clock = clock;
        random = new SplittableRandom(terms.seed());
        for (int i = 0; i < QUOTES; i++)
        {
            quotes[i] = new Quote();
        }
        client = GavelClient.connect(new GavelClient.Context().members(members).participant(terms.name())
            .password(terms.password().toCharArray()).connectTimeout(PATIENCE).backPressureTimeout(PATIENCE)
            .executionListener(this::onExecution).connectionListener(new Watch())
            .errorHandler(error -> problem("the SDK says: " + error)));
        // Asked for once: an order waits for the answer, and must not do so with the lock held.
        client.instrument(terms.symbol());
        thread = new Thread(this::run, "quotes-" + terms.name());
        thread.setDaemon(true);
        thread.start();
    }

    QuoteTerms terms()
    {
        return terms;
    }

    GavelClient client()
    {
        return client;
    }

    /** Begins to quote, or goes on. */
    synchronized void quote()
    {
        isQuoting = true;
    }

    /** Sends nothing more. */
    synchronized void rest()
    {
        isQuoting = false;
    }

    /** Commands without an answer. */
    synchronized int unanswered()
    {
        return unanswered;
    }

    /** What it sent, in order. */
    synchronized List<SentCommand> commands()
    {
        return List.copyOf(commands);
    }

    /** What it was told, in order. */
    synchronized List<ExecutionReport> reports()
    {
        return List.copyOf(reports);
    }

    /** What was wrong, in sentences. */
    synchronized List<String> problems()
    {
        return List.copyOf(problems);
    }

    private synchronized void problem(final String sentence)
    {
        if (problems.size() < PROBLEMS_MAX)
        {
            problems.add(terms.name() + ": " + sentence);
        }
    }

    private void run()
    {
        final long periodNs = TimeUnit.SECONDS.toNanos(1) / terms.commandsPerSecond();
        long nextNs = System.nanoTime();
        try
        {
            while (isRunning)
            {
                final long nowNs = System.nanoTime();
                if (nowNs - nextNs < 0)
                {
                    LockSupport.parkNanos(nextNs - nowNs);
                }
                else if (send(nowNs))
                {
                    nextNs = Math.max(nextNs + periodNs, nowNs - CATCH_UP_NS);
                }
                else
                {
                    LockSupport.parkNanos(NO_QUOTE_PARK_NS);
                }
            }
        }
        catch (final GavelException e)
        {
            problem("stopped sending: " + e.getMessage());
        }
    }

    // False where it is not to send, or all quotes wait for an answer.
    private synchronized boolean send(final long nowNs)
    {
        final Quote quote = isQuoting ? free() : null;
        if (quote == null)
        {
            return false;
        }
        final SentCommand command;
        final CommandFuture<ExecutionReport> answer;
        if (quote.orderId == 0)
        {
            command = new SentCommand(SentCommand.Kind.NEW, client.nextClOrdId(), 0, nowNs);
            answer = client.placeOrder(NewOrder.limit(terms.symbol(), terms.side(), LOTS, price())
                .account(terms.accountId()).clOrdId(command.clOrdId()).timeInForce(TimeInForce.GTC));
        }
        else if (random.nextInt(100) < CANCEL_PERCENT)
        {
            command = new SentCommand(SentCommand.Kind.CANCEL, 0, quote.orderId, nowNs);
            answer = client.cancelOrder(quote.orderId);
        }
        else
        {
            command = new SentCommand(SentCommand.Kind.REPLACE, client.nextClOrdId(), quote.orderId, nowNs);
            answer = client.replaceOrder(ReplaceOrder.of(quote.orderId).symbol(terms.symbol())
                .clOrdId(command.clOrdId()).price(price()).quantity(LOTS));
        }
        quote.isUnderWay = true;
        unanswered++;
        commands.add(command);
        answer.whenComplete((report, error) -> onAnswer(quote, command, report, error));
        return true;
    }

    private Quote free()
    {
        final int first = random.nextInt(QUOTES);
        for (int i = 0; i < QUOTES; i++)
        {
            final Quote quote = quotes[(first + i) % QUOTES];
            if (!quote.isUnderWay)
            {
                return quote;
            }
        }
        return null;
    }

    private BigDecimal price()
    {
        final int away = random.nextInt(BAND_TICKS) - OVERLAP_TICKS;
        return BigDecimal.valueOf(terms.side() == Side.BUY ? MID_TICKS - away : MID_TICKS + away, 2);
    }

    private synchronized void onAnswer(
        final Quote quote, final SentCommand command, final ExecutionReport report, final Throwable error)
    {
        if (error != null)
        {
            if (isRunning)
            {
                problem(command + " was not answered: " + error.getMessage());
            }
            return;
        }
        clock.onAnswer(command.sentNs(), System.nanoTime());
        unanswered--;
        quote.isUnderWay = false;
        command.answer(report);
        final SentCommand.Kind kind = command.kind();
        if (report.execType() == kind.done() && !report.isRejected() &&
            (command.clOrdId() == 0 || report.clOrdId() == command.clOrdId()) &&
            (command.orderId() == 0 || report.orderId() == command.orderId()))
        {
            quote.orderId = kind == SentCommand.Kind.CANCEL ? 0 : report.orderId();
        }
        else if (kind.tooLate() != null && report.execType() == kind.tooLate() &&
            report.rejectReason() == RejectReason.UNKNOWN_ORDER)
        {
            // It had traded by then.
            quote.orderId = 0;
        }
        else
        {
            quote.orderId = 0;
            problem("expected " + command + " to be answered by " + kind.done() + ", actual " + report);
        }
    }

    private synchronized void onExecution(final ExecutionReport report)
    {
        reports.add(report);
        if (report.execType() == ExecType.TRADE && report.leavesQtyLots() == 0)
        {
            for (final Quote quote : quotes)
            {
                if (quote.orderId == report.orderId() && !quote.isUnderWay)
                {
                    quote.orderId = 0;
                }
            }
        }
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
            clock.onLeaderKnown(System.nanoTime());
        }

        @Override
        public void onConnected(final int leaderNodeId)
        {
            clock.onResumed(System.nanoTime());
        }

        @Override
        public void onFenced()
        {
            problem("fenced by a session that nobody opened");
        }

        @Override
        public void onReportsLost(final long firstReportSeq, final long lastReportSeq)
        {
            problem("lost the reports " + firstReportSeq + " to " + lastReportSeq);
        }
    }
}
