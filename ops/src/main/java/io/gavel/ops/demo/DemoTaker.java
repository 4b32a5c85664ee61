package io.gavel.ops.demo;

import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * A taker: trades at once, mostly by limit orders that do not rest, sometimes by market orders, and now and then leaves
 * an order in the book and takes it back.
 */
final class DemoTaker extends DemoTrader
{
    private static final int RESTING_MAX = 10;
    private static final int QUANTITY_STEPS = 20;
    private static final int QUANTITY_STEP = 10;

    private final Deque<Long> resting = new ArrayDeque<>();

    DemoTaker(
        final GavelClient.Context context,
        final Setting setting,
        final SplittableRandom random,
        final long paceNs,
        final long account)
    {
        super(context, setting, random, paceNs, account);
    }

    @Override
    void act()
    {
        if (resting.size() > RESTING_MAX)
        {
            // It may have traded: then the venue refuses, which is an answer as well.
            final long clOrdId = resting.removeFirst();
            send(() -> client().cancelOrderByClOrdId(clOrdId));
            return;
        }
        final int listing = random.nextInt(market.listings().size());
        final String symbol = market.listings().get(listing).symbol();
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long quantity = QUANTITY_STEP * (1L + random.nextInt(QUANTITY_STEPS));
        final long fair = market.fairTicks(listing);
        final int kind = random.nextInt(10);
        if (kind == 0)
        {
            place(NewOrder.market(symbol, side, quantity));
        }
        else if (kind == 1)
        {
            final long clOrdId = client().nextClOrdId();
            final long ticks = Side.BUY == side ? fair - fair / 6_000 - 1 : fair + fair / 6_000 + 1;
            if (place(NewOrder.limit(symbol, side, quantity, DemoMarket.price(ticks)).clOrdId(clOrdId)) != null)
            {
                resting.addLast(clOrdId);
            }
        }
        else
        {
            final long reach = 2 + fair / 4_000 + random.nextInt((int)(2 + fair / 4_000));
            final long ticks = Side.BUY == side ? fair + reach : fair - reach;
            place(NewOrder.limit(symbol, side, quantity, DemoMarket.price(ticks)).timeInForce(TimeInForce.IOC));
        }
    }

    @Override
    void onOwnReport(final ExecutionReport report)
    {
        // What a taker holds does not change what it does next.
    }
}
