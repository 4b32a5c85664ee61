package io.gavel.benchmarks.engine;

import io.gavel.engine.Limits;
import io.gavel.engine.book.MatchListener;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.book.OrderPool;
import io.gavel.schema.Side;
import java.util.Arrays;

/** The books of this exchange alone, every check included that the engine makes of them. */
public final class GavelBookSide implements EngineSide, MatchListener
{
    private final OrderFlow flow;
    private final ReportBuffer reports;
    private final OrderPool pool = new OrderPool(Limits.ORDERS_MAX);
    private final OrderBook[] books;
    // By command: of one that names an order, the venue's id of it, which is what a client puts into it.
    private final long[] venueIds;
    // By slot: the flow's number of the order.
    private int[] numbers = new int[1_024];
    private int aggressor;
    private long lastVenueId;

    private GavelBookSide(final OrderFlow flow, final long[] venueIds)
    {
        this.flow = flow;
        this.venueIds = venueIds;
        reports = new ReportBuffer(flow.reportsMax());
        books = new OrderBook[flow.symbols()];
        for (int i = 0; i < books.length; i++)
        {
            books[i] = new OrderBook(pool, i);
        }
    }

    /**
     * Runs the flow once before, as its clients: they learn the ids of their orders from the reports.
     *
     * @param flow that will be run.
     * @return makes empty books.
     */
    public static Maker prepare(final OrderFlow flow)
    {
        final long[] byCommand = new long[flow.size()];
        final long[] byOrder = new long[flow.orders() + 1];
        final GavelBookSide clients = new GavelBookSide(flow, byCommand);
        for (int i = 0; i < flow.size(); i++)
        {
            final int order = flow.order(i);
            byCommand[i] = byOrder[order];
            clients.run(i, i + 1);
            clients.discard();
            if (OrderFlow.isNew(flow.type(i)))
            {
                byOrder[order] = clients.lastVenueId;
            }
        }
        return () -> new GavelBookSide(flow, byCommand);
    }

    @Override
    public void run(final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            switch (flow.type(i))
            {
                case OrderFlow.CANCEL -> cancel(pool.find(venueIds[i]));
                case OrderFlow.REDUCE -> reduce(i, pool.find(venueIds[i]));
                case OrderFlow.REPLACE -> replace(i, pool.find(venueIds[i]));
                default -> enter(i);
            }
        }
    }

    @Override
    public void drain(final FlowDigest digest)
    {
        reports.drain(digest);
    }

    @Override
    public void discard()
    {
        reports.clear();
    }

    /** {@inheritDoc} */
    @Override
    public int affordableLots(final long priceTicks, final int lots)
    {
        return lots;
    }

    /** {@inheritDoc} */
    @Override
    public void onExecution(final int restingOrder, final long priceTicks, final int lots)
    {
        reports.trade(aggressor, numbers[restingOrder], priceTicks, lots);
    }

    private void enter(final int i)
    {
        final OrderBook book = books[flow.book(i)];
        final Side side = flow.isBuy(i) ? Side.BUY : Side.SELL;
        final long price = flow.price(i);
        final int quantity = flow.quantity(i);
        final byte type = flow.type(i);
        if (pool.isFull() || !book.canRest(side, price))
        {
            throw new IllegalStateException("no room for order " + flow.order(i));
        }
        aggressor = flow.order(i);
        reports.accepted(aggressor, price, quantity);
        final boolean isKilled = type >= OrderFlow.ENTER_FOK && book.lotsAvailable(side, price, quantity) < quantity;
        final int left = isKilled ? quantity : book.match(side, price, quantity, this);
        if (0 == left)
        {
            return;
        }
        if (OrderFlow.ENTER != type)
        {
            reports.canceled(aggressor, left);
            return;
        }
        final int slot = pool.allocate();
        book.rest(slot, side, price, left);
        if (slot >= numbers.length)
        {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        numbers[slot] = aggressor;
        lastVenueId = pool.orderId(slot);
    }

    private void cancel(final int slot)
    {
        reports.canceled(numbers[slot], pool.leavesLots(slot));
        books[pool.instrumentId(slot)].unlink(slot);
        pool.free(slot);
    }

    private void reduce(final int i, final int slot)
    {
        final int quantity = flow.quantity(i);
        books[pool.instrumentId(slot)].reduce(slot, pool.leavesLots(slot) - quantity);
        reports.replaced(numbers[slot], pool.priceTicks(slot), quantity);
    }

    private void replace(final int i, final int slot)
    {
        final OrderBook book = books[pool.instrumentId(slot)];
        final Side side = pool.side(slot);
        final long price = flow.price(i);
        final int quantity = flow.quantity(i);
        if (!book.canRest(side, price))
        {
            throw new IllegalStateException("no room for order " + numbers[slot]);
        }
        aggressor = numbers[slot];
        book.unlink(slot);
        reports.replaced(aggressor, price, quantity);
        final int left = book.match(side, price, quantity, this);
        if (left > 0)
        {
            book.rest(slot, side, price, left);
        }
        else
        {
            pool.free(slot);
        }
    }
}
