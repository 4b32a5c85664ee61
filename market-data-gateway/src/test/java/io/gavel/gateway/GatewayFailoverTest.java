package io.gavel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.client.AdminReport;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.cluster.TestCluster;
import io.gavel.gateway.feed.FeedState;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway beside three real nodes, while leaders die. */
@Timeout(240)
class GatewayFailoverTest
{
    @TempDir
    Path directory;

    private long accountId;

    @Test
    void shouldShowEveryOrderOnceWhileLeadersDie() throws Exception
    {
        try (TestCluster cluster = TestCluster.launch();
            Gateway gateway = Gateway.launch(new GatewayContext()
                .set(GatewayContext.MEMBERS, cluster.membersText())
                .set(GatewayContext.DATA_DIR, directory.resolve("data").toString())
                .conclude()))
        {
            openAccount(cluster);
            try (GavelClient trader = connect(cluster, "alice", "secret"))
            {
                enter(trader, 20);
                assertShown(gateway, 20);

                final int leader = cluster.awaitLeader();
                cluster.stop(leader);
                enter(trader, 20);
                assertShown(gateway, 40);

                cluster.start(leader);
                Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(
                    () -> assertEquals("FOLLOWER", cluster.statusText(leader, "role")));
                // The node that is followed dies now, whatever its role.
                cluster.stop(gateway.counters().node());
                enter(trader, 20);
                assertShown(gateway, 60);
            }
            assertTrue(gateway.counters().switches() >= 1);
            assertEquals(0, gateway.counters().gaps());
            assertEquals(0, gateway.counters().duplicates());
            assertEquals(0, gateway.counters().mismatches());
            assertEquals(0, gateway.counters().listenerErrors());
        }
    }

    private static GavelClient connect(final TestCluster cluster, final String name, final String password)
    {
        return GavelClient.connect(new GavelClient.Context().members(cluster.membersText())
            .participant(name).password(password.toCharArray()).connectTimeout(Duration.ofSeconds(30)));
    }

    private void openAccount(final TestCluster cluster) throws Exception
    {
        try (GavelClient operator = connect(cluster, "operator", TestCluster.OPERATOR_PASSWORD))
        {
            done(operator.operator().addInstrument("AAPL", "USD", new BigDecimal("0.01"), 1));
            final long participant =
                done(operator.operator().addParticipant("alice", "secret".toCharArray(), Role.TRADER));
            accountId = done(operator.operator().addAccount((int)participant));
            done(operator.operator().depositCash(accountId, "USD", new BigDecimal("1000000")));
        }
    }

    private static long done(final CompletableFuture<AdminReport> answer) throws Exception
    {
        final AdminReport report = answer.get(30, TimeUnit.SECONDS);
        assertEquals(RejectReason.NONE, report.rejectReason());
        return report.resultId();
    }

    private void enter(final GavelClient trader, final int orders) throws Exception
    {
        for (int i = 0; i < orders; i++)
        {
            final ExecutionReport report = trader.placeOrder(
                NewOrder.limit("AAPL", Side.BUY, 1, "320.14").account(accountId)).get(60, TimeUnit.SECONDS);
            assertEquals(RejectReason.NONE, report.rejectReason());
        }
    }

    private static void assertShown(final Gateway gateway, final int orders)
    {
        final URI book = URI.create(gateway.url()).resolve("/v1/marketdata/orderBook/L2?symbol=AAPL");
        final HttpClient http = HttpClient.newHttpClient();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() ->
        {
            final JsonNode answer = GatewayRig.parse(http.send(HttpRequest.newBuilder(book)
                .timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString()).body());
            assertEquals("[[\"320.1400\"," + orders + "," + orders + "]]", String.valueOf(answer.get("bids")));
            assertEquals(FeedState.LIVE, gateway.counters().state());
        });
    }
}
