package io.gavel.benchmarks.engine;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;

/**
 * The books of parity-match. What they have no command for is given so: an IOC is entered, and what is left of it
 * cancelled; a replace that takes a new place is a cancel, and a new order with the same id; a fill-or-kill that can't
 * be filled is not given at all, as the flow knows that.
 */
public final class ParitySide implements EngineSide, OrderBookListener
{
    private final OrderFlow flow;
    private final ReportBuffer reports;
    private final OrderBook[] books;
    private boolean isReplacing;

    /**
     * Empty books.
     *
     * @param flow that they will run.
     */
    public ParitySide(final OrderFlow flow)
    {
        this.flow = flow;
        reports = new ReportBuffer(flow.reportsMax());
        books = new OrderBook[flow.symbols()];
        for (int i = 0; i < books.length; i++)
        {
            books[i] = new OrderBook(this);
        }
    }

    @Override
    public void run(final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            switch (flow.type(i))
            {
                case OrderFlow.CANCEL -> books[flow.book(i)].cancel(flow.order(i), 0);
                case OrderFlow.REDUCE, OrderFlow.REPLACE -> replace(i);
                default -> enter(i);
            }
        }
    }

    private void enter(final int i)
    {
        final OrderBook book = books[flow.book(i)];
        final byte type = flow.type(i);
        final int order = flow.order(i);
        reports.accepted(order, flow.price(i), flow.quantity(i));
        if (OrderFlow.ENTER_FOK_UNFILLED == type)
        {
            reports.canceled(order, flow.quantity(i));
            return;
        }
        book.enter(order, flow.isBuy(i) ? Side.BUY : Side.SELL, flow.price(i), flow.quantity(i));
        if (OrderFlow.ENTER_IOC == type)
        {
            book.cancel(order, 0);
        }
    }

    private void replace(final int i)
    {
        final OrderBook book = books[flow.book(i)];
        final boolean isReduction = OrderFlow.REDUCE == flow.type(i);
        final int order = flow.order(i);
        isReplacing = true;
        book.cancel(order, isReduction ? flow.quantity(i) : 0);
        isReplacing = false;
        reports.replaced(order, flow.price(i), flow.quantity(i));
        if (!isReduction)
        {
            book.enter(order, flow.isBuy(i) ? Side.BUY : Side.SELL, flow.price(i), flow.quantity(i));
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
    public void match(
        final long restingOrderId,
        final long incomingOrderId,
        final Side incomingSide,
        final long price,
        final long executedQuantity,
        final long remainingQuantity)
    {
        reports.trade(incomingOrderId, restingOrderId, price, (int)executedQuantity);
    }

    /** {@inheritDoc} */
    @Override
    public void add(final long orderId, final Side side, final long price, final long size)
    {
        // The order was reported as accepted, or replaced, before it traded.
    }

    /** {@inheritDoc} */
    @Override
    public void cancel(final long orderId, final long canceledQuantity, final long remainingQuantity)
    {
        if (!isReplacing)
        {
            reports.canceled(orderId, (int)canceledQuantity);
        }
    }
}
