package io.gavel.ops.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.backup.Backup;
import io.gavel.cluster.backup.BackupContext;
import io.gavel.cluster.backup.BackupException;
import io.gavel.cluster.backup.BackupStatus;
import io.gavel.cluster.backup.RebuiltDirectory;
import io.gavel.cluster.backup.RestoreResult;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.ops.venue.VenueFile;
import io.gavel.ops.watch.VenueStatus;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes a node's data directory anew from its peers, or from a copy.
 */
@Command(name = "rebuild-node", description = "Make a dead node's data directory anew, from its peers or from a copy.",
    footer = {
        "",
        "Run on the machine of the dead node. From the peers it takes all that was committed when it began. What the",
        "node had is kept beside it as DIR.broken-TIME."
    })
public final class RebuildNodeCommand implements Callable<Integer>
{
    private static final long POLL_MS = 100;

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--config", required = true, paramLabel = "FILE",
        description = "The node's configuration: its data directory, its id and the venue's nodes are read.")
    private Path config;

    @Option(names = "--from", paramLabel = "DIR",
        description = "Copy from this directory of a backup or of a stopped node, instead of the running peers.")
    private Path from;

    @Option(names = "--peer", paramLabel = "HOST:PORT",
        description = "Copy from this node alone (default: from any of the others).")
    private String peer;

    @Option(names = "--host", paramLabel = "ADDRESS",
        description = "This machine's address, as the peers reach it (default: that of the node).")
    private String host;

    @Option(names = "--timeout", defaultValue = "60s", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "How long nothing may come from the peers (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final NodeConfiguration node = NodeConfiguration.read(config, output);
        if (from != null && peer != null)
        {
            throw output.wrongArgument("--from and --peer both name where to copy from: leave one out");
        }
        try (RebuiltDirectory directory = RebuiltDirectory.open(node.dataDir()))
        {
            final Path source = from != null ? from : directory.copy();
            if (from == null)
            {
                copy(peers(node), directory.copy());
            }
            final RestoreResult result = RestoreCommand.restore(
                output, source, List.of(directory.rebuilt()), Long.MAX_VALUE, Long.MAX_VALUE);
            final Optional<Path> kept = directory.publish();
            print(node, result, kept);
            return 0;
        }
        catch (final BackupException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Members peers(final NodeConfiguration node)
    {
        final List<Members.Node> others = new ArrayList<>();
        for (final Members.Node member : node.members().nodes())
        {
            final boolean isWanted = peer == null ? member.nodeId() != node.nodeId() :
                peer.equals(member.host() + ":" + member.basePort());
            if (isWanted)
            {
                others.add(new Members.Node(others.size(), member.host(), member.basePort()));
            }
        }
        if (others.isEmpty())
        {
            throw peer == null ?
                new CommandFailure("the venue has no other node: restore this one from a backup by --from") :
                output.wrongArgument("--peer " + peer + " is not among gavel.members=" + node.members());
        }
        return new Members(others);
    }

    private void copy(final Members peers, final Path dir) throws IOException, InterruptedException
    {
        final VenueStatus status = VenueStatus.ask(peers, null);
        final List<NodeStatus> answers = status.nodes().stream().flatMap(Optional::stream).toList();
        if (answers.isEmpty())
        {
            throw new CommandFailure("there is no answer from " + String.join(", ", status.unreachable()) +
                ": start the other nodes first, or copy from a backup by --from");
        }
        final long log = answers.stream().mapToLong(NodeStatus::commitPosition).max().orElseThrow();
        final long events = answers.stream().mapToLong(
            answer -> answer.document().path("eventRecordedPosition").asLong()).max().orElseThrow();
        final boolean hasSnapshot = answers.stream().anyMatch(answer -> answer.snapshotLogPosition() >= 0);
        final BackupContext context = new BackupContext()
            .members(peers)
            .dir(dir.toFile())
            .operatorPassword(venue.password(output, VenueFile.OPERATOR))
            .host(host)
            .followsAnyNode(true)
            .out(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        try (Backup backup = Backup.launch(context); Progress progress = new Progress(output))
        {
            final Patience patience = new Patience(timeout, POLL_MS);
            long lastCopied = -1;
            while (!isComplete(backup.status(), log, events, hasSnapshot))
            {
                final BackupStatus now = backup.status();
                final long copied = now.logPosition() + now.eventPosition();
                if (copied != lastCopied)
                {
                    lastCopied = copied;
                    patience.renew();
                }
                if (backup.failure() != null || patience.isOver())
                {
                    throw new CommandFailure("nothing came from the peers for " + timeout.toSeconds() + " s (" +
                        (now.lastFailure().isEmpty() ? now.state() : now.lastFailure()) +
                        "): see ./gavel status, and call again, it goes on where it was");
                }
                progress.onProgress("copying from the peers", Math.min(copied, log + events), log + events);
                patience.pause();
            }
        }
    }

    private static boolean isComplete(
        final BackupStatus status, final long log, final long events, final boolean hasSnapshot)
    {
        return status.logPosition() >= log && status.eventPosition() >= events &&
            "BACKING_UP".equals(status.state()) && !(hasSnapshot && status.snapshotPositions().isEmpty());
    }

    private void print(final NodeConfiguration node, final RestoreResult result, final Optional<Path> kept)
    {
        final ObjectNode document = RestoreCommand.document(result).put("nodeId", node.nodeId())
            .put("directory", node.dataDir().toString()).put("kept", kept.map(Path::toString).orElse(null));
        document.remove("directories");
        output.print(document, "rebuilt " + node.dataDir() + " for node " + node.nodeId() + ": log position " +
            result.logPosition() + ", event " + result.eventSeq() + ", state hash " + result.stateHash() +
            kept.map(path -> "\nwhat it had is kept in " + path).orElse("") +
            "\nstart the node, then compare by ./gavel hash");
    }
}
