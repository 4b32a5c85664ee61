package io.gavel.ops.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demo of real processes, and the commands of a person in it. The last test ends it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DemoTest
{
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SEED = 20_200_130;

    @TempDir
    private static Path temporary;

    private static Demo demo;

    @BeforeAll
    static void open() throws Exception
    {
        demo = Demo.start(SEED, 3, 150, false, System.out::println);
    }

    @AfterAll
    static void close()
    {
        if (demo != null)
        {
            demo.close();
        }
    }

    private static Run gavel(final String... arguments)
    {
        final List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--venue", demo.venue().venueFile().toString()));
        return Run.of(all.toArray(new String[0]));
    }

    private static JsonNode json(final String... arguments) throws Exception
    {
        final List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        final Run run = gavel(all.toArray(new String[0]));
        assertEquals(0, run.status(), run.err());
        return run.json();
    }

    @Test
    @Order(1)
    void shouldPlaceReplaceListAndCancelAnOrder() throws Exception
    {
        final JsonNode placed = json("order", "new", "AAPL", "buy", "10", "100.00", "--tif", "gtc");
        assertEquals("NEW", placed.path("ordStatus").asText());
        assertEquals("100.0000", placed.path("price").asText());
        assertEquals(10, placed.path("leavesQty").asLong());
        final String orderId = placed.path("orderId").asText();

        final JsonNode replaced = json("order", "replace", orderId, "--price", "101.00");
        assertEquals("101.0000", replaced.path("price").asText());
        assertEquals(10, replaced.path("orderQty").asLong());

        final JsonNode listed = json("order", "list", "--symbol", "AAPL").path("orders");
        assertEquals(1, listed.size());
        assertEquals(orderId, listed.path(0).path("orderId").asText());
        final JsonNode account = json("account", "show");
        assertEquals("1010.0000", account.path("cash").path(0).path("held").asText());

        assertEquals(10, json("order", "cancel", orderId).path("canceledQty").asLong());
        assertEquals(0, json("order", "list").path("orders").size());
        final Run again = gavel("order", "cancel", orderId);
        assertEquals(1, again.status());
        assertTrue(again.err().contains("CANCEL_REJECTED: UNKNOWN_ORDER"), again.err());
    }

    @Test
    @Order(2)
    void shouldTradeAtOnceAgainstTheMakers() throws Exception
    {
        await().atMost(PATIENCE).until(() -> demo.counts().newestMatchId() > 0);
        final JsonNode sold = json("order", "new", "MSFT", "sell", "10");
        assertEquals("FILLED", sold.path("ordStatus").asText());
        assertEquals("MARKET", sold.path("ordType").asText());
        assertTrue(sold.path("price").isNull());
        long quantity = 0;
        for (final JsonNode trade : sold.path("trades"))
        {
            quantity += trade.path("quantity").asLong();
        }
        assertEquals(10, quantity);
    }

    @Test
    @Order(3)
    void shouldRefuseWhatTheVenueRefusesWithItsReason()
    {
        final Run poor = gavel("order", "new", "AAPL", "buy", "1000000", "300.00");
        assertEquals(1, poor.status());
        assertTrue(poor.err().startsWith("gavel order new: REJECTED: INSUFFICIENT_CASH"), poor.err());
        final Run offTick = gavel("order", "new", "AAPL", "buy", "1", "300.001");
        assertEquals(2, offTick.status());
        assertEquals(1, offTick.err().lines().count());
        final Run unknown = gavel("order", "new", "NONE", "buy", "1", "300.00");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("NONE"), unknown.err());
        final Run book = gavel("book", "NONE");
        assertEquals(2, book.status());
        assertEquals(1, book.err().lines().count());
        final Run twice = gavel("instrument", "add", "AAPL");
        assertEquals(1, twice.status());
        assertTrue(twice.err().startsWith("gavel instrument add: DUPLICATE_SYMBOL"), twice.err());
    }

    @Test
    @Order(4)
    void shouldAddAParticipantWithAnAccountThatIsFundedAndLogsOn() throws Exception
    {
        final Path password = Files.writeString(temporary.resolve("password"), "s3cret\n");
        assertEquals("bob", json("participant", "add", "bob", "--new-password-file", password.toString())
            .path("name").asText());
        final String account = json("account", "create", "--for", "bob").path("accountId").asText();
        assertEquals("500.2500", json("account", "deposit", account, "500.25", "USD").path("balance").asText());
        assertEquals("400.0000", json("account", "withdraw", account, "100.25", "USD").path("balance").asText());
        assertEquals(7, json("account", "deposit", account, "7", "AAPL", "--shares").path("quantity").asLong());
        final Run tooMuch = gavel("account", "withdraw", account, "400.01", "USD");
        assertEquals(1, tooMuch.status());
        assertEquals(1, tooMuch.err().lines().count());

        final JsonNode shown = json(
            "account", "show", "--participant", "bob", "--password-file", password.toString());
        assertEquals(account, shown.path("accountId").asText());
        assertEquals("AAPL", shown.path("holdings").path(0).path("symbol").asText());
        assertTrue(json("account", "list").path("accounts").size() >= 6);
        final Path wrong = Files.writeString(temporary.resolve("wrong"), "guess\n");
        final Run refused = gavel("account", "show", "--participant", "bob", "--password-file", wrong.toString());
        assertEquals(1, refused.status());
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    @Test
    @Order(5)
    void shouldShowBooksAndInstruments() throws Exception
    {
        assertEquals(3, json("instrument", "list").path("instruments").size());
        await().atMost(PATIENCE).untilAsserted(() ->
        {
            final JsonNode book = json("book", "AAPL", "--depth", "2");
            assertEquals(2, book.path("bids").size());
            assertEquals(2, book.path("asks").size());
        });
        assertTrue(gavel("book", "AAPL").out().startsWith("AAPL at event "));
        final Run live = gavel("book", "AAPL", "--live", "--for", "2s", "--json");
        assertEquals(0, live.status(), live.err());
        assertTrue(live.out().lines().count() >= 2, live.out());
    }

    @Test
    @Order(6)
    void shouldSnapshotAndHashOnEveryNode() throws Exception
    {
        final JsonNode snapshot = json("snapshot");
        assertTrue(snapshot.path("taken").asBoolean());
        final long position = snapshot.path("nodes").path(0).path("snapshotLogPosition").asLong();
        assertTrue(position > 0);
        for (final JsonNode node : snapshot.path("nodes"))
        {
            assertEquals(position, node.path("snapshotLogPosition").asLong());
        }
        final JsonNode hash = json("hash");
        assertTrue(hash.path("equal").asBoolean());
        assertEquals(3, hash.path("nodes").size());
    }

    @Test
    @Order(7)
    void shouldGoOnWhenTheLeaderIsKilledAndEndWithEverythingInPlace() throws Exception
    {
        final int leader = demo.venue().leader().orElseThrow();
        final long pid = demo.venue().nodePid(leader);
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
        assertNotEquals(leader, demo.venue().awaitLeader(PATIENCE));
        final long trades = demo.counts().newestMatchId();
        await().atMost(PATIENCE).until(() -> demo.counts().newestMatchId() > trades + 20);
        await().atMost(PATIENCE).until(() -> demo.venue().isNodeAlive(leader));
        assertNotEquals(pid, demo.venue().nodePid(leader));
        final JsonNode status = json("status");
        assertNotEquals(leader, status.path("leader").asInt(-1));

        final DemoSummary summary = demo.finish();
        assertEquals(List.of(), summary.problems());
        assertTrue(summary.isGood());
        assertEquals(1, summary.restarts());
        assertEquals(summary.counts().commands(), summary.counts().answers());
        final JsonNode document = summary.document();
        assertEquals(SEED, document.path("seed").asLong());
        assertTrue(document.path("stateHashesEqual").asBoolean());
        assertEquals(document.path("events").asLong(), document.path("gateway").path("eventSeq").asLong());
        assertEquals(0, document.path("gateway").path("gaps").asLong(-1));
        for (final JsonNode node : document.path("nodes"))
        {
            assertEquals(document.path("events").asLong(), node.path("eventSeq").asLong());
        }
        assertFalse(summary.text().contains("problem"), summary.text());
    }
}
