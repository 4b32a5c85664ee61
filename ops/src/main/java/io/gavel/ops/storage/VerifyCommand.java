package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.ArchiveCheck;
import io.gavel.cluster.storage.Fault;
import io.gavel.cluster.storage.LogAudit;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Reads all that stopped nodes have on disk, and finds out whether it is right.
 */
@Command(
    name = "verify",
    description = "Check every byte that stopped nodes have recorded, without changing it: each on its own, the " +
        "log executed again.")
public final class VerifyCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Data directories of nodes (gavel.data.dir).")
    private List<Path> directories;

    @Override
    public Integer call()
    {
        final ObjectNode document = Output.object();
        final ArrayNode rows = document.putArray("nodes");
        final StringBuilder text = new StringBuilder();
        boolean isClean = true;
        try (Progress progress = new Progress(output))
        {
            for (final Path directory : directories)
            {
                try (NodeFiles files = NodeFiles.open(directory))
                {
                    final ArchiveCheck.Result archive = ArchiveCheck.run(files, progress);
                    final LogAudit.Result audit = LogAudit.run(List.of(files), progress);
                    final boolean isRight = archive.faults().isEmpty() && audit.isClean();
                    isClean &= isRight;
                    progress.clear();
                    rows.add(row(directory, archive, audit, isRight));
                    text.append(text.isEmpty() ? "" : "\n").append(text(directory, archive, audit, isRight));
                }
            }
        }
        document.put("clean", isClean);
        output.print(document, text.toString());
        return isClean ? 0 : Errors.FAILED;
    }

    private static ObjectNode row(
        final Path directory, final ArchiveCheck.Result archive, final LogAudit.Result audit, final boolean isRight)
    {
        final ObjectNode row = Output.object().put("dir", directory.toString()).put("clean", isRight)
            .put("recordings", archive.recordings()).put("recordedBytes", archive.bytes())
            .put("frames", archive.frames()).put("tornTails", archive.tornTails());
        final ObjectNode executed = AuditReport.document(audit);
        executed.remove(List.of("clean", "nodes", "executed"));
        row.setAll(executed);
        final ArrayNode faults = row.withArray("faults");
        for (final Fault fault : archive.faults())
        {
            if (!audit.faults().contains(fault))
            {
                faults.addObject().put("file", fault.file().toString()).put("offset", fault.offset())
                    .put("expected", fault.expected()).put("found", fault.found());
            }
        }
        return row;
    }

    private static String text(
        final Path directory, final ArchiveCheck.Result archive, final LogAudit.Result audit, final boolean isRight)
    {
        final StringBuilder text = new StringBuilder();
        text.append(directory).append(": ").append(archive.recordings()).append(" recordings, ")
            .append(archive.bytes()).append(" bytes in ").append(archive.frames()).append(" frames");
        if (archive.tornTails() > 0)
        {
            text.append(", ").append(archive.tornTails())
                .append(" unfinished at the end, which the node will cut as it starts");
        }
        text.append("; log executed from position ").append(audit.from()).append(" to ").append(audit.to())
            .append(", ").append(audit.commands()).append(" commands; ")
            .append(audit.nodes().isEmpty() ? 0 : audit.nodes().get(0).eventsCompared()).append(" events and ")
            .append(audit.nodes().isEmpty() ? 0 : audit.nodes().get(0).snapshotsChecked())
            .append(" snapshots equal; state hash ").append(String.format("%016x", audit.stateHash()));
        for (final Fault fault : archive.faults())
        {
            text.append('\n').append(fault.sentence());
        }
        for (final Fault fault : audit.faults())
        {
            if (!archive.faults().contains(fault))
            {
                text.append('\n').append(fault.sentence());
            }
        }
        return text.append(isRight ? "\nright" : "\nWRONG").toString();
    }
}
