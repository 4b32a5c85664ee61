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
import java.time.Instant;
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

    @Option(names = "--stop", paramLabel = "PRICE", description = "Stop price of a stop order (default: as it is).")
    private BigDecimal stop;

    @Option(names = "--display", paramLabel = "SHARES", description = "What an iceberg shows (default: as it is).")
    private Long display;

    @Option(names = "--expire", paramLabel = "TIME", converter = InstantConverter.class,
        description = "When a GTD order ends, such as 2026-12-31T16:00:00-05:00 (default: as it is).")
    private Instant expire;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (price == null && quantity == null && stop == null && display == null && expire == null)
        {
            throw output.wrongArgument("give --price, --quantity, --stop, --display or --expire");
        }
        try (GavelClient client = venue.connectTrader(output, report ->
        {
        }))
        {
            final OpenOrder order = openOrder(client);
            final ExecutionReport report = VenueOptions.await(client.replaceOrder(replaceOf(order)));
            final ObjectNode document = OrderDocuments.of(report);
            if (report.isRejected())
            {
                return OrderDocuments.rejected(output, report, document);
            }
            output.print(document, "order " + report.orderId() + " REPLACED: " + report.side() + " " +
                report.orderQty() + " " + report.symbol() + OrderDocuments.priceText(report) + ", filled " +
                report.cumQty() + ", open " + report.leavesQty());
            return 0;
        }
    }

    private ReplaceOrder replaceOf(final OpenOrder order)
    {
        // A stop order has no limit to keep, and one that came alive no stop price to change.
        final BigDecimal limit = order.priceTicks() == 0 ? null : order.price();
        final BigDecimal trigger = order.isWaiting() && order.stopPriceTicks() > 0 ? order.stopPrice() : null;
        return ReplaceOrder.of(orderId)
            .symbol(order.symbol())
            .price(price == null ? limit : price)
            .stopPrice(stop == null ? trigger : stop)
            .quantity(quantity == null ? order.orderQty() : quantity)
            .displayQuantity(display == null ? 0 : display)
            .expireTime(expire);
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
