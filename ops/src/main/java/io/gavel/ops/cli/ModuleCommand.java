package io.gavel.ops.cli;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/**
 * Stands for a command of a module that is not on the class path, in the list of commands; the launcher puts the module
 * there where the command is called.
 */
@Command
public final class ModuleCommand implements Callable<Integer>
{
    private static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.of(
        "drill", "Kill, pause and cut off parts of a venue under load, and prove that nothing was lost.",
        "bench", "Measure the exchange, with its answers checked."));

    @Mixin
    private Output output;

    @Unmatched
    private String[] arguments;

    /**
     * Adds the commands of other modules, and stands in for those that are not on the class path.
     *
     * @param commandLine to add to.
     */
    public static void addTo(final CommandLine commandLine)
    {
        for (final CommandProvider provider : ServiceLoader.load(CommandProvider.class))
        {
            provider.commands().forEach(commandLine::addSubcommand);
        }
        DESCRIPTIONS.forEach((name, description) ->
        {
            if (!commandLine.getSubcommands().containsKey(name))
            {
                final CommandLine standIn = new CommandLine(new ModuleCommand());
                standIn.getCommandSpec().usageMessage().description(description);
                commandLine.addSubcommand(name, standIn);
            }
        });
    }

    @Override
    public Integer call()
    {
        throw new CommandFailure("the launcher runs this command: ./gavel " + output.spec().name() +
            ", at the root of the project");
    }
}
