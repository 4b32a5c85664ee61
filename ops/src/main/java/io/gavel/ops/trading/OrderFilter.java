package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.MassCancel;
import io.gavel.ops.cli.Output;
import io.gavel.schema.Side;
import picocli.CommandLine.Option;

/**
 * Which orders to cancel. A mixin.
 */
final class OrderFilter
{
    @Option(names = "--account", paramLabel = "ID", defaultValue = "0", description = "Of this account only.")
    private long accountId;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Of this instrument only.")
    private String symbol;

    @Option(names = "--side", paramLabel = "SIDE", description = "buy or sell only.")
    private String side;

    MassCancel filter(final Output output)
    {
        return MassCancel.all().account(accountId).symbol(symbol)
            .side(side == null ? null : Sides.parse(side, output));
    }

    ObjectNode document(final Output output)
    {
        final Side only = side == null ? null : Sides.parse(side, output);
        return Output.object().put("accountId", accountId == 0 ? null : accountId).put("symbol", symbol)
            .put("side", only == null ? null : only.name());
    }
}
