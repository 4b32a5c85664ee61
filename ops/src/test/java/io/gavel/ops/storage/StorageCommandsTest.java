package io.gavel.ops.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.cluster.StoppedVenue;
import io.gavel.cluster.storage.NodeLock;
import io.gavel.ops.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of the directories of nodes that traded and were stopped. */
@Timeout(180)
class StorageCommandsTest
{
    private static final long SEED = 7_919L;

    @TempDir
    private static Path dir;

    private static String node0;
    private static String node1;

    @BeforeAll
    static void runVenue() throws IOException
    {
        System.out.println("seed " + SEED);
        StoppedVenue.run(dir, 3, SEED);
        node0 = dir.resolve("node0").toString();
        node1 = dir.resolve("node1").toString();
    }

    private static JsonNode json(final int status, final String... arguments) throws IOException
    {
        final Run run = Run.of(arguments);
        assertEquals(status, run.status(), run.err());
        return run.json();
    }

    private static List<Long> positions() throws IOException
    {
        final JsonNode snapshots =
            json(0, "snapshots", "--data", node0, "--json").path("nodes").get(0).path("snapshots");
        return List.of(snapshots.get(1).path("logPosition").asLong(), snapshots.get(0).path("logPosition").asLong());
    }

    @Test
    void shouldListSnapshotsThatAreTheSameOnEachNode() throws IOException
    {
        final JsonNode nodes = json(0, "snapshots", "--data", node0, node1, "--json").path("nodes");
        assertEquals(2, nodes.get(0).path("snapshots").size(), nodes::toString);
        for (int i = 0; i < 2; i++)
        {
            final JsonNode first = nodes.get(0).path("snapshots").get(i);
            final JsonNode second = nodes.get(1).path("snapshots").get(i);
            assertTrue(first.path("whole").asBoolean(), nodes::toString);
            assertEquals(first.path("stateHash"), second.path("stateHash"));
            assertEquals(first.path("logPosition"), second.path("logPosition"));
        }
        assertTrue(Run.of("snapshots", "--data", node0).out().contains("yes"));
    }

    @Test
    void shouldDescribeASnapshotAndShowNoPassword() throws IOException
    {
        final JsonNode document = json(0, "describe", node0, "--json");
        assertEquals(2, document.path("instruments").size());
        assertEquals("AAPL", document.path("instruments").get(0).path("symbol").asText());
        assertEquals("alice", document.path("participants").get(1).path("name").asText());
        assertEquals("not shown", document.path("participants").get(1).path("storedKey").asText());
        assertEquals("USD", document.path("cash").get(0).path("currency").asText());
        assertTrue(document.path("orders").size() > 10, document::toString);
        assertEquals(document.path("orders").size(), document.path("counts").path("orders").asInt());
        final long held = document.path("holdings").get(0).path("heldLots").asLong();
        long selling = 0;
        for (final JsonNode order : document.path("orders"))
        {
            if ("SELL".equals(order.path("side").asText()) && 1 == order.path("instrumentId").asInt())
            {
                selling += order.path("orderQtyLots").asLong() - order.path("cumQtyLots").asLong();
            }
        }
        assertEquals(held, selling, "shares that are held are those of the open orders");
        final JsonNode only = json(0, "describe", node0, "--json", "--section", "accounts");
        assertFalse(only.has("orders"));
        assertEquals(document.path("stateHash"), only.path("stateHash"));
    }

