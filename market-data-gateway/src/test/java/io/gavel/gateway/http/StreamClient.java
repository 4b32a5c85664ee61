package io.gavel.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.gateway.GatewayRig;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the stream that keeps what it gets. */
final class StreamClient implements WebSocket.Listener
{
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    StreamClient(final GatewayRig rig)
    {
        socket = rig.client().newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + rig.port() + "/v1/stream"), this).join();
        assertEquals("status", next().get("channel").asText());
    }

    @Override
    public CompletionStage<?> onText(final WebSocket webSocket, final CharSequence data, final boolean isLast)
    {
        part.append(data);
        if (isLast)
        {
            received.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket webSocket, final int statusCode, final String reason)
    {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(final WebSocket webSocket, final Throwable error)
    {
        closed.completeExceptionally(error);
    }

    StreamClient send(final String text)
    {
        socket.sendText(text, true).join();
        return this;
    }

    JsonNode next()
    {
        try
        {
            final String text = received.poll(20, TimeUnit.SECONDS);
            assertTrue(null != text, "nothing came");
            return GatewayRig.parse(text);
        }
        catch (final InterruptedException e)
        {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What came and was not asked for yet.
     *
     * @return texts, oldest first.
     */
    List<String> rest()
    {
        final List<String> texts = new ArrayList<>();
        received.drainTo(texts);
        return texts;
    }

    void expectError(final String code, final String message)
    {
        final JsonNode error = next();
        assertEquals("error", error.get("type").asText(), error.toString());
        assertEquals(code, error.get("error").asText(), error.toString());
        assertTrue(error.get("message").asText().contains(message), error.toString());
    }

    WebSocket socket()
    {
        return socket;
    }

    CompletableFuture<Integer> closed()
    {
        return closed;
    }

    static String subscribe(final String channel, final String symbol)
    {
        return "{\"op\":\"subscribe\",\"channel\":\"" + channel + "\",\"symbol\":\"" + symbol + "\"}";
    }
}
