package io.gavel.ops.demo;

import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A market maker: keeps orders on both sides of every instrument, around what it is worth, and moves them with it.
 */
final class DemoMaker extends DemoTrader
{
    private static final int LEVELS = 6;
    private static final int QUANTITY_LEAST = 50;
    private static final int QUANTITY_STEPS = 10;

    private final Quote[] quotes;
    private final Map<Long, Quote> byClOrdId = new ConcurrentHashMap<>();
    private int next;

    /** One of this maker's orders, at one level of one side of one instrument. Guarded by itself. */
    private static final class Quote
    {
        private final int listing;
        private final Side side;
        private final int level;
        private long orderId;
        private long clOrdId;
        private long ticks;
        private long leaves;
        private long filled;
        private boolean isPending;

        private Quote(final int listing, final Side side, final int level)
        {
            this.listing = listing;
            this.side = side;
            this.level = level;
        }
    }

    DemoMaker(
        final GavelClient.Context context,
        final Setting setting,
        final SplittableRandom random,
        final long paceNs,
        final long account)
    {
        super(context, setting, random, paceNs, account);
        final int listings = setting.market().listings().size();
        quotes = new Quote[listings * LEVELS * 2];
        for (int i = 0; i < quotes.length; i++)
        {
            // Neighbours are of different instruments, so that every book fills at the same pace.
            quotes[i] = new Quote(i % listings, i / listings % 2 == 0 ? Side.BUY : Side.SELL, i / listings / 2);
        }
    }

    @Override
    void act()
    {
        // One command an action: looks at quotes until one is not where it should be.
        for (int i = 0; i < quotes.length; i++)
        {
            final Quote quote = quotes[next];
            next = (next + 1) % quotes.length;
            if (renew(quote))
            {
                return;
            }
        }
    }

    private boolean renew(final Quote quote)
    {
        final long fair = market.fairTicks(quote.listing);
        final long half = 1 + fair / 8_000;
        final long step = 1 + fair / 16_000;
        final long away = half + quote.level * step;
        final long ticks = Side.BUY == quote.side ? fair - away : fair + away;
        final String symbol = market.listings().get(quote.listing).symbol();
        final long quantity = QUANTITY_LEAST * (1L + random.nextInt(QUANTITY_STEPS));
        final ReplaceOrder replace;
        final long clOrdId;
        synchronized (quote)
        {
            if (quote.isPending || quote.orderId != 0 && Math.abs(quote.ticks - ticks) <= step / 2 &&
                quote.leaves >= QUANTITY_LEAST)
            {
                return false;
            }
            quote.isPending = true;
            replace = quote.orderId == 0 ? null : ReplaceOrder.of(quote.orderId).symbol(symbol)
                .price(DemoMarket.price(ticks)).quantity(quote.filled + quantity);
            clOrdId = replace == null ? begin(quote) : quote.clOrdId;
        }
        // Not under the lock: sending may wait for the thread that reports, which takes the lock too.
        final CompletableFuture<ExecutionReport> answer = replace != null ? send(() -> client().replaceOrder(replace)) :
            place(NewOrder.limit(symbol, quote.side, quantity, DemoMarket.price(ticks)).clOrdId(clOrdId));
        if (answer == null)
        {
            onAnswer(quote, null);
        }
        else
        {
            answer.whenComplete((report, error) -> onAnswer(quote, report));
        }
        return true;
    }

    private long begin(final Quote quote)
    {
        byClOrdId.remove(quote.clOrdId);
        quote.clOrdId = client().nextClOrdId();
        quote.filled = 0;
        byClOrdId.put(quote.clOrdId, quote);
        return quote.clOrdId;
    }

    private void onAnswer(final Quote quote, final ExecutionReport report)
    {
        synchronized (quote)
        {
            quote.isPending = false;
            if (report != null && RejectReason.UNKNOWN_ORDER == report.rejectReason())
            {
                // Filled in the meantime: the next look makes a new one.
                quote.orderId = 0;
            }
        }
    }

    @Override
    void onOwnReport(final ExecutionReport report)
    {
        final Quote quote = byClOrdId.get(report.clOrdId());
        if (quote == null || report.isRejected())
        {
            return;
        }
        synchronized (quote)
        {
            if (quote.clOrdId == report.clOrdId())
            {
                quote.orderId = report.leavesQty() == 0 ? 0 : report.orderId();
                quote.ticks = report.priceTicks();
                quote.leaves = report.leavesQty();
                quote.filled = report.cumQty();
            }
        }
    }
}
