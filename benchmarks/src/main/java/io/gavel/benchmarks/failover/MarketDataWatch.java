package io.gavel.benchmarks.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A reader of a gateway's WebSocket, who follows book and trades of one symbol and notes how long nothing comes. The
 * gateway gathers changes of a book for about 25 ms, trades it sends as they happen.
 */
final class MarketDataWatch implements WebSocket.Listener, AutoCloseable
{
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int DEPTH = 1_000;

    private final StringBuilder part = new StringBuilder();
    private final WatchedBook book = new WatchedBook();
    private final WebSocket socket;
    private String failure;
    private boolean isClosing;
    private long messages;
    private long trades;
    private long lastNs = System.nanoTime();
    private long longestSilenceNs;

    /**
     * Connects and subscribes.
     *
     * @param gateway its address.
     * @param symbol  to be followed.
     * @throws CommandFailure where it cannot be reached.
     */
    MarketDataWatch(final URI gateway, final String symbol)
    {
        final URI uri = URI.create("ws://" + gateway.getHost() + ":" + gateway.getPort() + "/v1/stream");
        try
        {
            socket = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT)
                .build().newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT).buildAsync(uri, this).join();
        }
        catch (final CompletionException e)
        {
            throw new CommandFailure("no WebSocket at " + uri + ": " + Errors.describe(e), e);
        }
        // One after the other: the socket takes a message only when the one before it is on its way.
        socket.sendText(Output.object().put("op", "subscribe").put("channel", "book").put("symbol", symbol)
            .put("depth", DEPTH).toString(), true).join();
        socket.sendText(Output.object().put("op", "subscribe").put("channel", "trades").put("symbol", symbol)
            .toString(), true).join();
    }

    @Override
    public CompletionStage<?> onText(final WebSocket from, final CharSequence data, final boolean isLast)
    {
        part.append(data);
        if (isLast)
        {
            final String text = part.toString();
            part.setLength(0);
            try
            {
                onMessage(Output.JSON.readTree(text), System.nanoTime());
            }
            catch (final IOException | RuntimeException e)
            {
                fail(Errors.describe(e));
            }
        }
        from.request(1);
        return null;
    }

    private synchronized void onMessage(final JsonNode message, final long nowNs)
    {
        switch (message.path("channel").asText(message.path("type").asText()))
        {
            case "book":
                book.onMessage(message);
                onMarketData(nowNs);
                break;

            case "trades":
                trades++;
                onMarketData(nowNs);
                break;

            case "error":
                throw new IllegalStateException(message.path("message").asText("the gateway refused"));

            default:
                break;
        }
    }

    private void onMarketData(final long nowNs)
    {
        messages++;
        longestSilenceNs = Math.max(longestSilenceNs, nowNs - lastNs);
        lastNs = nowNs;
    }

    private synchronized void fail(final String reason)
    {
        if (failure == null && !isClosing)
        {
            failure = reason;
        }
    }

    /** From now on the longest silence is looked for; one that lasts counts from where it began. */
    synchronized void begin()
    {
        longestSilenceNs = 0;
    }

    /** Since {@link #begin()}, the one that lasts included. */
    synchronized long longestSilenceNs()
    {
        return Math.max(longestSilenceNs, System.nanoTime() - lastNs);
    }

    /** Messages of market data since the beginning. */
    synchronized long messages()
    {
        return messages;
    }

    /** Trades since the beginning. */
    synchronized long trades()
    {
        return trades;
    }

    /** As the stream tells it. */
    synchronized WatchedBook book()
    {
        return book;
    }

    /** What went wrong; null where nothing did. */
    synchronized String failure()
    {
        return failure;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket from, final int statusCode, final String reason)
    {
        fail("the gateway closed the stream (" + statusCode + ")");
        return null;
    }

    @Override
    public void onError(final WebSocket from, final Throwable error)
    {
        fail("the stream broke: " + Errors.describe(error));
    }

    @Override
    public void close()
    {
        synchronized (this)
        {
            isClosing = true;
        }
        socket.abort();
    }
}
