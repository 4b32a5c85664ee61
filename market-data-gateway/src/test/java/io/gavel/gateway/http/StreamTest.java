package io.gavel.gateway.http;

import static io.gavel.gateway.http.StreamClient.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.gateway.GatewayRig;
import io.gavel.gateway.republish.Republisher;
import io.gavel.schema.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway streams, to clients that behave and to those that don't. */
@Timeout(120)
class StreamTest
{
    @TempDir
    Path directory;

    private GatewayRig rig;

    @BeforeEach
    void start() throws IOException
    {
        rig = new GatewayRig(directory);
        rig.events().instrument(7, "AAPL", 100, 1).instrument(8, "MSFT", 100, 1)
            .added(7, 1, Side.BUY, 32_014, 25).added(7, 2, Side.SELL, 32_030, 100);
        rig.publish();
    }

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @Test
    void shouldSendTheStateFirst()
    {
        final JsonNode status = GatewayRig.parse("{\"channel\":\"status\",\"type\":\"status\",\"state\":\"LIVE\"," +
            "\"node\":0,\"eventSeq\":4}");
        final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        rig.client().newWebSocketBuilder().buildAsync(
            java.net.URI.create("ws://127.0.0.1:" + rig.port() + "/v1/stream"), new WebSocket.Listener()
            {
                @Override
                public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean last)
                {
                    received.add(data.toString());
                    return null;
                }
            }).join();
        Awaitility.await().until(() -> !received.isEmpty());
        assertEquals(status, GatewayRig.parse(received.peek()));
    }

    @Test
    void shouldSendASnapshotAndThenWhatChanges()
    {
        final StreamClient client = new StreamClient(rig).send(subscribe("book", "AAPL"));
        assertEquals(GatewayRig.parse("{\"channel\":\"book\",\"type\":\"snapshot\",\"symbol\":\"AAPL\",\"seq\":1," +
            "\"eventSeq\":4,\"bids\":[[\"320.1400\",25,1]],\"asks\":[[\"320.3000\",100,1]]}"), client.next());
        rig.events().deleted(7, 1, 25).added(7, 3, Side.BUY, 32_013, 7);
        rig.publish();
        assertEquals(GatewayRig.parse("{\"channel\":\"book\",\"type\":\"delta\",\"symbol\":\"AAPL\",\"seq\":2," +
            "\"eventSeq\":6,\"bids\":[[\"320.1400\",0,0],[\"320.1300\",7,1]],\"asks\":[]}"), client.next());
        rig.events().added(8, 4, Side.BUY, 5, 5).reduced(7, 2, 1, 99);
        rig.publish();
        assertEquals(GatewayRig.parse("{\"channel\":\"book\",\"type\":\"delta\",\"symbol\":\"AAPL\",\"seq\":3," +
            "\"eventSeq\":8,\"bids\":[],\"asks\":[[\"320.3000\",99,1]]}"), client.next());

        client.send("{\"op\":\"unsubscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\"}")
            .send(subscribe("book", "MSFT"));
        assertEquals("MSFT", client.next().get("symbol").asText());
        rig.events().deleted(7, 2, 99).deleted(8, 4, 5);
        rig.publish();
        assertEquals("MSFT", client.next().get("symbol").asText());
    }

    @Test
    void shouldKeepEveryDepthEqualToTheBook()
    {
        final StreamClient shallow = new StreamClient(rig)
            .send("{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\",\"depth\":2}");
        final StreamClient deep = new StreamClient(rig)
            .send("{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\",\"depth\":1000}");
        long orderId = 10;
        for (int round = 0; round < 20; round++)
        {
            rig.events().added(7, orderId, Side.BUY, 31_000 + orderId % 7, 3);
            if (round % 3 == 2)
            {
                rig.events().deleted(7, orderId - 1, 3);
            }
            orderId++;
            rig.publish();
        }
        rig.events().deleted(7, 1, 25);
        rig.publish();
        assertFollows(shallow, 2);
        assertFollows(deep, 1000);
    }

    /** Applies what came until it is the book. */
    private void assertFollows(final StreamClient client, final int depth)
    {
        final JsonNode expected = rig.json("/v1/marketdata/orderBook/L2?symbol=AAPL&depth=" + depth).get("bids");
        final TreeMap<String, String> bids = new TreeMap<>();
        long seq = 0;
        List<String> actual = List.of();
        final List<String> wanted = new ArrayList<>();
        expected.forEach((row) -> wanted.add(row.toString()));
        while (!wanted.equals(actual))
        {
            final JsonNode message = client.next();
            assertEquals(++seq, message.get("seq").asLong());
            message.get("bids").forEach((row) ->
            {
                if (0 == row.get(1).asLong())
                {
                    assertTrue(null != bids.remove(row.get(0).asText()), message.toString());
                }
                else
                {
                    bids.put(row.get(0).asText(), row.toString());
                }
            });
            assertTrue(bids.size() <= depth, bids.toString());
            actual = List.copyOf(bids.descendingMap().values());
        }
        assertTrue(seq > 1);
    }

    @Test
    void shouldBeginAnewWhenSubscribedAgain()
    {
        final StreamClient client = new StreamClient(rig).send(subscribe("book", "AAPL")).send(
            "{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\",\"depth\":1}");
        assertEquals(1, client.next().get("seq").asLong());
        final JsonNode again = client.next();
        assertEquals(1, again.get("seq").asLong());
        assertEquals("snapshot", again.get("type").asText());
    }

    @Test
    void shouldSendEveryTrade()
    {
        final StreamClient client = new StreamClient(rig).send(subscribe("trades", "AAPL"))
            .send(subscribe("trades", "AAPL")).send(subscribe("book", "MSFT"));
        assertEquals("book", client.next().get("channel").asText());
        rig.events().executed(7, 2, Side.BUY, 32_030, 1, 99).executed(7, 2, Side.BUY, 32_030, 2, 97);
        rig.publish();
        assertEquals(GatewayRig.parse("{\"channel\":\"trades\",\"type\":\"trade\",\"symbol\":\"AAPL\",\"matchId\":1," +
            "\"price\":\"320.3000\",\"quantity\":1,\"aggressorSide\":\"BUY\",\"auction\":false,\"busted\":false," +
            "\"corrected\":false,\"timeNs\":\"1580371204000000000\"}"),
            client.next());
        assertEquals(2, client.next().get("matchId").asLong());
    }

    @Test
    void shouldTellWhenTheNodeIsLost()
    {
        final StreamClient client = new StreamClient(rig);
        rig.node().close();
        assertEquals("CATCHING_UP", client.next().get("state").asText());
        assertEquals("DISCONNECTED", client.next().get("state").asText());
        assertTrue(rig.json("/v1/quotes/AAPL").get("stale").asBoolean());
    }

    @Test
    void shouldAnswerBadMessagesAndStayOpen()
    {
        final StreamClient client = new StreamClient(rig);
        client.send("{\"op\":").expectError("MALFORMED_JSON", "not a JSON document");
        client.send("").expectError("MALFORMED_JSON", "expected a JSON object");
        client.send("[]").expectError("MALFORMED_JSON", "expected a JSON object");
        client.send("{} {}").expectError("MALFORMED_JSON", "not a JSON document");
        client.send("{\"op\":\"a\",\"op\":\"b\"}").expectError("MALFORMED_JSON", "Duplicate field 'op'");
        client.send("[".repeat(4_000)).expectError("MALFORMED_JSON", "nesting depth");
        client.send("{}").expectError("UNKNOWN_OP", "op is missing");
        client.send("{\"op\":7}").expectError("UNKNOWN_OP", "not a string");
        client.send("{\"op\":\"buy\"}").expectError("UNKNOWN_OP", "op 'buy' is not known");
        client.send("{\"op\":\"subscribe\"}").expectError("UNKNOWN_CHANNEL", "channel is missing");
        client.send("{\"op\":\"subscribe\",\"channel\":\"orders\",\"symbol\":\"AAPL\"}")
            .expectError("UNKNOWN_CHANNEL", "channel 'orders' is not known: expected book, trades, state, auctions " +
                "or statistics");
        client.send("{\"op\":\"subscribe\",\"channel\":\"book\"}")
            .expectError("INVALID_PARAMETER", "symbol is missing");
        client.send(subscribe("book", "")).expectError("INVALID_PARAMETER", "symbol of 0 characters");
        client.send(subscribe("book", "NOPE")).expectError("UNKNOWN_SYMBOL", "no instrument 'NOPE'");
        client.send(subscribe("trades", "NOPE")).expectError("UNKNOWN_SYMBOL", "no instrument 'NOPE'");
        for (final String depth : new String[]{"0", "1001", "1.5", "\"10\"", "99999999999", "[]"})
        {
            client.send("{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\",\"depth\":" + depth + "}")
                .expectError("INVALID_PARAMETER", "is not a number from 1 to 1000");
        }
        client.send("{\"op\":\"unsubscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\"}")
            .expectError("NOT_SUBSCRIBED", "not subscribed to book of AAPL");
        client.send("{\"op\":\"unsubscribe\",\"channel\":\"trades\",\"symbol\":\"AAPL\"}")
            .expectError("NOT_SUBSCRIBED", "not subscribed to trades of AAPL");
        client.socket().sendBinary(java.nio.ByteBuffer.wrap(new byte[]{1, 2, 3}), true).join();
        client.expectError("UNSUPPORTED_FRAME", "expected a text message");
        client.send(subscribe("book", "AAPL"));
        assertEquals("snapshot", client.next().get("type").asText());
    }

    @Test
    void shouldBoundTheSubscriptionsOfAConnection()
    {
        for (int i = 0; i <= Republisher.SUBSCRIPTIONS_MAX; i++)
        {
            rig.events().instrument(100 + i, "S" + i, 100, 1);
            if (i % 100 == 0)
            {
                rig.publish();
            }
        }
        rig.publish();
        final StreamClient client = new StreamClient(rig);
        for (int i = 0; i <= Republisher.SUBSCRIPTIONS_MAX; i++)
        {
            client.send(subscribe("trades", "S" + i));
        }
        client.expectError("TOO_MANY_SUBSCRIPTIONS", "512");
    }

    @Test
    void shouldCloseOnAMessageThatIsTooLong()
    {
        final StreamClient client = new StreamClient(rig).send("x".repeat(StreamLimits.MESSAGE_LENGTH_MAX + 1));
        assertEquals(1009, client.closed().orTimeout(20, TimeUnit.SECONDS).join());
        assertEquals("LIVE", rig.json("/v1/status").get("state").asText());
    }

    @Test
    void shouldDropAClientThatDoesNotRead() throws IOException
    {
        for (int i = 0; i < 400; i++)
        {
            rig.events().added(8, 1_000 + i, Side.BUY, 1_000 + i, 1);
        }
        rig.publish();
        final StreamClient reader = new StreamClient(rig).send(subscribe("book", "AAPL"));
        assertEquals("snapshot", reader.next().get("type").asText());
        try (Socket socket = new Socket())
        {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", rig.port()));
            final OutputStream out = socket.getOutputStream();
            out.write(("GET /v1/stream HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            final byte[] frame = textFrame(
                "{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"MSFT\",\"depth\":1000}");
            Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(1)).until(() ->
            {
                for (int i = 0; i < 20; i++)
                {
                    out.write(frame);
                }
                return rig.json("/v1/status").get("slowConsumersDropped").asLong() > 0;
            });
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(
                () -> 1 == rig.json("/v1/status").get("webSockets").asInt());
        }
        rig.events().deleted(7, 1, 25);
        rig.publish();
        assertEquals(2, reader.next().get("seq").asLong());
    }

    /** One masked text frame of fewer than 126 bytes, with a mask of zeros. */
    private static byte[] textFrame(final String text)
    {
        final byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        assertTrue(payload.length < 126);
        final byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte)0x81;
        frame[1] = (byte)(0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
