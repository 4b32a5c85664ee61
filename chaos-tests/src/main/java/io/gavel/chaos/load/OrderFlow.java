package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * What a broker sends next: limit orders around one price, IOC, FOK and market orders, cancels and replaces of its own,
 * so that many orders trade and the books stay of bounded size.
 */
final class OrderFlow
{
    private static final int OPEN_MAX = 150;
    private static final int MID_TICKS = 10_000;
    private static final int SPREAD_TICKS = 10;
    private static final int LOTS_MAX = 100;

    private final SplittableRandom random;
    private final List<String> symbols;
    private final long accountId;
    private final OpenOrders open = new OpenOrders();

    OrderFlow(final SplittableRandom random, final List<String> symbols, final long accountId)
    {
        this.random = random;
        this.symbols = symbols;
        this.accountId = accountId;
    }

    void onReport(final ExecutionReport report)
    {
        open.onReport(report);
    }

    /** Decides, writes it down, and gives it to the SDK. */
    CompletableFuture<ExecutionReport> send(final GavelClient client, final Recorder recorder)
    {
        final int dice = random.nextInt(100);
        final boolean isFull = open.size() >= OPEN_MAX;
        final OpenOrders.OpenOrder target = isFull || dice < 30 ? open.any(random) : null;
        if (target != null && (isFull || dice < 20))
        {
            recorder.sending(CommandKind.CANCEL, 0, target.orderId());
            return client.cancelOrder(target.orderId());
        }
        final long clOrdId = client.nextClOrdId();
        if (target != null)
        {
            final ReplaceOrder replace = ReplaceOrder.of(target.orderId()).symbol(target.symbol()).clOrdId(clOrdId)
                .price(price()).quantity(target.cumQty() + 1 + random.nextInt(LOTS_MAX));
            recorder.sending(CommandKind.REPLACE, clOrdId, target.orderId());
            return client.replaceOrder(replace);
        }
        final NewOrder order = newOrder(dice).account(accountId).clOrdId(clOrdId);
        recorder.sending(CommandKind.NEW, clOrdId, 0);
        return client.placeOrder(order);
    }

    private NewOrder newOrder(final int dice)
    {
        final String symbol = symbols.get(random.nextInt(symbols.size()));
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long quantity = 1 + random.nextInt(LOTS_MAX);
        if (dice >= 95)
        {
            return NewOrder.market(symbol, side, quantity);
        }
        return NewOrder.limit(symbol, side, quantity, price()).timeInForce(
            dice >= 88 ? TimeInForce.IOC : dice >= 85 ? TimeInForce.FOK : TimeInForce.GTC);
    }

    private BigDecimal price()
    {
        return BigDecimal.valueOf(MID_TICKS - SPREAD_TICKS + random.nextInt(2 * SPREAD_TICKS + 1), 2);
    }

    /** Writes down what is about to be sent. */
    interface Recorder
    {
        void sending(CommandKind kind, long clOrdId, long orderId);
    }
}
