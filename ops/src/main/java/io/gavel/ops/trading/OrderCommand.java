package io.gavel.ops.trading;

import io.gavel.ops.cli.CommandGroup;
import picocli.CommandLine.Command;

/**
 * Orders of one participant.
 */
@Command(
    name = "order",
    synopsisSubcommandLabel = "COMMAND",
    description = "Place, cancel, replace and list orders: order new AAPL buy 100 320.14.",
    subcommands = {
        OrderNewCommand.class,
        OrderCancelCommand.class,
        OrderMassCancelCommand.class,
        OrderCancelAllCommand.class,
        OrderReplaceCommand.class,
        OrderListCommand.class,
    })
public final class OrderCommand extends CommandGroup
{
}
