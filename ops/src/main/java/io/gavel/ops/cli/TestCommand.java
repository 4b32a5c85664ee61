package io.gavel.ops.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Stands for the launcher's {@code test}, which runs the build's whole test suite, in the list of commands.
 */
@Command(name = "test", description = "Run the whole test suite through Maven, with its totals at the end.")
public final class TestCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Override
    public Integer call()
    {
        throw new CommandFailure("the launcher runs the tests: ./gavel test, at the root of the project");
    }
}
