package io.gavel.chaos;

import io.gavel.client.AdminReport;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.NewOrder;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.schema.ExecType;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Brokers that trade with each other through the SDK, and keep a journal of what they sent and what they were answered.
 */
public final class TradingLoad implements AutoCloseable
{
    private static final int IN_FLIGHT_PER_BROKER = 32;

    private final List<Broker> brokers = new ArrayList<>();
    private final GavelClient operator;
    private final long ordersPerSecond;
    private volatile boolean isRunning = true;

    /**
     * Lists an instrument, funds the brokers and begins to trade.
     *
     * @param venue           that is up.
     * @param brokerCount     how many.
     * @param ordersPerSecond of each broker, at most.
     * @param seed            of what they send.
     * @throws Exception where the venue refuses the set-up.
     */
    public TradingLoad(final LocalVenue venue, final int brokerCount, final long ordersPerSecond, final long seed)
        throws Exception
    {
        this.ordersPerSecond = ordersPerSecond;
        operator = client(venue, "operator", venue.operatorPassword());
        final GavelOperator admin = operator.operator();
        done(admin.addInstrument("DRILL", "USD", new BigDecimal("0.01"), 1));
        for (int i = 0; i < brokerCount; i++)
        {
            final char[] password = ("broker-secret-" + i).toCharArray();
            final int participantId = (int)done(admin.addParticipant("broker" + i, password, Role.TRADER));
            final long accountId = done(admin.addAccount(participantId));
            done(admin.depositCash(accountId, "USD", new BigDecimal("1000000000")));
            done(admin.depositShares(accountId, "DRILL", 10_000_000));
            brokers.add(new Broker(client(venue, "broker" + i, password), accountId, new SplittableRandom(seed + i)));
        }
        brokers.forEach(Thread::start);
    }

    private static long done(final CompletableFuture<AdminReport> future) throws Exception
    {
        final AdminReport report = future.get(30, TimeUnit.SECONDS);
        if (report.isRejected())
        {
            throw new IllegalStateException("the venue refused the set-up: " + report);
        }
        return report.resultId();
    }

    private static GavelClient client(final LocalVenue venue, final String name, final char[] password)
    {
        return GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant(name).password(password).connectTimeout(Duration.ofSeconds(30))
            .backPressureTimeout(Duration.ofSeconds(60)));
    }

    /**
     * The operator's connection.
     *
     * @return open until this is closed.
     */
    public GavelClient operator()
    {
        return operator;
    }

    /**
     * Answers so far, of all brokers.
     *
     * @return from 0.
     */
    public long answered()
    {
        return brokers.stream().mapToLong(broker -> broker.answered.get()).sum();
    }

    /**
     * Orders and cancels that were sent and have no answer.
     *
     * @return from 0.
     */
    public long unanswered()
    {
        return brokers.stream().mapToLong(broker -> IN_FLIGHT_PER_BROKER - broker.inFlight.availablePermits()).sum();
    }

    /**
     * No more orders; waits until every one that was sent is answered.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    public void stop() throws InterruptedException
    {
        isRunning = false;
        for (final Broker broker : brokers)
        {
            broker.join();
            if (!broker.inFlight.tryAcquire(IN_FLIGHT_PER_BROKER, 60, TimeUnit.SECONDS))
            {
                throw new IllegalStateException("broker " + broker.client.participantId() + " has " +
                    (IN_FLIGHT_PER_BROKER - broker.inFlight.availablePermits()) + " commands unanswered after 60 s");
            }
            broker.inFlight.release(IN_FLIGHT_PER_BROKER);
        }
    }

    /**
     * Compares the brokers' journals with what a node recorded.
     *
     * @param audit of the node.
     * @return what differs: an order that was answered and is not there, or is there under another id; a future that
     *     failed; at most 20 sentences.
     */
    public List<String> compare(final StreamAudit audit)
    {
        final List<String> differences = new ArrayList<>();
        for (final Broker broker : brokers)
        {
            final int participantId = broker.client.participantId();
            broker.accepted.forEach((clOrdId, orderId) ->
            {
                final Long recorded = audit.orderId(participantId, clOrdId);
                if (!orderId.equals(recorded) && differences.size() < 20)
                {
                    differences.add("participant " + participantId + ", clOrdId " + clOrdId + ": answered with order " +
                        orderId + ", recorded " + recorded);
                }
            });
            broker.failures.forEach(failure -> differences.add("participant " + participantId + ": " + failure));
        }
        return differences;
    }

    /**
     * Orders that brokers were told are in.
     *
     * @return from 0.
     */
    public long accepted()
    {
        return brokers.stream().mapToLong(broker -> broker.accepted.size()).sum();
    }

    /** Ends all connections. */
    @Override
    public void close()
    {
        isRunning = false;
        brokers.forEach(broker -> broker.client.close());
        operator.close();
    }

    private final class Broker extends Thread
    {
        private final GavelClient client;
        private final long accountId;
        private final SplittableRandom random;
        private final Semaphore inFlight = new Semaphore(IN_FLIGHT_PER_BROKER);
        private final AtomicLong answered = new AtomicLong();
        private final Map<Long, Long> accepted = new ConcurrentHashMap<>();
        private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

        Broker(final GavelClient client, final long accountId, final SplittableRandom random)
        {
            super("broker-" + client.participantId());
            setDaemon(true);
            this.client = client;
            this.accountId = accountId;
            this.random = random;
        }

        @Override
        public void run()
        {
            final long periodNs = TimeUnit.SECONDS.toNanos(1) / ordersPerSecond;
            long nextNs = System.nanoTime();
            try
            {
                while (isRunning)
                {
                    inFlight.acquire();
                    send();
                    nextNs = Math.max(nextNs + periodNs, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(50));
                    LockSupport.parkNanos(nextNs - System.nanoTime());
                }
            }
            catch (final InterruptedException | RuntimeException e)
            {
                failures.add("could not send: " + e);
                inFlight.release();
            }
        }

        private void send()
        {
            final long clOrdId = client.nextClOrdId();
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final BigDecimal price = BigDecimal.valueOf(9_990 + random.nextInt(21), 2);
            final NewOrder order = NewOrder.limit("DRILL", side, 1 + random.nextInt(100), price)
                .account(accountId).clOrdId(clOrdId)
                .timeInForce(random.nextInt(10) == 0 ? TimeInForce.IOC : TimeInForce.GTC);
            client.placeOrder(order).whenComplete((report, error) -> onAnswer(clOrdId, report, error));
        }

        private void onAnswer(final long clOrdId, final ExecutionReport report, final Throwable error)
        {
            if (error != null)
            {
                failures.add("clOrdId " + clOrdId + ": " + error);
            }
            else if (report.execType() == ExecType.NEW)
            {
                accepted.put(clOrdId, report.orderId());
            }
            else
            {
                failures.add("clOrdId " + clOrdId + ": " + report.execType() + " " + report.rejectReason());
            }
            answered.incrementAndGet();
            inFlight.release();
        }
    }
}
