package io.gavel.chaos.drill;

import io.gavel.ops.cli.CommandProvider;
import java.util.List;

/** Adds {@code drill} to the command line. */
public final class DrillCommands implements CommandProvider
{
    @Override
    public List<Class<?>> commands()
    {
        return List.of(DrillCommand.class);
    }
}
