package io.gavel.benchmarks;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;

/** The books of parity-match. It has no IOC: such an order is entered, and what is left of it cancelled. */
public final class ParityRun implements BookRun, OrderBookListener
{
    private final BookFlow flow;
    private final TradeDigest digest;
    private final OrderBook[] books;

    /**
     * Empty books.
     *
     * @param flow   that they will run.
     * @param digest takes their trades.
     */
    public ParityRun(final BookFlow flow, final TradeDigest digest)
    {
        this.flow = flow;
        this.digest = digest;
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
            final OrderBook book = books[flow.book(i)];
            final byte type = flow.type(i);
            if (BookFlow.CANCEL != type)
            {
                book.enter(flow.orderId(i), flow.isBuy(i) ? Side.BUY : Side.SELL, flow.price(i), flow.quantity(i));
            }
            if (BookFlow.ENTER != type)
            {
                book.cancel(flow.orderId(i), 0);
            }
        }
    }

    @Override
    public void match(
        final long restingOrderId,
        final long incomingOrderId,
        final Side incomingSide,
        final long price,
        final long executedQuantity,
        final long remainingQuantity)
    {
        digest.onTrade(incomingOrderId, restingOrderId, price, executedQuantity);
    }

    @Override
    public void add(final long orderId, final Side side, final long price, final long size)
    {
        // Only trades are compared.
    }

    @Override
    public void cancel(final long orderId, final long canceledQuantity, final long remainingQuantity)
    {
        // Only trades are compared.
    }
}
