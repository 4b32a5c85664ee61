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
    // By command: of a cancel, the venue's id of the order, which is what a client puts into it.
    private final long[] venueIds;
    // By slot: the flow's order id.
    private long[] flowIds = new long[1_024];
    private long aggressorId;
    private long lastVenueId;

    /**
     * Empty books.
     *
     * @param flow   that they will run.
     * @param digest takes their trades.
     */
    public GavelRun(final BookFlow flow, final TradeDigest digest)
    {
        this(flow, digest, venueIds(flow));
    }

    private GavelRun(final BookFlow flow, final TradeDigest digest, final long[] venueIds)
    {
        this.flow = flow;
        this.digest = digest;
        this.venueIds = venueIds;
        books = new OrderBook[flow.symbols()];
        for (int i = 0; i < books.length; i++)
        {
            books[i] = new OrderBook(pool, i);
        }
    }

    /** Runs the flow once before, as its clients: they learn the ids of their orders from the reports. */
    private static long[] venueIds(final BookFlow flow)
    {
        final long[] byCommand = new long[flow.size()];
        final long[] byOrder = new long[flow.orders() + 1];
        final GavelRun clients = new GavelRun(flow, new TradeDigest(), byCommand);
        for (int i = 0; i < flow.size(); i++)
        {
            final int orderId = (int)flow.orderId(i);
            byCommand[i] = byOrder[orderId];
            clients.run(i, i + 1);
            byOrder[orderId] = clients.lastVenueId;
        }
        return byCommand;
    }

    @Override
    public void run(final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            if (BookFlow.CANCEL == flow.type(i))
            {
                final int slot = pool.find(venueIds[i]);
                books[pool.instrumentId(slot)].unlink(slot);
                pool.free(slot);
            }
            else
            {
                enter(i, flow.orderId(i));
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

    private void enter(final int i, final long orderId)
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
            lastVenueId = pool.orderId(slot);
        }
    }
}
