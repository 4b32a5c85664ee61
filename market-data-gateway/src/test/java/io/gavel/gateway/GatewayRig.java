package io.gavel.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.agrona.CloseHelper;
import org.awaitility.Awaitility;

/**
 * A gateway in this process, and the one node that it follows.
 */
public final class GatewayRig implements AutoCloseable
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventEncoder events = new EventEncoder();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path directory;
    private final Members members;
    private final EventNode node;
    private Gateway gateway;

    /**
     * Starts both.
     *
     * @param directory for their files.
     * @throws IOException where there are no free ports.
     */
    public GatewayRig(final Path directory) throws IOException
    {
        this.directory = directory;
        members = EventNode.freeMembers(1);
        node = new EventNode(members.nodes().get(0), directory.resolve("node")).start();
        startGateway();
    }

    /** Starts the gateway, again with the data that it had. */
    public void startGateway()
    {
        gateway = Gateway.launch(new GatewayContext()
            .set(GatewayContext.MEMBERS, members.toString())
            .set(GatewayContext.DATA_DIR, directory.resolve("data").toString())
            .conclude());
    }

    /**
     * The events to publish next.
     *
     * @return encoder of this venue.
     */
    public EventEncoder events()
    {
        return events;
    }

    /** Publishes the events that were encoded, and waits until the gateway is live and has them. */
    public void publish()
    {
        node.publish(events.batch());
        awaitLive();
    }

    /** Waits until the gateway is live and has every event. */
    public void awaitLive()
    {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() ->
        {
            final JsonNode status = json("/v1/status");
            return "LIVE".equals(status.get("state").asText()) && status.get("eventSeq").asLong() >= events.eventSeq();
        });
    }

    /**
     * The node that the gateway follows.
     *
     * @return the node.
     */
    public EventNode node()
    {
        return node;
    }

    /**
     * The gateway.
     *
     * @return the one that was started last.
     */
    public Gateway gateway()
    {
        return gateway;
    }

    /**
     * The client to send with.
     *
     * @return HTTP/1.1.
     */
    public HttpClient client()
    {
        return client;
    }

    /**
     * The gateway's port.
     *
     * @return on 127.0.0.1.
     */
    public int port()
    {
        return URI.create(gateway.url()).getPort();
    }

    /**
     * Where something is.
     *
     * @param path with a slash in front.
     * @return absolute.
     */
    public URI uri(final String path)
    {
        return URI.create(gateway.url()).resolve(path);
    }

    /**
     * A GET.
     *
     * @param path    with a slash in front.
     * @param headers names and values.
     * @return the answer.
     */
    public HttpResponse<String> get(final String path, final String... headers)
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5));
        if (headers.length > 0)
        {
            request.headers(headers);
        }
        return send(request.build());
    }

    /**
     * Any request.
     *
     * @param request to send.
     * @return the answer.
     */
    public HttpResponse<String> send(final HttpRequest request)
    {
        try
        {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException | InterruptedException e)
        {
            throw new IllegalStateException(request.toString(), e);
        }
    }

    /**
     * The JSON of a GET that succeeds.
     *
     * @param path with a slash in front.
     * @return the document.
     */
    public JsonNode json(final String path)
    {
        final HttpResponse<String> response = get(path);
        if (200 != response.statusCode())
        {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return parse(response.body());
    }

    /**
     * Reads JSON.
     *
     * @param text one document.
     * @return the document.
     */
    public static JsonNode parse(final String text)
    {
        try
        {
            return MAPPER.readTree(text);
        }
        catch (final JsonProcessingException e)
        {
            throw new IllegalStateException(text, e);
        }
    }

    /** Stops both. */
    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(gateway, node);
    }
}
