package io.gavel.ops.venue;

import io.gavel.gateway.GatewayMain;
import io.gavel.ops.cli.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs a gateway in the foreground, until it is asked to end.
 */
@Command(name = "gateway", description = "Run one gateway in the foreground, from a configuration file.")
public final class GatewayCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Option(names = "--config", required = true, paramLabel = "FILE",
        description = "The configuration: docs/OPERATIONS.md lists its keys.")
    private Path config;

    @Override
    public Integer call() throws InterruptedException
    {
        if (!Files.isReadable(config))
        {
            throw output.wrongArgument("--config " + config + ": no such file, or no permission to read it");
        }
        GatewayMain.main(new String[]{ config.toString() });
        return 0;
    }
}
