package io.gavel.chaos.load;

import io.gavel.client.AdminReport;
import io.gavel.client.FeeRates;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.schema.Role;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Brokers that trade with each other through the SDK, and keep journals of what they sent and what they were told.
 */
public final class TradingLoad implements AutoCloseable
{
    /** The symbols that are traded. */
    public static final List<String> SYMBOLS = List.of("DRILL", "CHAOS");

    /** The currency that they are traded in. */
    public static final String CURRENCY = "USD";

    private static final BigDecimal CASH = new BigDecimal("1000000000");
    private static final long SHARES = 10_000_000;
    private static final int MAKER_MILLIONTHS = 100;
    private static final int TAKER_MILLIONTHS = 300;

    private final List<Broker> brokers = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();
    private volatile Consumer<String> watcher = line ->
    {
    };
    private BrokerProcess process;
    private final FaultClock clock = new FaultClock();
    private final GavelClient operator;

    /**
     * Lists instruments, sets fees, funds brokers and connects them. They rest until {@link #trade()}.
     *
     * @param venue             that is up.
     * @param brokerCount       how many, 2 or more.
     * @param commandsPerSecond of each broker, at most.
     * @param seed              of what they send.
     * @param directory         for the files of the last broker, which is a process of its own.
     * @throws Exception where the venue refuses the set-up.
     */
    public TradingLoad(
        final LocalVenue venue,
        final int brokerCount,
        final int commandsPerSecond,
        final long seed,
        final Path directory) throws Exception
    {
        operator = GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant("operator").password(venue.operatorPassword()).connectTimeout(Duration.ofSeconds(30))
            .backPressureTimeout(Duration.ofSeconds(60)));
        final GavelOperator admin = operator.operator().because("drill");
        for (final String symbol : SYMBOLS)
        {
            done(admin.addInstrument(symbol, CURRENCY, new BigDecimal("0.01"), 1));
        }
        final int house = (int)done(admin.addParticipant("house", "house-secret".toCharArray(), Role.TRADER));
        done(admin.ledger().setFeeAccount(done(admin.addAccount(house))));
        done(admin.ledger().setFees(
            new FeeRates(GavelOperator.NO_PARTICIPANT, 0, MAKER_MILLIONTHS, TAKER_MILLIONTHS, 0)));
        for (int i = 0; i < brokerCount; i++)
        {
            final String name = "broker" + i;
            final String password = "broker-secret-" + i;
            final int participantId = (int)done(admin.addParticipant(name, password.toCharArray(), Role.TRADER));
            final long accountId = done(admin.addAccount(participantId));
            done(admin.depositCash(accountId, CURRENCY, CASH));
            for (final String symbol : SYMBOLS)
            {
                done(admin.depositShares(accountId, symbol, SHARES));
            }
            final BrokerSettings settings = new BrokerSettings(name, password, venue.members().toString(), accountId,
                commandsPerSecond, seed + i, SYMBOLS);
            journals.add(new Journal(name, participantId, 0, clock));
            if (i < brokerCount - 1)
            {
                brokers.add(new Broker(settings, journals.get(i), settings.context(), this::onEvent));
            }
            else
            {
                process = new BrokerProcess(settings, directory, journals.get(i));
                process.start();
                process.awaitUp();
            }
        }
    }

    private void onEvent(final String line)
    {
        watcher.accept(line);
    }

    /**
     * Who is told of changes of the brokers' connections.
     *
     * @param newWatcher called on the clients' threads.
     */
    public void watch(final Consumer<String> newWatcher)
    {
        watcher = newWatcher;
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
     * The connections of the brokers that run in this process.
     *
     * @return in no order that means anything.
     */
    public List<GavelClient> brokerClients()
    {
        return brokers.stream().map(Broker::client).toList();
    }

    /**
     * Measures from a fault to the first new answer.
     *
     * @return of all brokers.
     */
    public FaultClock clock()
    {
        return clock;
    }

    /**
     * How many brokers trade.
     *
     * @return 1 or more.
     */
    public int brokerCount()
    {
        return journals.size();
    }

    /**
     * The broker that is a process of its own.
     *
     * @return alive, unless a drill killed it.
     */
    public BrokerProcess brokerProcess()
    {
        return process;
    }

    /**
     * Answers so far, of all brokers.
     *
     * @return from 0.
     */
    public long answered()
    {
        return journals.stream().mapToLong(Journal::answers).sum();
    }

    /**
     * Commands that were sent and have no answer.
     *
     * @return from 0.
     */
    public long unanswered()
    {
        return brokers.stream().mapToLong(Broker::unanswered).sum() + process.unanswered();
    }

    /** All brokers trade. */
    public void trade()
    {
        brokers.forEach(broker -> broker.trade(true));
        process.trade();
    }

    /**
     * No more commands; waits until every one that was sent is answered.
     *
     * @param timeout how long at most.
     * @return false where some have no answer.
     * @throws InterruptedException where the thread is interrupted.
     */
    public boolean rest(final Duration timeout) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        brokers.forEach(broker -> broker.trade(false));
        process.rest();
        boolean areAtRest = process.awaitRest(deadlineNs);
        for (final Broker broker : brokers)
        {
            areAtRest &= broker.awaitRest(deadlineNs);
        }
        return areAtRest;
    }

    /**
     * What the journals say since the last call. To be called at rest.
     *
     * @return one for each connection.
     */
    public List<Journal.Pages> takeJournals()
    {
        return journals.stream().map(Journal::take).toList();
    }

    /** Ends all connections. */
    @Override
    public void close()
    {
        if (process != null)
        {
            process.close();
        }
        brokers.forEach(Broker::close);
        operator.close();
    }
}
