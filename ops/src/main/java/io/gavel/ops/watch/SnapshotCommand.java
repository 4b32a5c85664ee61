package io.gavel.ops.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.venue.Members;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Has the cluster take a snapshot, and checks that every node took it.
 */
@Command(name = "snapshot", description = "Take a snapshot, and check that every node took it at one log position.")
public final class SnapshotCommand implements Callable<Integer>
{
    private static final long POLL_MS = 100;

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--timeout", defaultValue = "60s", paramLabel = "DURATION",
        description = "For all nodes to have taken it (default: ${DEFAULT-VALUE}).",
        converter = io.gavel.ops.cli.DurationConverter.class)
    private Duration timeout;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final Members members = venue.members(output);
        final VenueStatus before = VenueStatus.ask(members, null);
        if (!before.unreachable().isEmpty())
        {
            throw new CommandFailure("there is no answer from " + String.join(", ", before.unreachable()) +
                ", so nobody could tell whether it took a snapshot: start it first");
        }
        try (GavelClient client = venue.connectOperator(output))
        {
            if (!VenueOptions.await(client.operator().takeSnapshot()))
            {
                throw new CommandFailure("the leader did not begin a snapshot: see ./gavel status, and try again");
            }
        }
        final VenueStatus after = awaitSnapshot(members, before);
        final boolean isTaken = isTaken(before.nodes(), after.nodes());
        final ObjectNode document = Output.object().put("taken", isTaken);
        final ArrayNode rows = document.putArray("nodes");
        for (int i = 0; i < after.nodes().size(); i++)
        {
            final ObjectNode row = rows.addObject().put("nodeId", i);
            after.nodes().get(i).ifPresent(node -> row.put("snapshotLogPosition", node.snapshotLogPosition())
                .put("snapshotCount", node.snapshotCount()).put("errors", node.errors()));
        }
        if (!isTaken)
        {
            if (output.json())
            {
                output.printJson(document);
            }
            throw new CommandFailure("not every node took the snapshot within " + timeout.toSeconds() +
                " s; newest snapshots: " + positions(after) + "; the nodes' logs say why");
        }
        output.print(document, "snapshot taken by " + members.nodes().size() + " nodes at log position " +
            after.nodes().get(0).map(NodeStatus::snapshotLogPosition).orElseThrow());
        return 0;
    }

    private VenueStatus awaitSnapshot(final Members members, final VenueStatus before) throws InterruptedException
    {
        final Patience patience = new Patience(timeout, POLL_MS);
        while (true)
        {
            final VenueStatus after = VenueStatus.ask(members, null);
            if (isTaken(before.nodes(), after.nodes()) || patience.isOver())
            {
                return after;
            }
            patience.pause();
        }
    }

    // On every node: one more snapshot than before, and all of them at one position of the log, a newer one.
    private static boolean isTaken(
        final List<Optional<NodeStatus>> before, final List<Optional<NodeStatus>> after)
    {
        for (int i = 0; i < after.size(); i++)
        {
            if (after.get(i).isEmpty() || after.get(0).isEmpty() ||
                after.get(i).get().snapshotCount() <= before.get(i).orElseThrow().snapshotCount() ||
                after.get(i).get().snapshotLogPosition() <= before.get(i).orElseThrow().snapshotLogPosition() ||
                after.get(i).get().snapshotLogPosition() != after.get(0).get().snapshotLogPosition())
            {
                return false;
            }
        }
        return true;
    }

    private static String positions(final VenueStatus status)
    {
        return status.nodes().stream().map(node -> node.map(each -> Long.toString(each.snapshotLogPosition()))
            .orElse("unreachable")).collect(Collectors.joining(", "));
    }
}
