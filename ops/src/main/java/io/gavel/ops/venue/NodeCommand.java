package io.gavel.ops.venue;

import io.gavel.cluster.NodeMain;
import io.gavel.ops.cli.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs a node in the foreground, until it is asked to end.
 */
@Command(name = "node", description = "Run one node in the foreground, from a configuration file.")
public final class NodeCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Option(names = "--config", required = true, paramLabel = "FILE",
        description = "The configuration: docs/OPERATIONS.md lists its keys.")
    private Path config;

    @Override
    public Integer call()
    {
        if (!Files.isReadable(config))
        {
            throw output.wrongArgument("--config " + config + ": no such file, or no permission to read it");
        }
        return NodeMain.run(config, System.err);
    }
}
