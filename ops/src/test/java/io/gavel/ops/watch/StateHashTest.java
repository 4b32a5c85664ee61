package io.gavel.ops.watch;

import com.sun.net.httpserver.HttpServer;
import io.gavel.client.AdminReport;
import io.gavel.schema.HashStateDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StateHashTest
{
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final long REPORT_SEQ = 77;
    private static final int STATUS_PORT = 6;

    private HttpServer server;
    private volatile String answer;
    private Members.Node up;
    private Members.Node down;

    @BeforeEach
    void start() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status", (exchange) ->
        {
            final byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        // Every node that is up has its status at the server's port, so that all of them give the same answer.
        up = new Members.Node(0, "127.0.0.1", server.getAddress().getPort() - STATUS_PORT);
        down = new Members.Node(0, "127.0.0.1", 1024);
    }

    @AfterEach
    void stop()
    {
        server.stop(0);
    }

    @Test
    void shouldAgreeWhereEveryNodeHasTheHashOfTheCommand() throws InterruptedException
    {
        show("00000000000000ff", REPORT_SEQ + 1);
        final StateHash hash = hash(255, up, up, up);
        assertTrue(hash.areEqual());
        assertTrue(hash.isMajorityEqual());
        assertEquals("state hash 00000000000000ff: node 0 equal, node 1 equal, node 2 equal", hash.line());
    }

    @Test
    void shouldNotTakeTheHashesOfAnEarlierCommandForThoseOfThisOne() throws InterruptedException
    {
        // The two commands come right behind each other: report 75, hash 76, report 77.
        show("00000000000000ff", REPORT_SEQ - 1);
        final StateHash hash = hash(255, up, up, up);
        assertFalse(hash.areEqual());
        assertFalse(hash.isMajorityEqual());
        assertEquals("state hash 00000000000000ff: node 0 has none yet, node 1 has none yet, node 2 has none yet",
            hash.line());
    }

    @Test
    void shouldNotAgreeWhereTheNodesHaveAnotherHashThanWasReported() throws InterruptedException
    {
        show("00000000000000ff", REPORT_SEQ + 1);
        final StateHash hash = hash(254, up, up, up);
        assertFalse(hash.areEqual());
        assertEquals("state hash 00000000000000fe: node 0 has '00000000000000ff', node 1 has '00000000000000ff', " +
            "node 2 has '00000000000000ff'", hash.line());
    }

    @Test
    void shouldTellAMajorityFromAllNodes() throws InterruptedException
    {
        show("00000000000000ff", REPORT_SEQ + 1);
        final StateHash two = hash(255, up, up, down);
        assertFalse(two.areEqual());
        assertTrue(two.isMajorityEqual());
        assertEquals("state hash 00000000000000ff: node 0 equal, node 1 equal, node 2 does not answer", two.line());
        assertFalse(hash(255, up, down).isMajorityEqual(), "one of two is no majority");
    }

    private void show(final String stateHash, final long eventSeq)
    {
        answer = "{\"stateHash\":\"" + stateHash + "\",\"stateHashLogPosition\":4096,\"stateHashEventSeq\":" +
            eventSeq + "}";
    }

    private static StateHash hash(final long reported, final Members.Node... nodes) throws InterruptedException
    {
        return StateHash.await(new Members(List.of(nodes)), new AdminReport(REPORT_SEQ, 0, 1, 1, reported,
            HashStateDecoder.TEMPLATE_ID, RejectReason.NONE, "unspecified"), SHORT);
    }
}
