package io.gavel.ops.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.gavel.client.ScriptedVenue;
import io.gavel.ops.Run;
import io.gavel.schema.ActivateBehaviourDecoder;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules are put into force only where every node says that its build has them. */
class ActivateCommandTest
{
    private final ScriptedVenue venue = new ScriptedVenue();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    // A node that answers for its status alone. Any free port: its base is as far below it as every node's.
    private void node(final int behaviourVersion, final String fields) throws IOException
    {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        final String json = "{\"nodeId\":" + servers.size() + ",\"role\":\"FOLLOWER\",\"behaviourVersion\":" +
            behaviourVersion + fields + "}";
        server.createContext("/status", (exchange) ->
        {
            final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        servers.add(server);
        addresses.add("127.0.0.1:" + (server.getAddress().getPort() - statusOffset()));
    }

    private static int statusOffset()
    {
        return Members.parse("127.0.0.1:9000").nodes().get(0).statusPort() - 9_000;
    }

    @AfterEach
    void stop()
    {
        servers.forEach((server) -> server.stop(0));
    }

    private Run activate(final String... more) throws IOException
    {
        final List<String> arguments = new ArrayList<>(List.of("activate", "2", "--why", "release 7",
            "--members", String.join(",", addresses)));
        arguments.addAll(List.of(more));
        return Run.against(venue, arguments.toArray(new String[0]));
    }

    private void assertRefused(final String expected, final Run run)
    {
        assertEquals(1, run.status(), run.out() + run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals("", run.out());
    }

    @Test
    void shouldSayToTheVenueWhatEveryNodeKnows() throws IOException
    {
        node(2, ",\"behaviourVersionMax\":7,\"build\":\"aa\"");
        node(2, ",\"behaviourVersionMax\":3,\"build\":\"bb\"");
        final Run run = activate();
        assertEquals(0, run.status(), run.err());
        assertEquals("behaviour 2 holds on all 2 nodes", run.out().strip());
        final String sent = venue.lastCommand(new ActivateBehaviourDecoder());
        assertTrue(sent.endsWith("|behaviourVersion=2|knownUpTo=3|why=release 7"), sent);
    }

    @Test
    void shouldRefuseWhileANodeIsTooOldOrDoesNotSay() throws IOException
    {
        node(1, ",\"behaviourVersionMax\":2,\"build\":\"aa\"");
        node(1, ",\"behaviourVersionMax\":1,\"build\":\"bb\"");
        assertRefused("node 1 runs build bb, which knows behaviour up to 1, not 2: restart it with a newer build first",
            activate());
        servers.remove(1).stop(0);
        addresses.remove(1);
        node(1, "");
        assertRefused("node 1 runs build of an older kind, which knows behaviour up to 1, not 2", activate());
    }

    @Test
    void shouldRefuseWhileANodeDoesNotAnswer() throws IOException
    {
        node(1, ",\"behaviourVersionMax\":2,\"build\":\"aa\"");
        node(1, ",\"behaviourVersionMax\":2,\"build\":\"aa\"");
        servers.remove(1).stop(0);
        assertRefused("there is no answer from node 1 (" + addresses.get(1) + "), whose build may be too old",
            activate());
    }

    @Test
    void shouldSayWhichNodeDoesNotFollow() throws IOException
    {
        node(2, ",\"behaviourVersionMax\":2,\"build\":\"aa\"");
        node(1, ",\"behaviourVersionMax\":2,\"build\":\"aa\"");
        assertRefused("behaviour 2 is activated in the log, but node 1 did not follow", activate("--timeout", "1ms"));
    }

    @Test
    void shouldWantAVersionThatAVenueIsNotBornWith() throws IOException
    {
        final Run run = Run.against(venue, "activate", "1", "--why", "x");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("VERSION 1: expected 2 or more, as every venue begins with 1"), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }
}
