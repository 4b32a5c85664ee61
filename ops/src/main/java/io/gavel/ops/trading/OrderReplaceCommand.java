package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.OpenOrder;
import io.gavel.client.QueryRejectedException;
import io.gavel.client.ReplaceOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Gives an open order a new price, quantity or both.
 */
@Command(name = "replace", description = "Give an open order a new price, a new total quantity, or both.")
public final class OrderReplaceCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The venue's id.")
    private long orderId;

    @Option(names = "--price", paramLabel = "PRICE", description = "Of one share (default: as it is).")
    private BigDecimal price;

    @Option(names = "--quantity", paramLabel = "SHARES",
        description = "The new total, what is filled included (default: as it is).")
    private Long quantity;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (price == null && quantity == null)
        {
            throw output.wrongArgument("give --price, --quantity or both");
        }
        try (GavelClient client = venue.connectTrader(output, report ->
        {
        }))
        {
            final OpenOrder order = openOrder(client);
            final ExecutionReport report = VenueOptions.await(client.replaceOrder(ReplaceOrder.of(orderId)
                .symbol(order.symbol())
                .price(price == null ? order.price() : price)
                .quantity(quantity == null ? order.orderQty() : quantity)));
            final ObjectNode document = OrderDocuments.of(report);
            if (report.isRejected())
            {
                return OrderDocuments.rejected(output, report, document);
            }
            output.print(document, "order " + report.orderId() + " REPLACED: " + report.side() + " " +
                report.orderQty() + " " + report.symbol() + " @ " + report.price().toPlainString() + ", filled " +
                report.cumQty() + ", open " + report.leavesQty());
            return 0;
        }
    }

    private OpenOrder openOrder(final GavelClient client) throws InterruptedException
    {
        try
        {
            return VenueOptions.await(client.order(orderId));
        }
        catch (final QueryRejectedException e)
        {
            throw new CommandFailure("order " + orderId + ": " + Rejections.sentence(e.reason()), e);
        }
    }
}
