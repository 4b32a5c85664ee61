package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.security.AuthenticationException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes agree on a leader, and let in who knows the password. */
@Timeout(120)
class TestClusterTest
{
    @Test
    void shouldElectLogOnAndElectAgainWhenTheLeaderStops()
    {
        try (TestCluster cluster = TestCluster.launch())
        {
            final int leader = cluster.leader();
            try (ClusterClient client = ClusterClient.connect(
                cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD, (a, b, c, d, e, f) -> {}))
            {
                assertTrue(client.cluster().clusterSessionId() > 0);
                Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                {
                    for (int i = 0; i < 3; i++)
                    {
                        assertEquals(1, cluster.statusLong(i, "sessions"), "node " + i);
                    }
                });
            }
            assertThrows(AuthenticationException.class, () -> ClusterClient.connect(
                cluster.members(), "operator", "wrong", (a, b, c, d, e, f) -> {}));
            assertThrows(AuthenticationException.class, () -> ClusterClient.connect(
                cluster.members(), "nobody", "wrong", (a, b, c, d, e, f) -> {}));
            cluster.stop(leader);
            cluster.awaitLeader();
            cluster.start(leader);
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertEquals("FOLLOWER", cluster.statusText(leader, "role")));
            for (int i = 0; i < 3; i++)
            {
                assertEquals(0, cluster.statusLong(i, "errors"), "node " + i);
            }
        }
    }
}
