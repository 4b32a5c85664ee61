package io.gavel.ops.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Follows one book over the gateway's WebSocket.
 */
final class LiveBook implements WebSocket.Listener
{
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long REDRAW_MS = 100;
    private static final String CLEAR = "\033[H\033[2J";

    private final Output output;
    private final URI gateway;
    private final String symbol;
    private final int depth;
    private final BookView view;
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final boolean isTerminal = System.console() != null;
    private boolean isChanged;

    /**
     * A follower that has not begun.
     *
     * @param output  of the command.
     * @param gateway address.
     * @param symbol  whose book.
     * @param depth   price levels of each side.
     */
    LiveBook(final Output output, final URI gateway, final String symbol, final int depth)
    {
        this.output = output;
        this.gateway = gateway;
        this.symbol = symbol;
        this.depth = depth;
        view = new BookView(symbol, depth);
    }

    /**
     * Prints the book whenever it changes.
     *
     * @param duration how long, or null for as long as the process lives.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the gateway cannot be reached, refuses or closes.
     */
    void follow(final Duration duration) throws InterruptedException
    {
        final URI uri = URI.create("ws://" + gateway.getHost() + ":" + gateway.getPort() + "/v1/stream");
        final WebSocket socket;
        try
        {
            socket = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT)
                .build().newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT).buildAsync(uri, this).join();
        }
        catch (final CompletionException e)
        {
            throw new CommandFailure("no WebSocket at " + uri + ": " + Errors.describe(e), e);
        }
        try
        {
            socket.sendText(Output.object().put("op", "subscribe").put("channel", "book").put("symbol", symbol)
                .put("depth", depth).toString(), true);
            final long startNs = System.nanoTime();
            while (duration == null || System.nanoTime() - startNs < duration.toNanos())
            {
                awaitRedraw();
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        }
        catch (final ExecutionException e)
        {
            throw new CommandFailure(Errors.describe(e), e);
        }
    }

    @Override
    public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast)
    {
        message.append(data);
        if (isLast)
        {
            final String text = message.toString();
            message.setLength(0);
            try
            {
                onMessage(Output.JSON.readTree(text));
            }
            catch (final IOException | RuntimeException e)
            {
                end.completeExceptionally(e);
            }
        }
        socket.request(1);
        return null;
    }

    private synchronized void onMessage(final JsonNode received)
    {
        switch (received.path("type").asText())
        {
            case "snapshot":
                view.snapshot(received);
                show();
                break;

            case "delta":
                view.delta(received);
                show();
                break;

            case "error":
                throw new IllegalStateException(received.path("message").asText("the gateway refused"));

            default:
                break;
        }
    }

    private synchronized void show()
    {
        if (output.json())
        {
            output.printJson(view.document());
        }
        else
        {
            isChanged = true;
        }
    }

    // A person reads no faster than this, so what changed in between is drawn at once.
    private void awaitRedraw() throws InterruptedException, ExecutionException
    {
        try
        {
            end.get(REDRAW_MS, TimeUnit.MILLISECONDS);
        }
        catch (final TimeoutException e)
        {
            draw();
        }
    }

    private synchronized void draw()
    {
        if (isChanged)
        {
            isChanged = false;
            output.out().println((isTerminal ? CLEAR : "") + view.text());
            output.out().flush();
        }
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket socket, final int statusCode, final String reason)
    {
        end.completeExceptionally(new IllegalStateException("the gateway closed the stream (" + statusCode + ")"));
        return null;
    }

    @Override
    public void onError(final WebSocket socket, final Throwable error)
    {
        end.completeExceptionally(new IllegalStateException("the stream broke: " + Errors.describe(error), error));
    }
}
