package io.gavel.dropcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.EventNode;
import io.gavel.schema.Role;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no reader may do to a drop copy, and to the other readers. */
@Timeout(60)
class HostileReadersTest
{
    private static final int LOGONS_MAX = 16;

    @TempDir
    Path directory;

    private final ExecutionBatch events = new ExecutionBatch();
    private final HttpClient http = HttpClient.newHttpClient();
    private EventNode node;
    private DropCopyServer server;

    @BeforeEach
    void start() throws IOException
    {
        final Members members = EventNode.freeMembers(1);
        node = new EventNode(members.nodes().get(0), directory.resolve("node")).start();
        node.publish(events.execution(1, 5).end());
        server = DropCopyServer.launch(new DropCopyContext().members(members).gatekeeper(
            new PasswordGatekeeper(Map.of("alice", new Reader(1, -1, Role.TRADER, "alice")))));
    }

    @AfterEach
    void stop()
    {
        CloseHelper.quietCloseAll(server, node);
    }

    /** A WebSocket that collects what comes. */
    private static final class Peer implements WebSocket.Listener
    {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean last)
        {
            texts.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(final WebSocket socket, final int status, final String reason)
        {
            texts.add("closed " + status);
            return null;
        }

        @Override
        public void onError(final WebSocket socket, final Throwable error)
        {
            texts.add("closed " + error.getClass().getSimpleName());
        }

        String next() throws InterruptedException
        {
            return String.valueOf(texts.poll(30, TimeUnit.SECONDS));
        }
    }

    private Peer send(final Consumer<WebSocket> action)
    {
        final Peer peer = new Peer();
        action.accept(http.newWebSocketBuilder().buildAsync(URI.create(server.url()), peer).join());
        return peer;
    }

    private void assertOthersRead() throws Exception
    {
        try (DropCopyClient alice = DropCopyClient.connect(
            URI.create(server.url()), "alice", "alice".toCharArray()))
        {
            alice.read(1L, null);
            assertEquals(1, alice.next(Duration.ofSeconds(30)).path("eventSeq").asLong());
        }
    }

    @Test
    void shouldEndAConnectionThatKeepsToNoOrder() throws Exception
    {
        final Map<String, String> answers = Map.of(
            "garbage", "MALFORMED_JSON",
            "[]", "UNKNOWN_OP",
            "{\"op\":\"read\",\"from\":1}", "UNEXPECTED_READ",
            "{\"op\":\"proof\",\"clientFinal\":\"c=biws\"}", "UNEXPECTED_PROOF",
            "{\"op\":\"logon\"}", "UNEXPECTED_LOGON",
            "{\"op\":\"logon\",\"clientFirst\":\"nothing\"}", "LOGON_REFUSED");
        for (final Map.Entry<String, String> answer : answers.entrySet())
        {
            final Peer peer = send((socket) -> socket.sendText(answer.getKey(), true).join());
            final String text = peer.next();
            assertTrue(text.contains("\"error\":\"" + answer.getValue() + "\""), answer.getKey() + " got " + text);
            assertEquals("closed 1008", peer.next(), answer.getKey());
        }
        assertTrue(send((socket) -> socket.sendBinary(ByteBuffer.allocate(8), true).join()).next()
            .contains("UNSUPPORTED_FRAME"));
        assertTrue(send((socket) -> socket.sendText("x".repeat(100_000), true)).next().startsWith("closed"));
        assertOthersRead();
    }

    @Test
    void shouldNotWaitForLogonsThatAreNeverFinished() throws Exception
    {
        final String logon = "{\"op\":\"logon\",\"clientFirst\":\"n=alice,r=x\"}";
        final List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < LOGONS_MAX; i++)
        {
            final Peer peer = send((socket) -> socket.sendText(logon, true).join());
            assertTrue(peer.next().contains("challenge"));
            peers.add(peer);
        }
        final String refusal = send((socket) -> socket.sendText(logon, true).join()).next();
        assertTrue(refusal.contains("too many log on at this moment"), refusal);
        for (final Peer peer : peers)
        {
            final String text = peer.next();
            assertTrue(text.contains("no proof within 5 s"), text);
        }
        assertOthersRead();
    }
}
