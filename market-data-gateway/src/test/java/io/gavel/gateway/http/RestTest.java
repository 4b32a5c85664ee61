package io.gavel.gateway.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.gateway.GatewayRig;
import io.gavel.schema.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gateway answers over HTTP, to good requests and to bad ones. */
@Timeout(120)
class RestTest
{
    @TempDir
    static Path directory;

    private static GatewayRig rig;

    @BeforeAll
    static void start() throws IOException
    {
        rig = new GatewayRig(directory);
        rig.events().instrument(7, "AAPL", 100, 1).instrument(8, "MSFT", 100, 10).cash(1, 10_000)
            .added(7, 1, Side.BUY, 32_014, 25).added(7, 2, Side.SELL, 32_030, 60).added(7, 3, Side.SELL, 32_030, 45)
            .executed(7, 2, Side.BUY, 32_030, 5, 55);
        rig.publish();
    }

    @AfterAll
    static void stop()
    {
        rig.close();
    }

    @Test
    void shouldListInstruments()
    {
        assertEquals(GatewayRig.parse("{\"instruments\":[" +
            "{\"symbol\":\"AAPL\",\"currency\":\"USD\",\"tickSize\":\"0.0100\",\"lotSize\":1," +
            "\"group\":0,\"phase\":\"CONTINUOUS\"}," +
            "{\"symbol\":\"MSFT\",\"currency\":\"USD\",\"tickSize\":\"0.0100\",\"lotSize\":10," +
            "\"group\":0,\"phase\":\"CONTINUOUS\"}]}"),
            rig.json("/v1/instruments"));
    }

    @Test
    void shouldQuote()
    {
        assertEquals(GatewayRig.parse("{\"symbol\":\"AAPL\",\"bid\":\"320.1400\",\"bidSize\":25,\"ask\":\"320.3000\"," +
            "\"askSize\":100,\"last\":\"320.3000\",\"lastSize\":5,\"eventSeq\":7,\"timeNs\":\"1580371206000000000\"," +
            "\"stale\":false}"), rig.json("/v1/quotes/AAPL"));
        assertEquals(GatewayRig.parse("{\"symbol\":\"MSFT\",\"bid\":null,\"bidSize\":0,\"ask\":null," +
            "\"askSize\":0,\"last\":null,\"lastSize\":0,\"eventSeq\":2,\"timeNs\":\"1580371201000000000\"," +
            "\"stale\":false}"), rig.json("/v1/quotes/MSFT"));
    }

    @Test
    void shouldShowTheBookByLevelAndByOrder()
    {
        assertEquals(GatewayRig.parse("{\"symbol\":\"AAPL\",\"eventSeq\":7,\"timeNs\":\"1580371206000000000\"," +
            "\"stale\":false,\"bids\":[[\"320.1400\",25,1]],\"asks\":[[\"320.3000\",100,2]]}"),
            rig.json("/v1/marketdata/orderBook/L2?symbol=AAPL&depth=10"));
        assertEquals(GatewayRig.parse("{\"symbol\":\"AAPL\",\"eventSeq\":7,\"timeNs\":\"1580371206000000000\"," +
            "\"stale\":false,\"bids\":[[\"320.1400\",25,\"1\"]]," +
            "\"asks\":[[\"320.3000\",55,\"2\"],[\"320.3000\",45,\"3\"]]}"),
            rig.json("/v1/marketdata/orderBook/L3?symbol=AAPL"));
    }

    @Test
    void shouldShowTradesAndCandles()
    {
        assertEquals(GatewayRig.parse("{\"symbol\":\"AAPL\",\"trades\":[{\"matchId\":1,\"price\":\"320.3000\"," +
            "\"quantity\":5,\"aggressorSide\":\"BUY\",\"auction\":false,\"busted\":false,\"corrected\":false," +
            "\"timeNs\":\"1580371206000000000\"}]}"),
            rig.json("/v1/marketdata/trades?symbol=AAPL&limit=50"));
        final JsonNode candles = GatewayRig.parse("{\"symbol\":\"AAPL\",\"resolution\":60,\"candles\":[" +
            "{\"time\":1580371200,\"open\":\"320.3000\",\"high\":\"320.3000\",\"low\":\"320.3000\"," +
            "\"close\":\"320.3000\",\"volume\":5,\"trades\":1}]}");
        assertEquals(candles, rig.json("/v1/marketdata/candles?symbol=AAPL&resolution=60&startTime=&endTime="));
        assertEquals(candles, rig.json("/v1/marketdata/candles?symbol=AAPL"));
        assertEquals(candles, rig.json("/v1/marketdata/candles?symbol=AAPL&startTime=1580371200&endTime=1580371201"));
        assertEquals(0, rig.json("/v1/marketdata/candles?symbol=AAPL&endTime=1580371200").get("candles").size());
        assertEquals(86_400, rig.json("/v1/marketdata/candles?symbol=AAPL&resolution=86400").get("resolution").asInt());
    }

