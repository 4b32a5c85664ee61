package io.gavel.cluster;

import io.gavel.venue.Members;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Asks the nodes of a venue how they are. */
public final class StatusClient
{
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Members members;

    /**
     * A client.
     *
     * @param members to ask.
     */
    public StatusClient(final Members members)
    {
        this.members = members;
    }

    /**
     * A node's status.
     *
     * @param nodeId of the node.
     * @return the JSON object, empty where the node does not answer.
     */
    public String get(final int nodeId)
    {
        return get(nodeId, "/status");
    }

    /**
     * A page of a node.
     *
     * @param nodeId of the node.
     * @param path   of the page.
     * @return the body, empty where the node does not answer.
     */
    public String get(final int nodeId, final String path)
    {
        final Members.Node node = members.nodes().get(nodeId);
        try
        {
            return http.send(HttpRequest.newBuilder(
                URI.create("http://" + node.host() + ":" + node.statusPort() + path))
                .timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
        catch (final IOException e)
        {
            // Stopped, or not up yet.
            return "";
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * One number of a node's status.
     *
     * @param nodeId of the node.
     * @param name   of the field.
     * @return {@link Long#MIN_VALUE} where the node does not answer.
     */
    public long number(final int nodeId, final String name)
    {
        final String text = text(nodeId, name);
        return text.isEmpty() ? Long.MIN_VALUE : Long.parseLong(text);
    }

    /**
     * One field of a node's status.
     *
     * @param nodeId of the node.
     * @param name   of the field.
     * @return its text without quotes, empty where the node does not answer.
     */
    public String text(final int nodeId, final String name)
    {
        final Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^,\"}]*)").matcher(get(nodeId));
        return matcher.find() ? matcher.group(1) : "";
    }

    /**
     * The node that leads.
     *
     * @return its id, or -1 where none does.
     */
    public int leader()
    {
        for (final Members.Node node : members.nodes())
        {
            if ("LEADER".equals(text(node.nodeId(), "role")))
            {
                return node.nodeId();
            }
        }
        return -1;
    }

    /**
     * Waits until a node leads.
     *
     * @return its id.
     */
    public int awaitLeader()
    {
        return Awaitility.await("leader").atMost(TIMEOUT).pollInterval(Duration.ofMillis(20))
            .until(this::leader, (id) -> id >= 0);
    }

    /**
     * Waits until every node has hashed its state for the same command.
     *
     * @param eventSeq of the report that answered the command, which is next to the event with the hash.
     * @return the hash of each, by node id, in hex.
     */
    public String[] awaitStateHashes(final long eventSeq)
    {
        final String[] hashes = new String[members.nodes().size()];
        for (int i = 0; i < hashes.length; i++)
        {
            final int nodeId = i;
            Awaitility.await("state hash of node " + i + " at event " + eventSeq).atMost(TIMEOUT)
                .until(() -> Math.abs(number(nodeId, "stateHashEventSeq") - eventSeq) == 1);
            hashes[i] = text(i, "stateHash");
        }
        return hashes;
    }
}
