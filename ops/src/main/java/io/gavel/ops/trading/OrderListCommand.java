package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.client.OpenOrder;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lists a participant's open orders.
 */
@Command(name = "list", description = "List the participant's open orders.")
public final class OrderListCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--account", paramLabel = "ID", defaultValue = "0",
        description = "Of this account only.")
    private long accountId;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Of this instrument only.")
    private String symbol;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        try (GavelClient client = venue.connectTrader(output, report ->
        {
        }))
        {
            if (symbol != null)
            {
                client.instrument(symbol);
            }
            final List<OpenOrder> orders = VenueOptions.await(client.openOrders(accountId)).stream()
                .filter(order -> symbol == null || symbol.equals(order.symbol())).toList();
            final ObjectNode document = Output.object();
            final ArrayNode rows = document.putArray("orders");
            final Table table = new Table(">ORDER", ">ACCOUNT", "SYMBOL", "SIDE", "TYPE", ">PRICE", ">STOP",
                ">QUANTITY", ">FILLED", ">OPEN", "TIF", ">CL_ORD_ID");
            for (final OpenOrder order : orders)
            {
                rows.add(OrderDocuments.of(order));
                table.row(order.orderId(), order.accountId(), order.symbol(), order.side(), order.ordType(),
                    order.priceTicks() == 0 ? null : order.price().toPlainString(),
                    order.stopPriceTicks() == 0 ? null : order.stopPrice().toPlainString(), order.orderQty(),
                    order.cumQty(), order.leavesQty(), order.timeInForce(), order.clOrdId());
            }
            output.print(document, orders.isEmpty() ? "no open orders" : table.toString());
            return 0;
        }
    }
}