    @Test
    void shouldTellHowSnapshotsDiffer() throws IOException
    {
        assertTrue(json(0, "diff", node0, node1, "--json").path("equal").asBoolean());
        final List<Long> positions = positions();
        final JsonNode difference = json(1, "diff", node0 + "@" + positions.get(0), node1 + "@" + positions.get(1),
            "--json");
        assertFalse(difference.path("equal").asBoolean());
        long changed = 0;
        for (final JsonNode section : difference.path("sections"))
        {
            assertFalse("instruments".equals(section.path("section").asText()), difference::toString);
            changed += "cash".equals(section.path("section").asText()) ? section.path("changed").asLong() : 0;
        }
        assertEquals(1, changed, difference::toString);
        assertTrue(Run.of("diff", node0 + "@" + positions.get(0), node0 + "@" + positions.get(1)).out()
            .contains("first difference: "));
        final Run wrong = Run.of("diff", node0 + "@x", node1);
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("'x' is no log position"), wrong.err());
    }

    @Test
    void shouldPrintTheLogInWords() throws IOException
    {
        final Run all = Run.of("log", node0);
        assertEquals(0, all.status(), all.err());
        assertTrue(all.out().contains(" AddParticipant "), all.out());
        assertFalse(all.out().matches("(?s).*storedKey=[0-9a-f\\[].*"));
        assertTrue(all.out().contains("storedKey=\"not shown\""));
        assertEquals(1_800, all.out().lines().filter((line) -> line.contains(" NewOrderSingle ")).count());
        assertTrue(all.out().lines().anyMatch((line) -> line.matches(
            "[0-9]+ \\S+Z participant 1 connection 0 session [0-9]+ seq [0-9]+ NewOrderSingle .*priceTicks=10.*")));
        final JsonNode entries = json(0, "log", node0, "--json", "--limit", "5").path("entries");
        assertEquals(5, entries.size());
        assertEquals("NewLeadershipTerm", entries.get(0).path("entry").asText());
        final long position = entries.get(3).path("position").asLong();
        assertEquals(entries.get(3),
            json(0, "log", node1, "--json", "--limit", "1", "--from", Long.toString(position)).path("entries").get(0));
        assertEquals(2, Run.of("log", node0, "--from", "yesterday").status());
        assertTrue(Run.of("log", node0, "--from", "2999-01-01T00:00:00Z").out().startsWith("no entry"));
    }

    @Test
    void shouldVerifyAndAuditWhatIsRight() throws IOException
    {
        final JsonNode verified = json(0, "verify", node0, node1, "--json");
        assertTrue(verified.path("clean").asBoolean());
        assertEquals(2, verified.path("nodes").size());
        assertEquals(verified.path("nodes").get(0).path("stateHash"), verified.path("nodes").get(1).path("stateHash"));
        final JsonNode audited = json(0, "audit", node0, node1, dir.resolve("node2").toString(), "--json");
        assertTrue(audited.path("nodes").get(2).path("eventsCompared").asLong() > 1_800, audited::toString);
        assertTrue(Run.of("audit", node0).out().endsWith("everything is as it should be\n"));
    }

    @Test
    void shouldNameTheByteThatIsWrong() throws IOException
    {
        final Path copy = dir.resolve("flipped");
        StoppedVenue.copy(dir.resolve("node0"), copy);
        final Path file;
        try (Stream<Path> files = Files.list(copy.resolve("archive")))
        {
            file = files.filter((each) -> each.toString().endsWith("-0.rec")).sorted().findFirst().orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.wrap(new byte[]{ 0x55 }), 2_000);
        }
        final Run run = Run.of("verify", copy.toString());
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains(file.toString()) && run.out().contains("WRONG"), run.out());
        assertEquals(1, Run.of("audit", copy.toString()).status());
    }

    @Test
    void shouldRefuseTheFilesOfALiveNode() throws IOException
    {
        final Path copy = Files.createDirectories(dir.resolve("live"));
        final NodeLock node = NodeLock.exclusive(copy);
        for (final String command : List.of("verify", "audit", "describe", "log"))
        {
            final Run run = Run.of(command, copy.toString());
            assertEquals(1, run.status());
            assertTrue(run.err().contains(" is in use by node process " + ProcessHandle.current().pid() +
                ": stop it first (kill "), run.err());
        }
        assertEquals(1, Run.of("snapshots", "--data", copy.toString()).status());
        node.close();
        assertTrue(Run.of("log", copy.toString()).err().contains("is no node's directory"));
    }
}
