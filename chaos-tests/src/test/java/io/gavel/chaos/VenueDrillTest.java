package io.gavel.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.VenueContext;
import io.gavel.venue.Members;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills parts of a venue of real processes under load, and compares what the brokers were told with what every node
 * recorded.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class VenueDrillTest
{
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = Long.getLong("gavel.drill.seed", 20200130L);

    @TempDir
    Path directory;

    private LocalVenue venue;
    private TradingLoad load;

    @BeforeEach
    void start() throws Exception
    {
        System.out.println("drill: -Dgavel.drill.seed=" + SEED);
        venue = LocalVenue.start(new VenueContext().startTimeout(PATIENCE).withGateway(true));
        load = new TradingLoad(venue, 3, 300, SEED);
        awaitAnswers(500);
    }

    @AfterEach
    void end()
    {
        if (load != null)
        {
            load.close();
        }
        if (venue != null)
        {
            venue.close();
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheLeaderIsKilled() throws Exception
    {
        final int leader = venue.awaitLeader(PATIENCE);
        venue.killNode(leader);
        awaitAnswers(1_000);
        venue.restartNode(leader);
        awaitAnswers(1_000);
        verify();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenAllNodesAreKilledBeforeTheFirstSnapshot() throws Exception
    {
        killAndRestartAll();
        verify();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenAllNodesAreKilledBehindASnapshot() throws Exception
    {
        assertTrue(load.operator().operator().takeSnapshot().get(60, TimeUnit.SECONDS));
        await().atMost(PATIENCE).until(() -> statuses().allMatch(status -> status.snapshotCount() > 0));
        awaitAnswers(500);
        killAndRestartAll();
        verify();
    }

    @Test
    void shouldFollowTheStreamWithoutAHoleWhenTheFollowedNodeAndThenTheGatewayAreKilled() throws Exception
    {
        final int followed = gatewayStatus().get("node").asInt();
        venue.killNode(followed);
        awaitAnswers(1_000);
        assertTrue(gatewayStatus().get("switches").asLong() > 0, "the gateway changed its node");
        venue.restartNode(followed);
        venue.killGateway();
        venue.restartGateway();
        awaitAnswers(500);
        verify();
    }

    private void killAndRestartAll() throws Exception
    {
        for (final Members.Node node : venue.members().nodes())
        {
            venue.killNode(node.nodeId());
        }
        for (final Members.Node node : venue.members().nodes())
        {
            venue.restartNode(node.nodeId());
        }
        venue.awaitLeader(PATIENCE);
        awaitAnswers(1_000);
    }

    private void awaitAnswers(final long more)
    {
        final long target = load.answered() + more;
        await().atMost(PATIENCE).until(() -> load.answered() >= target);
    }

    private Stream<NodeStatus> statuses() throws InterruptedException
    {
        final Stream.Builder<NodeStatus> statuses = Stream.builder();
        for (final Members.Node node : venue.members().nodes())
        {
            statuses.add(NodeStatus.of(node).orElseThrow());
        }
        return statuses.build();
    }

    private JsonNode gatewayStatus() throws InterruptedException
    {
        return NodeStatus.json(venue.gatewayUri().resolve("/v1/status")).orElseThrow();
    }

    private void verify() throws Exception
    {
        load.stop();
        assertTrue(!load.operator().operator().hashState().get(60, TimeUnit.SECONDS).isRejected());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> new HashSet<>(statuses()
            .map(status -> status.eventSeq() + " " + status.stateHash() + " " + status.stateHashLogPosition())
            .toList()).size() == 1);
        final NodeStatus status = statuses().findFirst().orElseThrow();
        assertTrue(status.stateHash().matches("(?!0{16})[0-9a-f]{16}"), "state hash: " + status.stateHash());

        final Set<String> digests = new HashSet<>();
        try (NodeRecordings recordings = new NodeRecordings(directory))
        {
            for (final Members.Node node : venue.members().nodes())
            {
                final StreamAudit audit = recordings.read(node, status.eventSeq());
                assertEquals(List.of(), audit.conclude(), "node " + node.nodeId());
                assertEquals(List.of(), load.compare(audit), "node " + node.nodeId());
                assertEquals(load.accepted(), audit.orders(), "orders that somebody sent, on node " + node.nodeId());
                assertTrue(audit.trades() > 100, "trades: " + audit.trades());
                digests.add(audit.sha256());
            }
        }
        assertEquals(1, digests.size(), "recordings are byte-equal");
        // A gateway that was just started does not answer yet.
        await().atMost(PATIENCE).ignoreExceptions()
            .until(() -> gatewayStatus().get("eventSeq").asLong() == status.eventSeq());
        assertEquals(0, gatewayStatus().get("gaps").asLong(), "gaps that the gateway saw");
        System.out.println("drill: " + load.answered() + " answers, " + status.eventSeq() + " events, state hash " +
            status.stateHash() + ": lost=0 duplicated=0 diverged=0");
    }
}
