package io.gavel.dropcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gavel.gateway.EventNode;
import io.gavel.schema.Role;
import io.gavel.venue.EventStream;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.CloseHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers of a drop copy over its WebSocket: from any event on, over the death of a node, and however slowly. */
@Timeout(120)
class DropCopyTest
{
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private final ExecutionBatch events = new ExecutionBatch();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final List<Long> ofAlice = new ArrayList<>();
    private EventNode first;
    private EventNode second;
    private Members members;
    private DropCopyServer server;

    @BeforeAll
    static void pollOften()
    {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(1));
    }

    @AfterAll
    static void reset()
    {
        Awaitility.reset();
    }

    @BeforeEach
    void start() throws IOException
    {
        members = EventNode.freeMembers(2);
        first = new EventNode(members.nodes().get(0), directory.resolve("first")).start();
        second = new EventNode(members.nodes().get(1), directory.resolve("second")).start();
    }

    @AfterEach
    void stop()
    {
        CloseHelper.quietCloseAll(clients);
        CloseHelper.quietCloseAll(server, first, second);
    }

    private void serve(final int recentMax) throws IOException
    {
        server = DropCopyServer.launch(new DropCopyContext().members(members).recentMax(recentMax).readersMax(4)
            .gatekeeper(new PasswordGatekeeper(Map.of(
                "alice", new Reader(1, -1, Role.TRADER, "alice"),
                "alice-copy", new Reader(8, 1, Role.DROP_COPY_READER, "alice-copy"),
                "bob", new Reader(2, -1, Role.TRADER, "bob"),
                "operator", new Reader(0, -1, Role.OPERATOR, "operator"),
                "market", new Reader(9, -1, Role.MARKET_DATA_READER, "market")))));
    }

    private DropCopyClient connect(final String name) throws IOException, InterruptedException
    {
        final DropCopyClient client = DropCopyClient.connect(URI.create(server.url()), name, name.toCharArray());
        clients.add(client);
        return client;
    }

    private DropCopyClient read(final String name, final Long from) throws IOException, InterruptedException
    {
        final DropCopyClient client = connect(name);
        client.read(from, null);
        return client;
    }

    private byte[] nextBatch(final int executions)
    {
        for (int i = 0; i < executions; i++)
        {
            events.execution(1, 5);
            ofAlice.add(events.eventSeq());
            events.other().execution(2, 5);
        }
        return events.end();
    }

    private void publish(final byte[] batch)
    {
        first.publish(batch);
        second.publish(batch);
    }

    private static List<Long> take(final DropCopyClient client, final int count) throws Exception
    {
        final List<Long> seqs = new ArrayList<>();
        while (seqs.size() < count)
        {
            final JsonNode message = client.next(LONG);
            assertNotNull(message, () -> "after " + seqs.size() + " of " + count);
            if ("execution".equals(message.path("type").asText()))
            {
                seqs.add(message.path("eventSeq").asLong());
            }
        }
        return seqs;
    }

    private static void assertNothingMore(final DropCopyClient client) throws Exception
    {
        JsonNode message = client.next(MOMENT);
        while (null != message && "live".equals(message.path("type").asText()))
        {
            message = client.next(MOMENT);
        }
        assertNull(message);
    }

    @Test
    void shouldGiveAReaderItsExecutionsFromAnyEventOnAndThenLive() throws Exception
    {
        publish(events.instrument(5, "AAPL").end());
        publish(nextBatch(20));
        serve(1_000);
        final DropCopyClient copy = read("alice-copy", 1L);
        assertEquals(ofAlice, take(copy, 20));
        final JsonNode live = copy.next(LONG);
        assertEquals("live", live.path("type").asText());
        assertEquals(events.eventSeq(), live.path("eventSeq").asLong());

        final DropCopyClient late = read("alice", ofAlice.get(15));
        assertEquals(ofAlice.subList(15, 20), take(late, 5));
        final DropCopyClient onlyNew = read("alice", null);
        assertEquals("live", onlyNew.next(LONG).path("type").asText());

        publish(nextBatch(3));
        assertEquals(ofAlice.subList(20, 23), take(copy, 3));
        assertEquals(ofAlice.subList(20, 23), take(late, 3));
        assertEquals(ofAlice.subList(20, 23), take(onlyNew, 3));
        assertNothingMore(copy);
    }

    @Test
    void shouldTellTicksAndLotsAndDecimals() throws Exception
    {
        publish(events.instrument(5, "AAPL").execution(1, 5).end());
        serve(1_000);
        assertEquals(new ObjectMapper().readTree("""
            {"type":"execution","eventSeq":2,"timeNs":"1580371200000000000","execType":"TRADE",
            "ordStatus":"PARTIALLY_FILLED","participantId":1,"accountId":4,"orderId":5,"clOrdId":6,"origClOrdId":0,
            "matchId":9,"connectionId":3,"clientSeq":8,"reportSeq":7,"side":"BUY","ordType":"LIMIT",
            "timeInForce":"DAY","cancelReason":"NONE","rejectReason":"NONE","instrumentId":5,"symbol":"AAPL",
            "currency":"USD","tickSizeMinor":25,"lotSize":10,"priceTicks":1099511627776,"price":"2748779069.4400",
            "lastPxTicks":12801,"lastPx":"32.0025","stopPriceTicks":0,"stopPrice":"0.0000","orderQtyLots":100,
            "orderQty":1000,"lastQtyLots":40,"lastQty":400,"cumQtyLots":40,"cumQty":400,"leavesQtyLots":60,
            "leavesQty":600,"fee":"1.2345","liquidity":"TAKER"}""").toString(),
            read("alice", 1L).next(LONG).toString());
    }

    @Test
    void shouldGoOnWithAnotherNodeWithoutAGapOrADuplicate() throws Exception
    {
        publish(nextBatch(50));
        serve(1_000);
        final DropCopyClient live = read("alice", 1L);
        assertEquals(ofAlice, take(live, 50));
        first.close();
        second.publish(nextBatch(10));
        assertEquals(ofAlice.subList(50, 60), take(live, 10));
        assertEquals(ofAlice, take(read("alice", 1L), 60));
        assertNothingMore(live);
    }

    @Test
    void shouldKeepWhatASlowReaderMissesInTheRecordings() throws Exception
    {
        publish(nextBatch(1));
        serve(64);
        final DropCopyClient slow = read("alice", 1L);
        final DropCopyClient quick = read("alice", 1L);
        assertEquals(1, take(slow, 1).size());
        // Some megabytes of executions, which the slow one does not ask for.
        for (int i = 0; i < 300; i++)
        {
            publish(nextBatch(40));
        }
        assertEquals(ofAlice, take(quick, ofAlice.size()));
        assertEquals(ofAlice.subList(1, ofAlice.size()), take(slow, ofAlice.size() - 1));
        publish(nextBatch(2));
        final int size = ofAlice.size();
        assertEquals(ofAlice.subList(size - 2, size), take(slow, 2));
        assertEquals(ofAlice.subList(size - 2, size), take(quick, 2));
        assertNothingMore(slow);
        assertNothingMore(quick);
    }

    @Test
    void shouldFindEventsInTheTermThatHoldsThem() throws Exception
    {
        long published = 0;
        final List<Long> lastOfTerm = new ArrayList<>();
        while (published < 3L * EventStream.TERM_LENGTH + EventStream.TERM_LENGTH / 2)
        {
            events.execution(1, 5);
            ofAlice.add(events.eventSeq());
            while (events.length() < EventStream.BATCH_BYTES_MAX - 512)
            {
                events.other();
            }
            final long before = published;
            published = first.publish(events.end());
            if (before / EventStream.TERM_LENGTH != published / EventStream.TERM_LENGTH)
            {
                lastOfTerm.add(events.eventSeq());
            }
        }
        serve(100);
        for (final long from : new long[]{1, lastOfTerm.get(0), lastOfTerm.get(1) + 1, lastOfTerm.get(2) - 3_000,
            events.eventSeq() - 1_000})
        {
            final List<Long> expected = ofAlice.stream().filter((seq) -> seq >= from).toList();
            try (DropCopyClient client = read("alice", from))
            {
                assertEquals(expected, take(client, expected.size()), "from " + from);
            }
        }
    }

    @Test
    void shouldLetInOnlyWhoMayRead() throws Exception
    {
        publish(nextBatch(5));
        serve(1_000);
        assertTrue(assertThrows(IOException.class, () ->
            DropCopyClient.connect(URI.create(server.url()), "alice", "wrong".toCharArray())).getMessage()
            .contains("LOGON_REFUSED"));
        final DropCopyClient market = read("market", 1L);
        assertTrue(assertThrows(IOException.class, () -> market.next(LONG)).getMessage().startsWith("NOT_PERMITTED"));
        final DropCopyClient bob = connect("bob");
        bob.read(1L, 1);
        assertTrue(assertThrows(IOException.class, () -> bob.next(LONG)).getMessage().startsWith("NOT_PERMITTED"));
        final DropCopyClient operator = connect("operator");
        assertEquals("OPERATOR", operator.identity().path("role").asText());
        operator.read(1L, 1);
        assertEquals(ofAlice, take(operator, 5));
    }

    @Test
    void shouldBoundItsReaders() throws Exception
    {
        publish(nextBatch(1));
        serve(1_000);
        for (int i = 0; i < 4; i++)
        {
            assertEquals(ofAlice, take(read("alice", 1L), 1));
        }
        assertThrows(IOException.class, () -> connect("alice"));
        clients.remove(0).close();
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> null != connect("alice").identity());
    }
}
