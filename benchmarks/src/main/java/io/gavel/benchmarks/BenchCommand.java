package io.gavel.benchmarks;

import io.gavel.benchmarks.cluster.ClusterCommand;
import io.gavel.benchmarks.durability.DurabilityCommand;
import io.gavel.benchmarks.engine.EngineCommand;
import io.gavel.benchmarks.engine.GrowthCommand;
import io.gavel.benchmarks.failover.FailoverCommand;
import io.gavel.benchmarks.recovery.RecoveryCommand;
import io.gavel.benchmarks.warmup.WarmUpCommand;
import io.gavel.ops.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Holds the benchmarks. */
@Command(name = "bench", description = "Measure the exchange, with its answers checked.",
    subcommands = {ClusterCommand.class, DurabilityCommand.class, EngineCommand.class, FailoverCommand.class,
        GrowthCommand.class, RecoveryCommand.class, WarmUpCommand.class})
public final class BenchCommand extends CommandGroup
{
    /** For picocli. */
    public BenchCommand()
    {
    }
}
