package io.gavel.benchmarks;

import io.gavel.engine.Limits;
import io.gavel.engine.book.MatchListener;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.book.OrderPool;
import io.gavel.schema.Side;
import java.util.Arrays;

/** The books of this exchange, every check included that the engine makes of them. */
public final class GavelRun implements BookRun, MatchListener
{
    private final BookFlow flow;
    private final TradeDigest digest;
    private final OrderPool pool = new OrderPool(Limits.ORDERS_MAX);
    private final OrderBook[] books;
    // By the flow's order id: the venue's id, as a client keeps it from the report that accepts its order.
    private final long[] venueIds;
    // By slot: the flow's order id.
    private long[] flowIds = new long[1_024];
    private long aggressorId;

    /**
     * Empty books.
     *
     * @param flow   that they will run.
     * @param digest takes their trades.
     */
    public GavelRun(final BookFlow flow, final TradeDigest digest)
    {
        this.flow = flow;
        this.digest = digest;
        books = new OrderBook[flow.symbols()];
        for (int i = 0; i < books.length; i++)
        {
            books[i] = new OrderBook(pool, i);
        }
        venueIds = new long[flow.orders() + 1];
    }

    @Override
    public void run(final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            final int orderId = (int)flow.orderId(i);
            if (BookFlow.CANCEL == flow.type(i))
            {
                final int slot = pool.find(venueIds[orderId]);
                books[pool.instrumentId(slot)].unlink(slot);
                pool.free(slot);
            }
            else
            {
                enter(i, orderId);
            }
        }
    }

    @Override
    public int affordableLots(final long priceTicks, final int lots)
    {
        return lots;
    }

    @Override
    public void onExecution(final int restingOrder, final long priceTicks, final int lots)
    {
        digest.onTrade(aggressorId, flowIds[restingOrder], priceTicks, lots);
    }

    private void enter(final int i, final int orderId)
    {
        final OrderBook book = books[flow.book(i)];
        final Side side = flow.isBuy(i) ? Side.BUY : Side.SELL;
        final long price = flow.price(i);
        if (pool.isFull() || !book.canRest(side, price))
        {
            throw new IllegalStateException("no room for order " + orderId);
        }
        aggressorId = orderId;
        final int left = book.match(side, price, flow.quantity(i), this);
        if (left > 0 && BookFlow.ENTER == flow.type(i))
        {
            final int slot = pool.allocate();
            book.rest(slot, side, price, left);
            if (slot >= flowIds.length)
            {
                flowIds = Arrays.copyOf(flowIds, 2 * flowIds.length);
            }
            flowIds[slot] = orderId;
            venueIds[orderId] = pool.orderId(slot);
        }
    }
}
