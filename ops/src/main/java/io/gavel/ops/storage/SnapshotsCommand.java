package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.SnapshotSummary;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lists the snapshots that nodes have.
 */
@Command(
    name = "snapshots",
    description = "List the snapshots of each node: log position, term, time, size, state hash, and whether it is " +
        "whole.")
public final class SnapshotsCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--data", paramLabel = "DIR", arity = "1..*",
        description = "Data directories of stopped nodes, instead of a running venue.")
    private List<Path> directories;

    private final ObjectNode document = Output.object();
    private final ArrayNode nodes = document.putArray("nodes");
    private final Table table = new Table("NODE", ">LOG POSITION", ">TERM", "TIME", ">BYTES", "STATE HASH", "WHOLE");
    private boolean isRight = true;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (null == directories)
        {
            ofVenue(venue.members(output));
        }
        else
        {
            for (final Path directory : directories)
            {
                ofDirectory(directory);
            }
        }
        output.print(document, table.toString());
        return isRight ? 0 : Errors.FAILED;
    }

    private void ofVenue(final Members members) throws InterruptedException
    {
        int answers = 0;
        for (final Members.Node node : members.nodes())
        {
            final Optional<NodeStatus> status = NodeStatus.of(node);
            final ObjectNode row = nodes.addObject().put("nodeId", node.nodeId()).put("reachable", status.isPresent());
            final String name = Integer.toString(node.nodeId());
            if (status.isEmpty())
            {
                table.row(name, null, null, "UNREACHABLE", null, null, null);
                isRight = false;
                continue;
            }
            answers++;
            final ArrayNode snapshots = row.putArray("snapshots");
            for (final JsonNode snapshot : status.get().document().path("snapshots"))
            {
                add(snapshots, name, snapshot.path("logPosition").asLong(), snapshot.path("leadershipTermId").asLong(),
                    snapshot.path("timeNs").asLong(), snapshot.path("bytes").asLong(), snapshot.path("hash").asText(),
                    snapshot.path("whole").asBoolean() ? "" : "see ./gavel verify once the node is stopped");
            }
        }
        if (0 == answers)
        {
            throw new CommandFailure("no node of " + members + " answers: start one, or name the directories of " +
                "stopped ones by --data DIR");
        }
    }

    private void ofDirectory(final Path directory)
    {
        try (NodeFiles files = NodeFiles.open(directory))
        {
            final ArrayNode snapshots = nodes.addObject().put("dir", directory.toString()).putArray("snapshots");
            for (final SnapshotSummary snapshot : SnapshotSummary.all(NodeStorage.read(files)))
            {
                add(snapshots, directory.toString(), snapshot.logPosition(), snapshot.leadershipTermId(),
                    snapshot.timestampNs(), snapshot.bytes(), snapshot.hash(), snapshot.fault());
            }
        }
    }

    private void add(
        final ArrayNode snapshots,
        final String node,
        final long logPosition,
        final long term,
        final long timeNs,
        final long bytes,
        final String hash,
        final String fault)
    {
        final Instant time = Instant.ofEpochSecond(0, timeNs);
        snapshots.addObject().put("logPosition", logPosition).put("leadershipTermId", term)
            .put("time", time.toString()).put("timeNs", timeNs).put("bytes", bytes).put("stateHash", hash)
            .put("whole", fault.isEmpty()).put("fault", fault);
        table.row(node, logPosition, term, time.truncatedTo(ChronoUnit.SECONDS), bytes,
            hash.isEmpty() ? null : hash, fault.isEmpty() ? "yes" : "NO: " + fault);
        isRight &= fault.isEmpty();
    }
}
