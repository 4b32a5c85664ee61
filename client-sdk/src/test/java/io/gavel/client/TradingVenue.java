package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gavel.cluster.TestCluster;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running venue with an instrument and two brokers, each with an account that has money and shares. */
final class TradingVenue implements AutoCloseable
{
    static final String SYMBOL = "AAPL";
    static final char[] PASSWORD = "secret".toCharArray();
    static final long CASH = 1_000_000;
    static final long SHARES = 10_000;

    private final TestCluster cluster = TestCluster.launch();
    private final GavelClient operator;
    private final long aliceAccount;
    private final long bobAccount;

    TradingVenue()
    {
        operator = GavelClient.connect(context("operator").password(cluster.operatorPassword()));
        done(operator.operator().addInstrument(SYMBOL, "USD", new BigDecimal("0.01"), 1));
        done(operator.operator().addInstrument("LOTS", "USD", new BigDecimal("0.05"), 100));
        aliceAccount = addBroker("alice");
        bobAccount = addBroker("bob");
    }

    private long addBroker(final String name)
    {
        final GavelOperator calls = operator.operator();
        final int participantId = (int)done(calls.addParticipant(name, PASSWORD, Role.TRADER));
        final long accountId = done(calls.addAccount(participantId));
        done(calls.depositCash(accountId, "USD", BigDecimal.valueOf(CASH)));
        done(calls.depositShares(accountId, SYMBOL, SHARES));
        return accountId;
    }

    /** The result of an operator's command that has to succeed. */
    static long done(final CompletableFuture<AdminReport> answer)
    {
        final AdminReport report = get(answer);
        assertEquals(RejectReason.NONE, report.rejectReason());
        return report.resultId();
    }

    static <T> T get(final CompletableFuture<T> future)
    {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    TestCluster cluster()
    {
        return cluster;
    }

    GavelClient operator()
    {
        return operator;
    }

    long aliceAccount()
    {
        return aliceAccount;
    }

    long bobAccount()
    {
        return bobAccount;
    }

    GavelClient.Context context(final String participant)
    {
        return new GavelClient.Context()
            .members(cluster.membersText())
            .participant(participant)
            .password(PASSWORD)
            .connectTimeout(Duration.ofSeconds(30));
    }

    @Override
    public void close()
    {
        operator.close();
        cluster.close();
    }
}
