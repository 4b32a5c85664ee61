package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.Behaviour;
import io.gavel.schema.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nodes of two builds side by side, the activation of what only one knows, and builds that never go together. */
class MixedBuildsTest
{
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final NodeBuild NOW = NodeBuild.read();
    private static final NodeBuild OLD = new NodeBuild("0000000a", NOW.major(), Behaviour.FIRST);
    private static final NodeBuild OTHER_MAJOR = new NodeBuild("0000000b", NOW.major() + 1, Behaviour.VERSION_MAX);

    @Test
    void shouldUpgradeNodeByNodeAndStopAnOlderBuildAfterTheActivation()
    {
        try (TestCluster cluster = TestCluster.launch(OLD))
        {
            long instruments = listed(cluster);
            final int leader = cluster.leader();
            for (int i = 1; i <= 3; i++)
            {
                // Follower, follower, leader; each time both builds execute one log.
                final int node = (leader + i) % 3;
                activation(cluster, RejectReason.BEHAVIOUR_NOT_KNOWN);
                cluster.stop(node);
                cluster.awaitLeader();
                cluster.start(node, NOW, System.err);
                awaitCaughtUp(cluster);
                assertEquals(++instruments, listed(cluster));
                awaitEqualHashes(cluster);
            }
            for (int i = 0; i < 3; i++)
            {
                assertEquals(1, cluster.statusLong(i, "behaviourVersion"));
                assertEquals(2, cluster.statusLong(i, "behaviourVersionMax"));
                assertEquals(NOW.id(), cluster.statusText(i, "build"));
                assertEquals("page-cache", cluster.statusText(i, "durability"));
            }

            final int old = (cluster.leader() + 1) % 3;
            cluster.stop(old);
            activation(cluster, RejectReason.NONE);
            assertEquals(++instruments, listed(cluster));
            final ByteArrayOutputStream told = new ByteArrayOutputStream();
            cluster.start(old, OLD, new PrintStream(told, true, StandardCharsets.UTF_8));
            Awaitility.await("the older build stops").atMost(BOUND).until(() -> cluster.node(old).isTerminated());
            assertTrue(told.toString(StandardCharsets.UTF_8).contains(
                "the log activates behaviour 2, this build knows up to 1: start this node with a newer build"),
                told.toString(StandardCharsets.UTF_8));
            assertEquals(++instruments, listed(cluster));
            cluster.stop(old);
            cluster.start(old, NOW, System.err);
            awaitCaughtUp(cluster);
            awaitEqualHashes(cluster);
            assertEquals(2, cluster.statusLong(old, "behaviourVersion"));
        }
    }

    @Test
    void shouldRefuseTheLogOfAnotherMajor()
    {
        try (TestCluster cluster = TestCluster.launch(1))
        {
            listed(cluster);
            cluster.stop(0);
            final ByteArrayOutputStream told = new ByteArrayOutputStream();
            cluster.start(0, OTHER_MAJOR, new PrintStream(told, true, StandardCharsets.UTF_8));
            Awaitility.await("the other major is refused").atMost(BOUND).until(() -> cluster.node(0).isTerminated());
            assertTrue(told.toString(StandardCharsets.UTF_8).contains("incompatible version"),
                told.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldSayOnlyWhatItsEngineCanExecute()
    {
        assertEquals(Behaviour.VERSION_MAX, NOW.behaviourVersionMax(), "build.properties is behind the engine");
        assertEquals(NOW.id(), NodeBuild.read().id());
        final Properties properties = new Properties();
        properties.setProperty("gavel.build.major", "0");
        properties.setProperty("gavel.build.behaviour.version.max", Integer.toString(Behaviour.VERSION_MAX + 1));
        assertEquals("build.properties of this build says gavel.build.behaviour.version.max=" +
            (Behaviour.VERSION_MAX + 1) + ", expected 1 to " + Behaviour.VERSION_MAX + ": build it anew",
            assertThrows(NodeException.class, () -> NodeBuild.of(properties, "")).getMessage());
    }

    private static VenueClient operator(final TestCluster cluster)
    {
        return new VenueClient(cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD);
    }

    private static long listed(final TestCluster cluster)
    {
        try (VenueClient operator = operator(cluster))
        {
            return operator.addInstrument("S" + System.nanoTime() % 1_000_000_000_000L);
        }
    }

    private static void activation(final TestCluster cluster, final RejectReason expected)
    {
        try (VenueClient operator = operator(cluster))
        {
            // It says of the others that they know it: the leader's build is in the log.
            assertEquals(expected, operator.activateBehaviour(Behaviour.RESUMES_IN_SLICES, Behaviour.VERSION_MAX));
        }
    }

    private static void awaitCaughtUp(final TestCluster cluster)
    {
        Awaitility.await("three nodes at one event").atMost(BOUND).until(() -> cluster.leader() >= 0 &&
            cluster.statusLong(0, "eventSeq") > 0 &&
            cluster.statusLong(0, "eventSeq") == cluster.statusLong(1, "eventSeq") &&
            cluster.statusLong(0, "eventSeq") == cluster.statusLong(2, "eventSeq"));
    }

    private static void awaitEqualHashes(final TestCluster cluster)
    {
        try (VenueClient operator = operator(cluster))
        {
            operator.hashState();
        }
        awaitCaughtUp(cluster);
        Awaitility.await("equal hashes at one position").atMost(BOUND).until(() ->
            !cluster.statusText(0, "stateHash").isEmpty() &&
            cluster.statusText(0, "stateHash").equals(cluster.statusText(1, "stateHash")) &&
            cluster.statusText(0, "stateHash").equals(cluster.statusText(2, "stateHash")) &&
            cluster.statusLong(0, "stateHashLogPosition") == cluster.statusLong(1, "stateHashLogPosition") &&
            cluster.statusLong(0, "stateHashLogPosition") == cluster.statusLong(2, "stateHashLogPosition"));
    }
}
