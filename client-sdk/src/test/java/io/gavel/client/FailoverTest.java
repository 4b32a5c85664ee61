package io.gavel.client;

import static io.gavel.client.TradingVenue.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The leader stops while orders are in flight. */
@Timeout(180)
class FailoverTest
{
    private static final int ORDERS_PER_PHASE = 400;

    @Test
    void shouldAnswerEachOrderOnceWhereTheLeaderStops()
    {
        final List<ExecutionReport> reports = new CopyOnWriteArrayList<>();
        final List<String> events = new CopyOnWriteArrayList<>();
        final List<NodeAttempt> unreachable = new CopyOnWriteArrayList<>();
        try (TradingVenue venue = new TradingVenue();
            GavelClient alice = GavelClient.connect(venue.context("alice")
                .executionListener(reports::add)
                .backPressureTimeout(Duration.ofSeconds(60))
                .connectionListener(new ConnectionListener()
                {
                    @Override
                    public void onConnected(final int leaderNodeId)
                    {
                        events.add("connected " + leaderNodeId);
                    }

                    @Override
                    public void onNodeUnreachable(final NodeAttempt node)
                    {
                        unreachable.add(node);
                    }
                })))
        {
            final NewOrder order = NewOrder.limit(TradingVenue.SYMBOL, Side.BUY, 1, "1.00")
                .account(venue.aliceAccount());
            final List<CompletableFuture<ExecutionReport>> futures = new ArrayList<>();
            final int leader = venue.cluster().awaitLeader();
            for (int i = 0; i < ORDERS_PER_PHASE; i++)
            {
                futures.add(alice.placeOrder(order));
            }
            venue.cluster().stop(leader);
            for (int i = 0; i < ORDERS_PER_PHASE; i++)
            {
                futures.add(alice.placeOrder(order));
            }
            final Set<Long> answered = new HashSet<>();
            for (final CompletableFuture<ExecutionReport> future : futures)
            {
                final ExecutionReport report = get(future);
                assertEquals(ExecType.NEW, report.execType());
                assertTrue(answered.add(report.orderId()), () -> "answered twice: " + report);
            }
            final Set<Long> open = new HashSet<>();
            get(alice.openOrders(0)).forEach((each) -> open.add(each.orderId()));
            assertEquals(answered, open);
            assertEquals(LongStream.rangeClosed(1, futures.size()).boxed().toList(),
                reports.stream().map(ExecutionReport::reportSeq).toList());
            Awaitility.await().until(() -> events.size() >= 2);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() ->
                unreachable.stream().anyMatch((node) -> node.nodeId() == leader));
            assertTrue(events.stream().anyMatch((event) -> !event.equals("connected " + leader)), events::toString);
        }
    }

    @Test
    void shouldReconnectAndGoOnWhereTheWholeVenueRestarts()
    {
        final List<String> events = new CopyOnWriteArrayList<>();
        try (TradingVenue venue = new TradingVenue();
            GavelClient alice = GavelClient.connect(venue.context("alice")
                .connectionListener(new ConnectionListener()
                {
                    @Override
                    public void onConnected(final int leaderNodeId)
                    {
                        events.add("connected");
                    }

                    @Override
                    public void onDisconnected(final String reason)
                    {
                        events.add("disconnected");
                    }
                })))
        {
            final NewOrder order = NewOrder.limit(TradingVenue.SYMBOL, Side.BUY, 1, "1.00")
                .account(venue.aliceAccount());
            final long first = get(alice.placeOrder(order)).orderId();
            venue.cluster().stopAll();
            final CompletableFuture<ExecutionReport> second = alice.placeOrder(order);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> events.contains("disconnected"));
            venue.cluster().startAll();
            venue.cluster().awaitLeader();
            final long secondId = second.orTimeout(60, TimeUnit.SECONDS).join().orderId();
            assertEquals(List.of("connected", "disconnected", "connected"), events);
            final Set<Long> open = new HashSet<>();
            get(alice.openOrders(0)).forEach((each) -> open.add(each.orderId()));
            assertEquals(Set.of(first, secondId), open);
        }
    }
}
