package io.gavel.ops.replay;

import com.sun.net.httpserver.HttpServer;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.schema.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GatewayBookTest
{
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private URI gateway;

    @BeforeEach
    void start() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", (exchange) ->
        {
            final String answer = answers.get(exchange.getRequestURI().toString());
            final byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop()
    {
        server.stop(0);
    }

    @Test
    void shouldReadEveryOrderInPriorityAndNameItByItsReference() throws InterruptedException
    {
        orders("[[\"320.1400\",20,\"71\"],[\"320.1400\",5,\"72\"],[\"320.1300\",9,\"73\"]]",
            "[[\"320.3000\",100,\"99\"]]");
        levels("[[\"320.1400\",25,2],[\"320.1300\",9,1]]", "[[\"320.3000\",100,1]]");

        final GatewayBook book = GatewayBook.read(gateway, "BRK.A", Map.of(71L, 1L, 72L, 2L, 73L, 3L));

        assertEquals(List.of(
            new RecordedOrder(1, Side.BUY, 20, 3_201_400),
            new RecordedOrder(2, Side.BUY, 5, 3_201_400),
            new RecordedOrder(3, Side.BUY, 9, 3_201_300)), book.bids());
        assertEquals(List.of(new RecordedOrder(GatewayBook.UNKNOWN_REFERENCE, Side.SELL, 100, 3_203_000)), book.asks());
        assertEquals("320.1400x25", ReplayComparison.top(book.bids()));
        assertEquals("none", ReplayComparison.top(List.of()));
    }

    @Test
    void shouldFailWhereLevelsAndOrdersOfTheGatewayDiffer()
    {
        orders("[[\"320.1400\",20,\"71\"]]", "[]");
        levels("[[\"320.1400\",25,1]]", "[]");
        assertEquals("the gateway's book contradicts itself: level [\"320.1400\",25,1], but its orders are 1 with 20 " +
            "shares", assertThrows(CommandFailure.class, this::read).getMessage());

        levels("[]", "[]");
        assertEquals("the gateway's book contradicts itself: it has orders at 320.1400, but no such level",
            assertThrows(CommandFailure.class, this::read).getMessage());
    }

    @Test
    void shouldFailWhereTheGatewayHasNoSuchBook()
    {
        assertEquals("the gateway gave no answer to GET " + gateway + "v1/marketdata/orderBook/L3?symbol=BRK.A",
            assertThrows(CommandFailure.class, this::read).getMessage());
    }

    @Test
    void shouldWaitUntilTheGatewayIsLiveAtTheEvent() throws InterruptedException
    {
        answers.put("/v1/status", "{\"state\":\"LIVE\",\"eventSeq\":77}");
        GatewayBook.awaitEvent(gateway, 77, LONG);
        assertTrue(assertThrows(CommandFailure.class, () -> GatewayBook.awaitEvent(gateway, 78, SHORT)).getMessage()
            .startsWith("the gateway " + gateway + " is not live at event 78 after 0 s: "));

        answers.put("/v1/status", "{\"state\":\"CATCHING_UP\",\"eventSeq\":77}");
        assertThrows(CommandFailure.class, () -> GatewayBook.awaitEvent(gateway, 77, SHORT));

        answers.remove("/v1/status");
        assertEquals("the gateway " + gateway + " does not answer",
            assertThrows(CommandFailure.class, () -> GatewayBook.awaitEvent(gateway, 77, SHORT)).getMessage());
    }

    private void orders(final String bids, final String asks)
    {
        answers.put("/v1/marketdata/orderBook/L3?symbol=BRK.A", book(bids, asks));
    }

    private void levels(final String bids, final String asks)
    {
        answers.put("/v1/marketdata/orderBook/L2?depth=1000&symbol=BRK.A", book(bids, asks));
    }

    private static String book(final String bids, final String asks)
    {
        return "{\"symbol\":\"BRK.A\",\"bids\":" + bids + ",\"asks\":" + asks + "}";
    }

    private GatewayBook read() throws InterruptedException
    {
        return GatewayBook.read(gateway, "BRK.A", Map.of());
    }
}
