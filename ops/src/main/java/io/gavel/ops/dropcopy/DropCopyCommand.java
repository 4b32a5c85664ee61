package io.gavel.ops.dropcopy;

import io.gavel.ops.cli.CommandGroup;
import picocli.CommandLine.Command;

/**
 * Every execution of a participant, live and from any earlier event.
 */
@Command(
    name = "drop-copy",
    synopsisSubcommandLabel = "COMMAND",
    description = "Serve and read drop copies: a participant's executions, live and from any event.",
    subcommands = {
        DropCopyServeCommand.class,
        DropCopyReadCommand.class,
    })
public final class DropCopyCommand extends CommandGroup
{
}
