package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.gavel.schema.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three node processes under load are killed, the leader alone and all at once, with and without a snapshot: state and
 * event streams are equal on all nodes afterwards, without a gap or a duplicate.
 */
@Timeout(180)
class KilledNodesTest
{
    private static final int ORDERS = 3_000;
    private static final long WINDOW = 200;
    private static final int SIGTERM_STATUS = 128 + 15;

    private final long[] accounts = new long[2];
    private int instrumentId;
    private long seed = 20_200_130;

    @TempDir
    private Path dir;

    @Test
    void shouldKeepStateAndEventsEqualOverKillsWithAndWithoutASnapshot()
    {
        System.out.println("seed " + seed);
        try (ProcessCluster cluster = new ProcessCluster(dir, 3))
        {
            try
            {
                final long startNs = System.nanoTime();
                cluster.startAll();
                cluster.status().awaitLeader();
                measured("start of three nodes to a leader", startNs);
                setUp(cluster);
                killLeaderUnderLoad(cluster);
                killAll(cluster, "without a snapshot");
                takeSnapshot(cluster);
                trade(cluster, ORDERS);
                killAll(cluster, "with a snapshot");
                replayOneNodeFromTheStart(cluster);
                final int leader = cluster.status().awaitLeader();
                assertEquals(SIGTERM_STATUS, cluster.terminate(leader));
                assertFalse(cluster.outputs().contains("failed"), cluster.outputs());
            }
            catch (final RuntimeException | AssertionError e)
            {
                System.out.println(cluster.outputs());
                throw e;
            }
        }
    }

    private void setUp(final ProcessCluster cluster)
    {
        try (VenueClient operator = operator(cluster))
        {
            instrumentId = (int)operator.addInstrument("AAPL");
            final int trader = (int)operator.addParticipant("trader", "trader-secret");
            for (int i = 0; i < accounts.length; i++)
            {
                accounts[i] = operator.addAccount(trader);
                operator.adjustCash(accounts[i], 1L << 50);
                operator.adjustHolding(accounts[i], instrumentId, 1L << 30);
            }
        }
    }

    private static VenueClient operator(final ProcessCluster cluster)
    {
        return new VenueClient(cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD);
    }

    private void trade(final ProcessCluster cluster, final int orders)
    {
        try (VenueClient trader = new VenueClient(cluster.members(), "trader", "trader-secret"))
        {
            for (int i = 0; i < orders; i++)
            {
                order(trader);
                trader.awaitAnswers(WINDOW);
            }
            trader.awaitAnswers(0);
        }
    }

    private void order(final VenueClient trader)
    {
        seed = seed * 6364136223846793005L + 1442695040888963407L;
        final int random = (int)(seed >>> 40);
        trader.sendOrder(accounts[random & 1], instrumentId, (random & 2) == 0 ? Side.BUY : Side.SELL,
            30_000 + (random >> 2) % 50, 1 + (random >> 9) % 100);
    }

    private void killLeaderUnderLoad(final ProcessCluster cluster)
    {
        final int leader = cluster.status().leader();
        try (VenueClient trader = new VenueClient(cluster.members(), "trader", "trader-secret"))
        {
            for (int i = 0; i < ORDERS; i++)
            {
                order(trader);
                trader.awaitAnswers(WINDOW);
            }
            cluster.kill(leader);
        }
        final long killedNs = System.nanoTime();
        Awaitility.await("another leader").atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10))
            .until(() -> cluster.status().leader(), (id) -> id >= 0 && id != leader);
        measured("kill of the leader to the next leader", killedNs);
        trade(cluster, ORDERS);
        final long restartNs = System.nanoTime();
        cluster.start(leader);
        Awaitility.await("the killed node").atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10))
            .until(() -> "FOLLOWER".equals(cluster.status().text(leader, "role")));
        measured("start of the killed node to follower", restartNs);
        assertEqualNodes(cluster);
    }

    private void killAll(final ProcessCluster cluster, final String how)
    {
        try (VenueClient trader = new VenueClient(cluster.members(), "trader", "trader-secret"))
        {
            for (int i = 0; i < ORDERS; i++)
            {
                order(trader);
                trader.awaitAnswers(WINDOW);
            }
            cluster.killAll();
        }
        final long restartNs = System.nanoTime();
        cluster.startAll();
        cluster.status().awaitLeader();
        measured("start of three killed nodes " + how + " to a leader", restartNs);
        assertEqualNodes(cluster);
        trade(cluster, ORDERS / 10);
        assertEqualNodes(cluster);
    }

    private static void takeSnapshot(final ProcessCluster cluster)
    {
        final long[] before = new long[3];
        for (int i = 0; i < before.length; i++)
        {
            before[i] = cluster.status().number(i, "snapshotCount");
        }
        try (VenueClient operator = operator(cluster))
        {
            assertEquals(AdminResponseCode.OK, operator.takeSnapshot());
            for (int i = 0; i < before.length; i++)
            {
                final int node = i;
                Awaitility.await("snapshot of node " + i).atMost(Duration.ofSeconds(20)).until(() ->
                    cluster.status().number(node, "snapshotCount") == before[node] + 1);
                assertTrue(cluster.status().number(i, "snapshotLogPosition") > 0);
            }
        }
    }

    /** A node without its snapshot comes from the log alone to the state that the others have from the snapshot. */
    private static void replayOneNodeFromTheStart(final ProcessCluster cluster)
    {
        final int follower = (cluster.status().awaitLeader() + 1) % 3;
        assertEquals(0, cluster.status().number(follower, "snapshotCount"), "taken since its start");
        cluster.kill(follower);
        try (RecordingLog log = new RecordingLog(cluster.dataDir(follower).resolve("cluster").toFile(), false))
        {
            assertTrue(log.invalidateLatestSnapshot());
        }
        cluster.start(follower);
        Awaitility.await("the node that replays its whole log").atMost(Duration.ofSeconds(30))
            .until(() -> "FOLLOWER".equals(cluster.status().text(follower, "role")));
        // It came by the snapshot's place in the log, and took it once more.
        assertEquals(1, cluster.status().number(follower, "snapshotCount"));
        assertEqualNodes(cluster);
    }

    private static void assertEqualNodes(final ProcessCluster cluster)
    {
        final long hashSeq;
        try (VenueClient operator = operator(cluster))
        {
            hashSeq = operator.hashState();
            final String[] hashes = cluster.status().awaitStateHashes(hashSeq);
            assertNotEquals("0000000000000000", hashes[0]);
            assertEquals(hashes[0], hashes[1]);
            assertEquals(hashes[0], hashes[2]);
            final RecordedEvents[] events = new RecordedEvents[3];
            for (int i = 0; i < events.length; i++)
            {
                final int node = i;
                Awaitility.await("recording of node " + i).atMost(Duration.ofSeconds(10)).until(() ->
                    cluster.status().number(node, "eventRecordedPosition") ==
                    cluster.status().number(node, "eventPosition"));
                events[i] = RecordedEvents.read(cluster.members().nodes().get(i).archiveEndpoint());
                assertEquals(events[0], events[i], "node " + i);
                assertEquals(0, cluster.status().number(i, "errors"), cluster.outputs());
            }
            assertTrue(events[0].lastEventSeq() >= hashSeq);
            System.out.println("hash " + hashes[0] + " at event " + hashSeq + ", " + events[0]);
        }
    }

    private static void measured(final String what, final long fromNs)
    {
        System.out.println("measured: " + what + ": " +
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs) + " ms");
    }
}
