package io.gavel.ops.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.backup.BackupException;
import io.gavel.cluster.backup.NodeArchives;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.watch.VenueStatus;
import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Has every node drop the log that nobody needs any more.
 */
@Command(name = "purge", description = "Have every node drop the log that no node, snapshot or backup needs any more.",
    footer = {
        "",
        "What is kept: everything from the snapshot on that --keep-snapshots names, from where the slowest node is,",
        "and from where each backup is. Snapshots and events are all kept. Whole files go, as",
        "gavel.archive.segment.length says. A blank node cannot join by itself afterwards: see rebuild-node."
    })
public final class PurgeCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--keep-snapshots", defaultValue = "2", paramLabel = "N",
        description = "How many snapshots can still be started from, with the log behind them " +
        "(default: ${DEFAULT-VALUE}).")
    private int keepSnapshots;

    @Option(names = "--backup", paramLabel = "DIR",
        description = "The directory of a backup that follows the venue; once for each.")
    private List<Path> backups = new ArrayList<>();

    @Option(names = "--no-backup", description = "There is no backup that has to get the log.")
    private boolean hasNoBackup;

    @Option(names = "--dry-run", description = "Say what would go, and leave it.")
    private boolean isDryRun;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (keepSnapshots < 1)
        {
            throw output.wrongArgument("--keep-snapshots " + keepSnapshots + ": expected 1 or more, as a node starts " +
                "from a snapshot once its log is purged");
        }
        if (backups.isEmpty() != hasNoBackup)
        {
            throw output.wrongArgument(
                "say by --backup DIR how far the backup is, or by --no-backup that there is none");
        }
        final Members members = venue.members(output);
        final VenueStatus status = VenueStatus.ask(members, null);
        if (!status.unreachable().isEmpty())
        {
            throw new CommandFailure("there is no answer from " + String.join(", ", status.unreachable()) +
                ", so nobody can tell what it still needs: start it first, or rebuild it by ./gavel rebuild-node");
        }
        final List<NodeStatus> nodes = status.nodes().stream().flatMap(Optional::stream).toList();
        final PurgePlan plan = PurgePlan.of(nodes, keepSnapshots, backupPosition());
        purge(members, nodes, plan);
        return 0;
    }

    private long backupPosition() throws IOException
    {
        long position = Long.MAX_VALUE;
        for (final Path dir : backups)
        {
            final Path file = dir.resolve(BackupReport.FILE);
            if (!Files.isReadable(file))
            {
                throw output.wrongArgument("--backup " + dir + ": there is no " + BackupReport.FILE +
                    " in it that can be read: is this a backup's directory?");
            }
            final JsonNode copied = read(file).path("logPosition");
            if (!copied.isIntegralNumber())
            {
                throw output.wrongArgument(file + " does not say how far the backup is: start the backup again");
            }
            position = Math.min(position, copied.asLong());
        }
        return position;
    }

    private JsonNode read(final Path file) throws IOException
    {
        try
        {
            return Output.JSON.readTree(Files.readString(file));
        }
        catch (final IOException e)
        {
            throw output.wrongArgument(file + " cannot be read: " + Errors.describe(e));
        }
    }

    private void purge(final Members members, final List<NodeStatus> nodes, final PurgePlan plan)
    {
        final ObjectNode document = Output.object().put("dryRun", isDryRun)
            .put("neededFrom", plan.position()).put("reason", plan.reason());
        final ArrayNode rows = document.putArray("nodes");
        final Table table = new Table(">NODE", ">LOG BEGAN AT", ">BEGINS AT", isDryRun ? ">WOULD FREE" : ">FREED");
        try (NodeArchives archives = new NodeArchives(members))
        {
            for (int i = 0; i < nodes.size(); i++)
            {
                final long recordingId = nodes.get(i).document().path("logRecordingId").asLong(-1);
                if (recordingId < 0)
                {
                    throw new CommandFailure("node " + i + " does not say which recording its log is: it has none " +
                        "yet, or is of an older version");
                }
                final NodeArchives.Extent extent = isDryRun ?
                    archives.extent(members.nodes().get(i), recordingId, plan.position()) :
                    archives.purge(members.nodes().get(i), recordingId, plan.position());
                rows.addObject().put("nodeId", i).put("startBefore", extent.startPosition())
                    .put("start", extent.purgePosition()).put("freedBytes", extent.purgeable());
                table.row(i, extent.startPosition(), extent.purgePosition(), extent.purgeable());
            }
        }
        catch (final BackupException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
        output.print(document,
            table + "\nthe log is needed from position " + plan.position() + " on: " + plan.reason());
    }
}
