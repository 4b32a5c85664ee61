package io.gavel.ops.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Members;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every part of a venue told about itself, one after the other.
 *
 * @param members  of the venue.
 * @param nodes    by node id, nothing where a node does not answer.
 * @param gateway  what the gateway told, or nothing.
 * @param hasGateway whether the venue has one.
 */
public record VenueStatus(
    Members members, List<Optional<NodeStatus>> nodes, Optional<JsonNode> gateway, boolean hasGateway)
{
    /**
     * Asks every node and the gateway.
     *
     * @param members of the venue.
     * @param gateway address, or null.
     * @return their answers.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static VenueStatus ask(final Members members, final URI gateway) throws InterruptedException
    {
        final List<Optional<NodeStatus>> nodes = new ArrayList<>();
        for (final Members.Node node : members.nodes())
        {
            nodes.add(NodeStatus.of(node));
        }
        return new VenueStatus(members, nodes,
            gateway == null ? Optional.empty() : NodeStatus.json(gateway.resolve("/v1/status")), gateway != null);
    }

    /**
     * Who leads.
     *
     * @return the leader of the newest term, as the nodes say.
     */
    public Optional<Integer> leader()
    {
        Integer leader = null;
        long term = -1;
        for (int i = 0; i < nodes.size(); i++)
        {
            final Optional<NodeStatus> node = nodes.get(i);
            if (node.isPresent() && node.get().isLeader() && node.get().leadershipTermId() > term)
            {
                leader = i;
                term = node.get().leadershipTermId();
            }
        }
        return Optional.ofNullable(leader);
    }

    /**
     * The nodes that do not answer.
     *
     * @return their addresses.
     */
    public List<String> unreachable()
    {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++)
        {
            if (nodes.get(i).isEmpty())
            {
                names.add("node " + i + " (" + members.nodes().get(i).host() + ":" +
                    members.nodes().get(i).basePort() + ")");
            }
        }
        return names;
    }

    /**
     * All of it.
     *
     * @return for {@code --json}.
     */
    public ObjectNode document()
    {
        final ObjectNode document = Output.object().put("members", members.toString());
        leader().ifPresentOrElse(leader -> document.put("leader", leader), () -> document.putNull("leader"));
        final ArrayNode rows = document.putArray("nodes");
        for (int i = 0; i < nodes.size(); i++)
        {
            final ObjectNode row = rows.addObject().put("nodeId", i)
                .put("address", members.nodes().get(i).host() + ":" + members.nodes().get(i).basePort())
                .put("reachable", nodes.get(i).isPresent());
            nodes.get(i).ifPresent(status -> status.document().fields().forEachRemaining(
                field -> row.set(field.getKey(), field.getValue())));
        }
        if (hasGateway)
        {
            document.set("gateway", gateway.orElseGet(() -> Output.object().put("state", "UNREACHABLE")));
        }
        else
        {
            document.putNull("gateway");
        }
        return document;
    }

    /**
     * A line for each node, and one for the gateway.
     *
     * @return for a person.
     */
    public String text()
    {
        final Table table = new Table(">NODE", "ADDRESS", "ROLE", ">TERM", ">LOG", ">COMMIT", ">SNAPSHOT", ">EVENTS",
            ">SESSIONS", "STATE HASH", "BUILD", ">BEHAVIOUR", ">ERRORS");
        for (int i = 0; i < nodes.size(); i++)
        {
            final String address = members.nodes().get(i).host() + ":" + members.nodes().get(i).basePort();
            if (nodes.get(i).isEmpty())
            {
                table.row(i, address, "UNREACHABLE", null, null, null, null, null, null, null, null, null, null);
                continue;
            }
            final NodeStatus status = nodes.get(i).get();
            table.row(i, address, status.role(), status.leadershipTermId(), status.logPosition(),
                status.commitPosition(), status.snapshotLogPosition() < 0 ? null : status.snapshotLogPosition(),
                status.eventSeq(), status.sessions(), status.stateHash().isEmpty() ? null :
                status.stateHash() + "@" + status.stateHashLogPosition(), status.build(),
                status.behaviourVersion() + " of " + status.behaviourVersionMax(), status.errors());
        }
        return table + (hasGateway ? "\n" + gatewayLine() : "");
    }

    private String gatewayLine()
    {
        return gateway.map(status -> "gateway " + status.path("state").asText() + ", node " +
            status.path("node").asText() + ", events " + status.path("eventSeq").asText() + ", gaps " +
            status.path("gaps").asText() + ", duplicates " + status.path("duplicates").asText() + ", switches " +
            status.path("switches").asText()).orElse("gateway UNREACHABLE");
    }
}
