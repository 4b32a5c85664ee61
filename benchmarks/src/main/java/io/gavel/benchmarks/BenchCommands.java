package io.gavel.benchmarks;

import io.gavel.ops.cli.CommandProvider;
import java.util.List;

/** Adds {@code bench} to the command line. */
public final class BenchCommands implements CommandProvider
{
    /** For the service loader. */
    public BenchCommands()
    {
    }

    @Override
    public List<Class<?>> commands()
    {
        return List.of(BenchCommand.class);
    }
}