    @Test
    void shouldTellItsStatus()
    {
        final JsonNode status = rig.json("/v1/status");
        assertEquals("LIVE", status.get("state").asText());
        assertEquals(0, status.get("node").asInt());
        assertEquals(7, status.get("eventSeq").asLong());
        assertEquals(2, status.get("instruments").asInt());
        assertEquals(0, status.get("gaps").asLong());
        assertEquals(0, status.get("staleBooks").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/quotes/NOPE, 404, UNKNOWN_SYMBOL, no instrument 'NOPE'",
        "/v1/quotes/aapl, 404, UNKNOWN_SYMBOL, no instrument 'aapl'",
        "/v1/quotes/, 400, INVALID_PARAMETER, symbol is missing",
        "/v1/quotes/ABCDEFGHIJKLMNOPQ, 400, INVALID_PARAMETER, symbol of 17 characters",
        "/v1/marketdata/orderBook/L2, 400, INVALID_PARAMETER, symbol is missing",
        "/v1/marketdata/orderBook/L2?symbol=NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1/marketdata/orderBook/L2?symbol=AAPL&depth=0, 400, INVALID_PARAMETER, depth '0' is out of range",
        "/v1/marketdata/orderBook/L2?symbol=AAPL&depth=1001, 400, INVALID_PARAMETER, expected 1 to 1000",
        "/v1/marketdata/orderBook/L2?symbol=AAPL&depth=ten, 400, INVALID_PARAMETER, depth 'ten' is not a whole number",
        "/v1/marketdata/orderBook/L3?symbol=NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1/marketdata/orderBook/L1?symbol=AAPL, 404, NOT_FOUND, nothing at this path",
        "/v1/marketdata/trades?symbol=AAPL&limit=1001, 400, INVALID_PARAMETER, limit '1001' is out of range",
        "/v1/marketdata/trades?symbol=NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1/marketdata/candles?symbol=AAPL&resolution=61, 400, INVALID_PARAMETER, multiple of 60",
        "/v1/marketdata/candles?symbol=AAPL&resolution=86460, 400, INVALID_PARAMETER, expected 60 to 86400",
        "/v1/marketdata/candles?symbol=AAPL&startTime=-1, 400, INVALID_PARAMETER, startTime '-1' is out of range",
        "/v1/marketdata/candles?symbol=AAPL&startTime=9&endTime=8, 400, INVALID_PARAMETER, is after endTime",
        "/v1/instruments/NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1/instruments/, 400, INVALID_PARAMETER, symbol is missing",
        "/v1/marketdata/statistics, 400, INVALID_PARAMETER, symbol is missing",
        "/v1/marketdata/statistics?symbol=NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1/marketdata/auctions?symbol=NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1/marketdata/auctions?symbol=AAPL&limit=101, 400, INVALID_PARAMETER, expected 1 to 100",
        "/v1/marketdata/candles?symbol=NOPE, 404, UNKNOWN_SYMBOL, no instrument",
        "/v1, 404, NOT_FOUND, nothing at this path",
        "/v1/, 404, NOT_FOUND, nothing at this path",
        "/v1/stream, 426, UPGRADE_REQUIRED, WebSocket",
        "/no-such-file.js, 404, NOT_FOUND, no such file",
        "/js, 404, NOT_FOUND, no such file",
        "/js/, 404, NOT_FOUND, no such file",
    })
    void shouldAnswerABadRequestWithOneSentence(
        final String path, final int status, final String code, final String message)
    {
        final HttpResponse<String> response = rig.get(path);
        assertError(response.body(), code, message);
        assertEquals(status, response.statusCode());
        assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
    }

    private static void assertError(final String body, final String code, final String message)
    {
        final JsonNode error = GatewayRig.parse(body);
        assertEquals(code, error.get("error").asText(), body);
        assertTrue(error.get("message").asText().contains(message), body);
    }

