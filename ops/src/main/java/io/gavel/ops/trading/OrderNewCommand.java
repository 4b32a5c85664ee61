package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.client.OpenOrder;
import io.gavel.client.QueryRejectedException;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Places one order, and tells what became of it at once.
 */
@Command(name = "new", description =
    "Place an order: with a price a limit order, with --stop a stop order, without either a market order.")
public final class OrderNewCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "What to trade.")
    private String symbol;

    @Parameters(index = "1", paramLabel = "SIDE", description = "buy or sell.")
    private String side;

    @Parameters(index = "2", paramLabel = "QUANTITY", description = "Shares, a whole number of lots.")
    private long quantity;

    @Parameters(index = "3", arity = "0..1", paramLabel = "PRICE",
        description = "Of one share; none for a market or stop order.")
    private BigDecimal price;

    @Option(names = "--account", paramLabel = "ID", defaultValue = "0",
        description = "Default: the participant's only one.")
    private long accountId;

    @Mixin
    private OrderTerms terms;

    @Option(names = "--cl-ord-id", paramLabel = "ID", defaultValue = "0",
        description = "The client's own id (default: a new one).")
    private long clOrdId;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final NewOrder order = order();
        final ConcurrentLinkedQueue<ExecutionReport> reports = new ConcurrentLinkedQueue<>();
        try (GavelClient client = venue.connectTrader(output, reports::add))
        {
            order.account(OrderDocuments.accountOf(client, accountId));
            final ExecutionReport report = VenueOptions.await(client.placeOrder(order));
            final ObjectNode document = OrderDocuments.of(report);
            if (report.isRejected())
            {
                return OrderDocuments.rejected(output, report, document);
            }
            // The answer to a query comes after the reports of what was decided before it.
            final OpenOrder open = openOrder(client, report.orderId());
            final List<ExecutionReport> ours = reports.stream()
                .filter(each -> each.orderId() == report.orderId() && each.reportSeq() > report.reportSeq()).toList();
            final ExecutionReport last = ours.isEmpty() ? report : ours.get(ours.size() - 1);
            print(document, last, open, ours);
            return 0;
        }
    }

    private NewOrder order()
    {
        return terms.order(symbol, Sides.parse(side, output), quantity, price, output).clOrdId(clOrdId);
    }

    private static OpenOrder openOrder(final GavelClient client, final long orderId) throws InterruptedException
    {
        try
        {
            return VenueOptions.await(client.order(orderId));
        }
        catch (final QueryRejectedException e)
        {
            return null;
        }
    }

    private void print(
        final ObjectNode document,
        final ExecutionReport last,
        final OpenOrder open,
        final List<ExecutionReport> reports)
    {
        final List<String> lines = new ArrayList<>();
        final ArrayNode trades = Output.JSON.createArrayNode();
        lines.add("order " + last.orderId() + " " + last.ordStatus() + ": " + last.side() + " " + last.orderQty() +
            " " + last.symbol() + OrderDocuments.priceText(last) + ", filled " +
            last.cumQty() + ", open " + (open == null ? 0 : open.leavesQty()));
        for (final ExecutionReport report : reports)
        {
            if (ExecType.TRADE == report.execType())
            {
                trades.addObject().put("matchId", report.matchId())
                    .put("price", report.lastPx().toPlainString()).put("quantity", report.lastQty())
                    .put("fee", report.fee().toPlainString());
                lines.add("  traded " + report.lastQty() + " @ " + report.lastPx().toPlainString() +
                    (report.feeMinor() == 0 ? "" : ", fee " + report.fee().toPlainString()));
            }
            else
            {
                lines.add("  " + report.execType() + (report.cancelReason() == CancelReason.NONE ? "" :
                    " " + report.lastQty() + " " + report.cancelReason()));
            }
        }
        document.put("ordStatus", last.ordStatus().name())
            .put("cumQty", last.cumQty())
            .put("leavesQty", open == null ? 0 : open.leavesQty())
            .put("cancelReason", last.cancelReason().name());
        document.set("trades", trades);
        output.print(document, String.join("\n", lines));
    }
}
