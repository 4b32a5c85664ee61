package io.gavel.ops.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command that only holds others, and refuses a call that names none of them.
 */
public abstract class CommandGroup implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and end.")
    private boolean help;

    @Override
    public final void run()
    {
        throw new ParameterException(spec.commandLine(),
            "name one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
