package io.gavel.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Tells a node's status and health over HTTP; reads only, and never waits for the service. */
final class StatusServer implements AutoCloseable
{
    private static final int BACKLOG = 16;
    private static final int THREADS = 8;
    private static final String REQUEST_SECONDS_MAX = "5";

    private final HttpServer server;
    private final ExecutorService executor;
    private final NodeStatus status;

    private StatusServer(final HttpServer server, final ExecutorService executor, final NodeStatus status)
    {
        this.server = server;
        this.executor = executor;
        this.status = status;
    }

    static StatusServer start(final Members.Node node, final NodeStatus status)
    {
        limitRequestTime();
        final HttpServer server;
        try
        {
            server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(node.host()), node.statusPort()), BACKLOG);
        }
        catch (final IOException e)
        {
            throw new NodeException("TCP port " + node.statusPort() + " (status of node " + node.nodeId() +
                ") cannot be bound (" + e.getMessage() + "): stop what uses it, or change " +
                NodeSetting.MEMBERS.key(), e);
        }
        final ExecutorService executor = Executors.newFixedThreadPool(THREADS, (task) ->
        {
            final Thread thread = new Thread(task, "status-" + node.nodeId());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.createContext("/", (exchange) -> handle(exchange, status));
        server.start();
        return new StatusServer(server, executor, status);
    }

    /** A request that comes too slowly is cut off; the JDK reads this property once, as its server is loaded. */
    private static void limitRequestTime()
    {
        if (null == System.getProperty("sun.net.httpserver.maxReqTime"))
        {
            System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX);
        }
    }

    private static void handle(final HttpExchange exchange, final NodeStatus status) throws IOException
    {
        try (exchange)
        {
            final Supplier<String> source = switch (exchange.getRequestURI().getPath())
            {
                case "/status" -> status::json;
                case "/health" -> status::health;
                default -> null;
            };
            if (null == source)
            {
                answer(exchange, 404, error("NOT_FOUND", "there is /status and /health"));
            }
            else if (!"GET".equals(exchange.getRequestMethod()))
            {
                answer(exchange, 405, error("METHOD_NOT_ALLOWED", "only GET is answered"));
            }
            else
            {
                final String json = source.get();
                final boolean down = null == json || json.startsWith("{\"status\":\"DOWN\"");
                answer(exchange, down ? 503 : 200,
                    null == json ? error("STOPPING", "the node is stopping") : json);
            }
        }
    }

    private static String error(final String code, final String message)
    {
        return "{\"error\":\"" + code + "\",\"message\":\"" + message + "\"}";
    }

    private static void answer(final HttpExchange exchange, final int code, final String json) throws IOException
    {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close()
    {
        status.close();
        server.stop(0);
        executor.shutdownNow();
    }
}
