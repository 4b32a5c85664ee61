package io.gavel.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Serves the page's files and speaks docs/MARKET-DATA.md about books that a test writes. One connection answers one
 * request, or becomes a stream. Everything that a test calls is safe from its thread.
 */
final class SyntheticGateway implements AutoCloseable
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES = Map.of(
        "html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8",
        "mjs", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, SyntheticMarket> markets = new TreeMap<>();
    // What each stream is subscribed to: channel:symbol.
    private final Map<WebSocketPeer, Map<String, SyntheticSubscription>> peers = new HashMap<>();
    private final List<String> received = new ArrayList<>();
    private final int port;
    private ServerSocket listener;
    private String state = "LIVE";
    private long eventSeq = 1000;
    private boolean skipsNextSeq;

    SyntheticGateway() throws IOException
    {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        accept(listener);
    }

    String url()
    {
        return "http://127.0.0.1:" + port + "/";
    }

    synchronized void list(final String... symbols)
    {
        for (final String symbol : symbols)
        {
            markets.put(symbol, new SyntheticMarket(symbol));
        }
    }

    /** Knows no symbol any more, as a gateway does that was started anew and has not caught up. */
    synchronized void forget()
    {
        markets.clear();
    }

    /** Sets a level of a book, and tells every stream that it concerns. */
    synchronized void level(
        final String symbol, final boolean bid, final String price, final long size, final int orders)
    {
        eventSeq++;
        markets.get(symbol).level(bid, price, size, orders);
        peers.forEach((peer, subscriptions) ->
        {
            final SyntheticSubscription subscription = subscriptions.get("book:" + symbol);
            if (null != subscription)
            {
                delta(peer, subscription);
            }
        });
    }

    synchronized void trade(
        final String symbol, final long matchId, final String price, final long quantity, final String aggressorSide,
        final long timeNs)
    {
        eventSeq++;
        tell("trades", symbol, markets.get(symbol).trade(matchId, price, quantity, aggressorSide, timeNs));
    }

    /** Busts a trade where the new price is null, or corrects its price. */
    synchronized void change(final String symbol, final long matchId, final String newPrice)
    {
        eventSeq++;
        tell("trades", symbol, markets.get(symbol).change(matchId, newPrice));
    }

    /** Sets what the channel state or statistics tells of a symbol. */
    synchronized void document(final String channel, final String symbol, final String fields)
    {
        eventSeq++;
        try
        {
            tell(channel, symbol, markets.get(symbol).document(channel, (ObjectNode)JSON.readTree(fields)));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void tell(final String channel, final String symbol, final ObjectNode message)
    {
        peers.forEach((peer, subscriptions) ->
        {
            if (subscriptions.containsKey(channel + ":" + symbol))
            {
                send(peer, message);
            }
        });
    }

    /** The feed's state changes. */
    synchronized void state(final String newState)
    {
        state = newState;
        peers.keySet().forEach(peer -> send(peer, JSON.createObjectNode().put("channel", "status")
            .put("type", "status").put("state", state).put("node", 1).put("eventSeq", eventSeq)));
    }

    /** Sends every stream an error. */
    synchronized void error(final String code, final String message)
    {
        peers.keySet().forEach(peer -> send(
            peer, JSON.createObjectNode().put("type", "error").put("error", code).put("message", message)));
    }

    /** Loses one delta on the way. */
    synchronized void skipNextSeq()
    {
        skipsNextSeq = true;
    }

    /** How often a page sent this message. */
    synchronized long timesReceived(final String message)
    {
        return received.stream().filter(message::equals).count();
    }

    /** Goes away: nothing listens, and every stream is closed. */
    void stop() throws IOException
    {
        listener.close();
        for (final WebSocketPeer peer : streams())
        {
            peer.close();
        }
    }

    /** Comes back on the same port. */
    void restart()
    {
        // The port is free once the thread in accept has let go of the listener that was closed.
        listener = Awaitility.await().ignoreExceptionsInstanceOf(BindException.class)
            .until(() -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), Objects::nonNull);
        accept(listener);
    }

    @Override
    public void close() throws IOException
    {
        stop();
    }

    private synchronized List<WebSocketPeer> streams()
    {
        return List.copyOf(peers.keySet());
    }

    private void accept(final ServerSocket server)
    {
        start("gateway-accept", () ->
        {
            while (!server.isClosed())
            {
                try
                {
                    final Socket socket = server.accept();
                    start("gateway-connection", () -> serve(socket));
                }
                catch (final IOException ex)
                {
                    if (!server.isClosed())
                    {
                        throw new UncheckedIOException(ex);
                    }
                }
            }
        });
    }

    private static void start(final String name, final Runnable work)
    {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(final Socket socket)
    {
        try (socket)
        {
            final BufferedReader reader = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            final String request = reader.readLine();
            String key = null;
            for (String line = reader.readLine(); null != line && !line.isEmpty(); line = reader.readLine())
            {
                if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                {
                    key = line.substring(line.indexOf(':') + 1).trim();
                }
            }
            if (null != key)
            {
                stream(new WebSocketPeer(socket, key));
            }
            else if (null != request)
            {
                answer(socket.getOutputStream(), URI.create(request.split(" ")[1]));
            }
        }
        catch (final IOException ex)
        {
            // The browser leaves connections as it likes, with a page that it reloads say: what a test misses then, it
            // finds missing in the page.
            System.err.println("connection ended: " + ex.getMessage());
        }
    }

    private void answer(final OutputStream out, final URI uri) throws IOException
    {
        if (uri.getPath().startsWith("/v1/"))
        {
            final ObjectNode body = json(uri.getPath(), query(uri));
            final int status = body.has("error") ? 404 : 200;
            write(out, status, "application/json", JSON.writeValueAsBytes(body));
            return;
        }
        final String path = "/".equals(uri.getPath()) ? "/index.html" : uri.getPath();
        try (InputStream file = SyntheticGateway.class.getResourceAsStream("/static" + path))
        {
            final String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
            write(out, null == file ? 404 : 200, type, null == file ? new byte[0] : file.readAllBytes());
        }
    }

    private static void write(final OutputStream out, final int status, final String type, final byte[] body)
        throws IOException
    {
        out.write(("HTTP/1.1 " + status + " Answer\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length +
            "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private static Map<String, String> query(final URI uri)
    {
        final Map<String, String> query = new HashMap<>();
        for (final String pair : null == uri.getRawQuery() ? new String[0] : uri.getRawQuery().split("&"))
        {
            final String[] fields = pair.split("=", 2);
            query.put(fields[0], URLDecoder.decode(fields[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private synchronized ObjectNode json(final String path, final Map<String, String> query)
    {
        if ("/v1/status".equals(path))
        {
            return JSON.createObjectNode().put("state", state).put("node", 1).put("eventSeq", eventSeq)
                .put("switches", 0).put("gaps", 0).put("duplicates", 0).put("instruments", markets.size())
                .put("webSockets", peers.size());
        }
        if ("/v1/instruments".equals(path))
        {
            final ObjectNode body = JSON.createObjectNode();
            final ArrayNode rows = body.putArray("instruments");
            markets.values().forEach(market -> rows.add(market.instrument()));
            return body;
        }
        final boolean isQuote = path.startsWith("/v1/quotes/");
        final String symbol = isQuote ? path.substring("/v1/quotes/".length()) : query.get("symbol");
        final SyntheticMarket market = markets.get(symbol);
        if (null == market)
        {
            return JSON.createObjectNode().put("error", "UNKNOWN_SYMBOL").put("message", "no symbol " + symbol);
        }
        if (isQuote)
        {
            return market.quote(!"LIVE".equals(state), eventSeq);
        }
        return switch (path)
        {
            case "/v1/marketdata/trades" -> market.trades(Integer.parseInt(query.get("limit")));
            case "/v1/marketdata/candles" -> market.candles(
                Integer.parseInt(query.get("resolution")), Long.parseLong(query.getOrDefault("startTime", "0")),
                Long.parseLong(query.getOrDefault("endTime", "99999999999")));
            default -> JSON.createObjectNode().put("error", "NOT_FOUND").put("message", path);
        };
    }

    private void stream(final WebSocketPeer peer) throws IOException
    {
        synchronized (this)
        {
            peers.put(peer, new HashMap<>());
        }
        try
        {
            for (String text = peer.receive(); null != text; text = peer.receive())
            {
                onMessage(peer, text);
            }
        }
        finally
        {
            synchronized (this)
            {
                peers.remove(peer);
            }
        }
    }

    private synchronized void onMessage(final WebSocketPeer peer, final String text) throws IOException
    {
        received.add(text);
        final JsonNode message = JSON.readTree(text);
        final String symbol = message.get("symbol").asText();
        final String key = message.get("channel").asText() + ":" + symbol;
        if ("unsubscribe".equals(message.get("op").asText()))
        {
            peers.get(peer).remove(key);
            return;
        }
        final SyntheticMarket market = markets.get(symbol);
        if (null == market)
        {
            send(peer, JSON.createObjectNode().put("type", "error").put("error", "UNKNOWN_SYMBOL")
                .put("message", "no symbol " + symbol));
            return;
        }
        final SyntheticSubscription subscription = new SyntheticSubscription(market, message.path("depth").asInt());
        peers.get(peer).put(key, subscription);
        if (message.has("depth"))
        {
            send(peer, subscription.snapshot(eventSeq));
        }
        final ObjectNode document = market.document(message.get("channel").asText());
        if (null != document)
        {
            send(peer, document);
        }
    }

    private void delta(final WebSocketPeer peer, final SyntheticSubscription subscription)
    {
        final ObjectNode delta = subscription.delta(eventSeq);
        if (null != delta && skipsNextSeq)
        {
            skipsNextSeq = false;
        }
        else if (null != delta)
        {
            send(peer, delta);
        }
    }

    private static void send(final WebSocketPeer peer, final ObjectNode message)
    {
        try
        {
            peer.send(message.toString());
        }
        catch (final IOException ex)
        {
            System.err.println("stream ended: " + ex.getMessage());
        }
    }
}