    @Test
    void shouldAllowGetAndHeadOnly()
    {
        for (final String method : new String[]{"POST", "PUT", "DELETE", "PATCH"})
        {
            final HttpResponse<String> response = rig.send(HttpRequest.newBuilder(rig.uri("/v1/status"))
                .method(method, HttpRequest.BodyPublishers.ofString("{}")).build());
            assertEquals(405, response.statusCode());
            assertEquals("GET, HEAD", response.headers().firstValue("allow").orElseThrow());
            assertError(response.body(), "METHOD_NOT_ALLOWED", method);
        }
        final HttpResponse<String> head = rig.send(HttpRequest.newBuilder(rig.uri("/v1/instruments"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(rig.get("/v1/instruments").body().length(),
            head.headers().firstValueAsLong("content-length").orElseThrow());
        final HttpResponse<String> unknown = rig.send(HttpRequest.newBuilder(rig.uri("/v1/quotes/NOPE"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
        assertEquals(404, unknown.statusCode());
    }

    @Test
    void shouldRefuseOversizedAndMalformedRequests() throws IOException
    {
        final String long20k = "x".repeat(20_000);
        assertRaw("GET /v1/status?" + long20k + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "URI_TOO_LONG");
        assertRaw("GET /v1/status HTTP/1.1\r\nHost: a\r\nX-Long: " + long20k + "\r\n\r\n", 431, "HEADERS_TOO_LARGE");
        assertRaw("POST /v1/status HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n" + long20k,
            413, "BODY_TOO_LARGE");
        assertRaw("GET /v1/quotes/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400, "MALFORMED_REQUEST");
        assertRaw("this is no request\r\n\r\n", 400, "MALFORMED_REQUEST");
        assertRaw("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404, "NOT_FOUND");
        assertRaw("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404, "NOT_FOUND");
        assertRaw("GET /js/%2e%2e/index.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404, "NOT_FOUND");
        assertRaw("GET /..%5cindex.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404, "NOT_FOUND");
        assertRaw("GET /index.html%00.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404, "NOT_FOUND");
        assertRaw("GET //index.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404, "NOT_FOUND");
        assertEquals("LIVE", rig.json("/v1/status").get("state").asText());
    }

    private static void assertRaw(final String request, final int status, final String code) throws IOException
    {
        final String answer = raw(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertError(answer.substring(answer.indexOf("\r\n\r\n") + 4), code, "");
    }

    private static String raw(final String request) throws IOException
    {
        try (Socket socket = new Socket("127.0.0.1", rig.port()))
        {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws IOException
    {
        final String answers = raw("GET /v1/quotes/AAPL HTTP/1.1\r\nHost: a\r\n\r\n" +
            "GET /nope HTTP/1.1\r\nHost: a\r\n\r\n" +
            "GET /v1/instruments HTTP/1.1\r\nHost: a\r\n\r\n" +
            "GET /v1/quotes/MSFT HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        final int first = answers.indexOf("\"symbol\":\"AAPL\",\"bid\"");
        final int second = answers.indexOf("NOT_FOUND");
        final int third = answers.indexOf("\"instruments\":");
        final int fourth = answers.indexOf("\"symbol\":\"MSFT\",\"bid\"");
        assertTrue(first > 0 && first < second && second < third && third < fourth, answers);
    }

    @Test
    void shouldServeThePageWithItsTypesAndFromTheCache() throws Exception
    {
        final HttpResponse<String> page = rig.get("/");
        assertEquals(200, page.statusCode());
        assertEquals("text/html; charset=utf-8", page.headers().firstValue("content-type").orElseThrow());
        assertEquals("nosniff", page.headers().firstValue("x-content-type-options").orElseThrow());
        assertEquals(page.body(), rig.get("/index.html").body());
        assertTrue(page.body().startsWith("<!doctype html>"), page.body());
        assertEquals("image/svg+xml", rig.get("/favicon.svg").headers().firstValue("content-type").orElseThrow());

        final String etag = page.headers().firstValue("etag").orElseThrow();
        final HttpResponse<String> again = rig.get("/", "If-None-Match", etag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());

        final HttpResponse<byte[]> zipped = rig.client().send(HttpRequest.newBuilder(rig.uri("/"))
            .header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("gzip", zipped.headers().firstValue("content-encoding").orElseThrow());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body())))
        {
            assertArrayEquals(page.body().getBytes(StandardCharsets.UTF_8), in.readAllBytes());
        }
        assertFalse(rig.get("/v1/status", "Accept-Encoding", "gzip").headers().map().containsKey("content-encoding"));
    }
}
