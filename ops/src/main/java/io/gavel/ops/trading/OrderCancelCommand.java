package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Cancels one order.
 */
@Command(name = "cancel", description = "Cancel an order, by the venue's id or by the client's.")
public final class OrderCancelCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ORDER_ID", description = "The venue's id.")
    private Long orderId;

    @Option(names = "--cl-ord-id", paramLabel = "ID", description = "The client's id, instead of the venue's.")
    private Long clOrdId;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if ((orderId == null) == (clOrdId == null))
        {
            throw output.wrongArgument("name the order by ORDER_ID or by --cl-ord-id");
        }
        try (GavelClient client = venue.connectTrader(output, report ->
        {
        }))
        {
            final ExecutionReport report = VenueOptions.await(
                orderId == null ? client.cancelOrderByClOrdId(clOrdId) : client.cancelOrder(orderId));
            final ObjectNode document = OrderDocuments.of(report);
            if (report.isRejected())
            {
                return OrderDocuments.rejected(output, report, document);
            }
            output.print(document.put("canceledQty", report.lastQty()), "order " + report.orderId() + " " +
                report.ordStatus() + ": " + report.lastQty() + " " + report.symbol() + " taken out, filled " +
                report.cumQty());
            return 0;
        }
    }
}
