package io.gavel.ops.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.backup.BackupException;
import io.gavel.cluster.backup.Restore;
import io.gavel.cluster.backup.RestoreResult;
import io.gavel.cluster.storage.NodeInUseException;
import io.gavel.cluster.storage.StorageException;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes the data directories of a venue's nodes from a backup, or from one node's files.
 */
@Command(name = "restore", description = "Make the nodes' data directories from a backup, or from one node's files.",
    footer = {
        "",
        "What is printed at the end (log position, event, state hash) is what the venue will have once its nodes are",
        "started on these directories: the originals had the same at that position."
    })
public final class RestoreCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Option(names = "--from", required = true, paramLabel = "DIR",
        description = "The directory of a backup, or the data directory of a node; neither may be running.")
    private Path from;

    @Option(names = "--to", split = ",", paramLabel = "DIR,...",
        description = "The data directories to make, one for each node: blank, or not there yet.")
    private List<Path> to = new ArrayList<>();

    @Option(names = "--config", split = ",", paramLabel = "FILE,...",
        description = "The nodes' configurations, whose gavel.data.dir are made, instead of --to.")
    private List<Path> configs = new ArrayList<>();

    @Option(names = "--position", paramLabel = "BYTES", defaultValue = "" + Long.MAX_VALUE,
        showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description = "Log position to stop at: what comes later is left out (default: all of the log).")
    private long position;

    @Option(names = "--snapshot", paramLabel = "BYTES", defaultValue = "" + Long.MAX_VALUE,
        showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
        description = "Log position of the newest snapshot to use (default: the newest there is).")
    private long snapshot;

    @Override
    public Integer call() throws IOException
    {
        final List<Path> targets = targets();
        final RestoreResult result = restore(output, from, targets, position, snapshot);
        output.print(document(result), text(result) + "\nstart the nodes on them, then compare by ./gavel hash");
        return 0;
    }

    private List<Path> targets() throws IOException
    {
        if (to.isEmpty() == configs.isEmpty())
        {
            throw output.wrongArgument("name the directories to make by --to or by --config, one of the two");
        }
        if (position < 0 || snapshot < 0)
        {
            throw output.wrongArgument("--position and --snapshot are log positions: expected 0 or more");
        }
        final List<Path> targets = new ArrayList<>(to);
        for (final Path config : configs)
        {
            targets.add(NodeConfiguration.read(config, output).dataDir());
        }
        final List<Path> absolute = targets.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        if (new HashSet<>(absolute).size() < absolute.size())
        {
            throw output.wrongArgument("each node needs a directory of its own: one is named twice");
        }
        if (absolute.stream().anyMatch(path -> path.startsWith(from.toAbsolutePath().normalize())))
        {
            throw output.wrongArgument("--from " + from + " cannot hold what is made from it: name other directories");
        }
        return targets;
    }

    /**
     * Restores, with its progress on standard error.
     *
     * @param output   of the command.
     * @param from     directory to restore from.
     * @param targets  to make.
     * @param position to stop at.
     * @param snapshot newest to use.
     * @return what came of it.
     * @throws IOException where files cannot be read or written.
     */
    static RestoreResult restore(
        final Output output, final Path from, final List<Path> targets, final long position, final long snapshot)
        throws IOException
    {
        try (Progress progress = new Progress(output))
        {
            for (final Path target : targets)
            {
                Files.createDirectories(target.toAbsolutePath().normalize().getParent());
            }
            return Restore.run(from, targets, position, snapshot, progress);
        }
        catch (final NodeInUseException e)
        {
            throw new CommandFailure(e.getMessage() + "; or restore from another copy", e);
        }
        catch (final StorageException | BackupException e)
        {
            throw new CommandFailure(Errors.describe(e), e);
        }
    }

    static ObjectNode document(final RestoreResult result)
    {
        final ObjectNode document = Output.object()
            .put("logPosition", result.logPosition())
            .put("leadershipTermId", result.leadershipTermId())
            .put("snapshotLogPosition", result.snapshotPosition())
            .put("eventSeq", result.eventSeq())
            .put("eventPosition", result.eventPosition())
            .put("stateHash", result.stateHash());
        final ArrayNode made = document.putArray("directories");
        result.directories().forEach(path -> made.add(path.toString()));
        return document;
    }

    static String text(final RestoreResult result)
    {
        return "made " + result.directories().stream().map(Path::toString).collect(Collectors.joining(", ")) +
            "\nlog position " + result.logPosition() + " (term " + result.leadershipTermId() + "), event " +
            result.eventSeq() + ", state hash " + result.stateHash() +
            (result.snapshotPosition() < 0 ? ", no snapshot" : ", snapshot at " + result.snapshotPosition());
    }
}
