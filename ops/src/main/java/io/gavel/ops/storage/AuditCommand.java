package io.gavel.ops.storage;

import io.gavel.cluster.storage.LogAudit;
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
 * Holds the nodes of a venue against their log and against each other.
 */
@Command(
    name = "audit",
    description = "Execute the log of stopped nodes again, and compare every recorded event of each of them, their " +
        "logs, and the hashes of their snapshots.")
public final class AuditCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Parameters(arity = "1..*", paramLabel = "DIR",
        description = "Data directories of the nodes of one venue (gavel.data.dir).")
    private List<Path> directories;

    @Override
    public Integer call()
    {
        final LogAudit.Result result;
        try (Progress progress = new Progress(output))
        {
            result = LogAudit.runOn(directories, progress);
        }
        output.print(AuditReport.document(result), AuditReport.text(result));
        return result.isClean() ? 0 : Errors.FAILED;
    }
}
