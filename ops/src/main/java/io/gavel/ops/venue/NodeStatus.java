package io.gavel.ops.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.Output;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node tells about itself.
 *
 * @param document as the node sent it; ARCHITECTURE.md lists its fields.
 */
public record NodeStatus(JsonNode document)
{
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

    /**
     * Asks a node.
     *
     * @param node to ask.
     * @return its answer, or nothing where it gives none within two seconds.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static Optional<NodeStatus> of(final Members.Node node) throws InterruptedException
    {
        return json(URI.create("http://" + node.host() + ":" + node.statusPort() + "/status")).map(NodeStatus::new);
    }

    /**
     * Gets a JSON document.
     *
     * @param uri http.
     * @return the document, or nothing where there is no answer within two seconds, or none of status 200.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static Optional<JsonNode> json(final URI uri) throws InterruptedException
    {
        try
        {
            final HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ?
                Optional.of(Output.JSON.readTree(response.body())) : Optional.empty();
        }
        catch (final IOException e)
        {
            // No answer is an answer here: the caller shows the node as unreachable.
            return Optional.empty();
        }
    }

    /**
     * LEADER, FOLLOWER or what else the node is.
     *
     * @return the role's name.
     */
    public String role()
    {
        return document.path("role").asText("");
    }

    /**
     * Whether the node leads.
     *
     * @return true for the role LEADER.
     */
    public boolean isLeader()
    {
        return "LEADER".equals(role());
    }

    /**
     * The leadership term.
     *
     * @return from 0.
     */
    public long leadershipTermId()
    {
        return longOf("leadershipTermId");
    }

    /**
     * Where the log ends at this node.
     *
     * @return bytes.
     */
    public long logPosition()
    {
        return longOf("logPosition");
    }

    /**
     * Up to where a majority has the log.
     *
     * @return bytes.
     */
    public long commitPosition()
    {
        return longOf("commitPosition");
    }

    /**
     * Log position of the newest snapshot.
     *
     * @return bytes, -1 where there is none.
     */
    public long snapshotLogPosition()
    {
        return longOf("snapshotLogPosition");
    }

    /**
     * Snapshots that this node took since it started.
     *
     * @return 0 or more.
     */
    public long snapshotCount()
    {
        return longOf("snapshotCount");
    }

    /**
     * The newest event.
     *
     * @return its sequence, 0 where there is none.
     */
    public long eventSeq()
    {
        return longOf("eventSeq");
    }

    /**
     * Client sessions that are open.
     *
     * @return 0 or more.
     */
    public long sessions()
    {
        return longOf("sessions");
    }

    /**
     * The state hash of the last HashState command.
     *
     * @return 16 hexadecimal digits, or an empty text where there was no such command.
     */
    public String stateHash()
    {
        return document.path("stateHash").asText("");
    }

    /**
     * The log position at which the state was hashed.
     *
     * @return bytes, -1 where it was not.
     */
    public long stateHashLogPosition()
    {
        return longOf("stateHashLogPosition");
    }

    /**
     * The event sequence at which the state was hashed.
     *
     * @return -1 where it was not.
     */
    public long stateHashEventSeq()
    {
        return longOf("stateHashEventSeq");
    }

    /**
     * The code that the node runs.
     *
     * @return a hash of it, or an empty text where the node does not say.
     */
    public String build()
    {
        return document.path("build").asText("");
    }

    /**
     * The rules that hold at the node.
     *
     * @return from 1; 0 while it starts, -1 where it does not say.
     */
    public int behaviourVersion()
    {
        return (int)longOf("behaviourVersion");
    }

    /**
     * The newest rules that the node's build can execute.
     *
     * @return from 1; -1 where it does not say.
     */
    public int behaviourVersionMax()
    {
        return (int)longOf("behaviourVersionMax");
    }

    /**
     * Errors that the node counted.
     *
     * @return 0 or more.
     */
    public long errors()
    {
        return longOf("errors");
    }

    private long longOf(final String field)
    {
        return document.path(field).asLong(-1);
    }
}
