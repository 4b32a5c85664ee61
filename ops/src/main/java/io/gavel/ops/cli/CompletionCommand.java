package io.gavel.ops.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import java.util.concurrent.Callable;

/**
 * Prints the shell's completion script.
 */
@Command(
    name = "completion",
    description = "Print a completion script: source <(./gavel completion)")
public final class CompletionCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Override
    public Integer call()
    {
        final String script = AutoComplete.bash("gavel", output.spec().root().commandLine());
        output.print(Output.object().put("shell", "bash").put("script", script), script);
        return 0;
    }
}
