package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.cluster.TestCluster;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person is told who can't connect. */
@Timeout(60)
class ConnectTest
{
    private static GavelClient.Context complete()
    {
        return new GavelClient.Context()
            .members("127.0.0.1:9000")
            .participant("alice")
            .password("secret".toCharArray());
    }

    private static void assertRefused(final Consumer<GavelClient.Context> change, final String part)
    {
        final GavelClient.Context context = complete();
        change.accept(context);
        final IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> GavelClient.connect(context));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void shouldNameTheEndpointsThatItTriedWhereNoneAnswers()
    {
        final String members = TestCluster.freeMembers(3).toString();
        final ConnectTimeoutException timeout = assertThrows(ConnectTimeoutException.class,
            () -> GavelClient.connect(complete().members(members).connectTimeout(Duration.ofMillis(500))));
        for (final String endpoint : members.split(","))
        {
            assertTrue(timeout.getMessage().contains(endpoint), timeout.getMessage());
        }
        assertTrue(timeout.getMessage().contains("500 ms"), timeout.getMessage());
        assertEquals(3, timeout.nodes().size());
        timeout.nodes().forEach((node) -> assertFalse(node.isAnswered(), node::toString));
        assertTrue(timeout.elapsed().toMillis() >= 500, timeout.elapsed()::toString);
        final File[] left = new File("/dev/shm")
            .listFiles((parent, name) -> name.startsWith("gavel-client-" + ProcessHandle.current().pid() + "-"));
        assertEquals(0, left == null ? 0 : left.length, "driver directories that were left behind");
    }

    @Test
    void shouldTellOfANodeWhoseHostIsNotKnownAndTryTheOthers()
    {
        final String known = TestCluster.freeMembers(1).toString();
        final List<NodeAttempt> unreachable = new CopyOnWriteArrayList<>();
        final ConnectTimeoutException timeout = assertThrows(ConnectTimeoutException.class,
            () -> GavelClient.connect(complete().members("no.such.host.invalid:9000," + known)
                .connectTimeout(Duration.ofSeconds(4))
                .connectionListener(new ConnectionListener()
                {
                    @Override
                    public void onNodeUnreachable(final NodeAttempt node)
                    {
                        unreachable.add(node);
                    }
                })));
        assertEquals(2, timeout.nodes().size());
        assertTrue(unreachable.stream().anyMatch((node) -> node.nodeId() == 0 && "no such host".equals(node.detail())),
            unreachable::toString);
        assertTrue(unreachable.stream().anyMatch((node) -> node.nodeId() == 1 && "no answer".equals(node.detail())),
            unreachable::toString);
    }

    @Test
    void shouldSayWhichSettingIsWrong()
    {
        assertRefused((context) -> context.members(null), "members are empty");
        assertRefused((context) -> context.members("127.0.0.1"), "'127.0.0.1': expected host:port");
        assertRefused((context) -> context.members("no.such.host.invalid:9000"), "no such host");
        assertRefused((context) -> context.participant(null), "participant 'null'");
        assertRefused((context) -> context.participant("n=1,r=2"), "participant 'n=1,r=2'");
        assertRefused((context) -> context.password(null), "password is missing");
        assertRefused((context) -> context.connectionId(16), "connectionId 16: expected 0 to 15");
        assertRefused((context) -> context.lastReportSeq(-2), "lastReportSeq -2");
        assertRefused((context) -> context.queueCapacity(1), "queueCapacity 1");
        assertRefused((context) -> context.executionListener(null), "listener");
        assertRefused((context) -> context.connectTimeout(Duration.ZERO), "connectTimeout");
        assertRefused((context) -> context.backPressureTimeout(Duration.ofSeconds(-1)), "backPressureTimeout");
        assertRefused((context) -> context.backPressure(null), "backPressure");
    }
}
