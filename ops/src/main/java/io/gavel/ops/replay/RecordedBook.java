package io.gavel.ops.replay;

import io.gavel.ops.itch.ItchFormatException;
import io.gavel.ops.itch.ItchMessage;
import io.gavel.ops.itch.ItchMessage.AddOrder;
import io.gavel.ops.itch.ItchMessage.OrderDeleted;
import io.gavel.ops.itch.ItchMessage.OrderExecuted;
import io.gavel.ops.itch.ItchMessage.OrderReduced;
import io.gavel.ops.itch.ItchMessage.OrderReplaced;
import io.gavel.schema.Side;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ITCH file says of one stock, and nothing more: which orders are open, in which priority, and which trades
 * displayed orders had. It does not match: executions are taken from the file. Fails with an
 * {@link ItchFormatException} where a message contradicts the ones before it.
 */
public final class RecordedBook
{
    private static final class OpenOrder
    {
        private final long reference;
        private final Side side;
        private final long priceMinor;
        private long openShares;

        private OpenOrder(final long reference, final Side side, final long priceMinor, final long openShares)
        {
            this.reference = reference;
            this.side = side;
            this.priceMinor = priceMinor;
            this.openShares = openShares;
        }

        private RecordedOrder snapshot()
        {
            return new RecordedOrder(reference, side, openShares, priceMinor);
        }
    }

    private final Map<Long, OpenOrder> openOrders = new HashMap<>();

    // Best price first; within a price the orders stand in the order of their arrival.
    private final TreeMap<Long, Map<Long, OpenOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Map<Long, OpenOrder>> asks = new TreeMap<>();
    private final List<RecordedExecution> executions = new ArrayList<>();
    private long outOfPriorityCount;
    private long crossingCount;

    /**
     * Takes one message in.
     *
     * @param message of this book's stock; one that does not concern the displayed book changes nothing.
     * @throws ItchFormatException where it names an order that is not open, takes more than is open, or adds an order
     *                             that is open already.
     */
    public void onMessage(final ItchMessage message) throws ItchFormatException
    {
        if (message instanceof AddOrder add)
        {
            add(message, new OpenOrder(add.reference(), add.side(), add.priceMinor(), add.shares()));
        }
        else if (message instanceof OrderExecuted executed)
        {
            execute(executed);
        }
        else if (message instanceof OrderReduced reduced)
        {
            take(reduced, open(reduced), reduced.shares());
        }
        else if (message instanceof OrderDeleted deleted)
        {
            remove(open(deleted));
        }
        else if (message instanceof OrderReplaced replaced)
        {
            final OpenOrder old = open(replaced);
            remove(old);
            add(message, new OpenOrder(replaced.newReference(), old.side, replaced.priceMinor(), replaced.shares()));
        }
    }

    /**
     * Checks a message of another stock.
     *
     * @param message that is not of this book's stock.
     * @throws ItchFormatException where it names an order of this book.
     */
    public void onOtherStock(final ItchMessage message) throws ItchFormatException
    {
        if (message instanceof ItchMessage.OfOrder named && openOrders.containsKey(named.reference()))
        {
            throw contradiction(message, "locate " + message.header().locate() + ", but order " + named.reference() +
                " is another stock's");
        }
    }

    /**
     * One open order.
     *
     * @param message that names it.
     * @return the order as it is now.
     * @throws ItchFormatException where it is not open.
     */
    public RecordedOrder order(final ItchMessage.OfOrder message) throws ItchFormatException
    {
        return open(message).snapshot();
    }

    /**
     * Trades of displayed orders so far.
     *
     * @return in the order of the file.
     */
    public List<RecordedExecution> executions()
    {
        return List.copyOf(executions);
    }

    /**
     * Open orders of one side now.
     *
     * @param side of the book.
     * @return by price, then time.
     */
    public List<RecordedOrder> resting(final Side side)
    {
        final List<RecordedOrder> orders = new ArrayList<>();
        for (final Map<Long, OpenOrder> level : levels(side).values())
        {
            for (final OpenOrder order : level.values())
            {
                orders.add(order.snapshot());
            }
        }
        return orders;
    }

    /**
     * Open orders now.
     *
     * @return of both sides.
     */
    public int restingCount()
    {
        return openOrders.size();
    }

    /**
     * Executions of an order that was not the first of its side by price and time. A price-time book can't repeat them.
     *
     * @return 0 where the recorded market kept price-time priority.
     */
    public long outOfPriorityCount()
    {
        return outOfPriorityCount;
    }

    /**
     * Orders that came into the book at a price at which the other side stood. A book in continuous trading would have
     * traded them.
     *
     * @return 0 where the recorded book was never crossed or locked.
     */
    public long crossingCount()
    {
        return crossingCount;
    }

    private void add(final ItchMessage message, final OpenOrder order) throws ItchFormatException
    {
        if (openOrders.putIfAbsent(order.reference, order) != null)
        {
            throw contradiction(message, "order " + order.reference + " is in the book already");
        }
        if (crosses(order))
        {
            crossingCount++;
        }
        levels(order.side).computeIfAbsent(order.priceMinor, (price) -> new LinkedHashMap<>())
            .put(order.reference, order);
    }

    private boolean crosses(final OpenOrder order)
    {
        if (order.side == Side.BUY)
        {
            return !asks.isEmpty() && order.priceMinor >= asks.firstKey();
        }
        return !bids.isEmpty() && order.priceMinor <= bids.firstKey();
    }

    private void execute(final OrderExecuted executed) throws ItchFormatException
    {
        final OpenOrder order = open(executed);
        if (levels(order.side).firstEntry().getValue().values().iterator().next() != order)
        {
            outOfPriorityCount++;
        }
        take(executed, order, executed.shares());
        final long priceMinor = executed.priceMinor() == 0 ? order.priceMinor : executed.priceMinor();
        executions.add(new RecordedExecution(order.reference, executed.shares(), priceMinor));
    }

    private OpenOrder open(final ItchMessage.OfOrder message) throws ItchFormatException
    {
        final OpenOrder order = openOrders.get(message.reference());
        if (order == null)
        {
            throw contradiction(message, "order " + message.reference() + " is not in the book");
        }
        return order;
    }

    private void take(final ItchMessage message, final OpenOrder order, final long shares) throws ItchFormatException
    {
        if (shares > order.openShares)
        {
            throw contradiction(message, shares + " shares of order " + order.reference + ", which has " +
                order.openShares + " open");
        }
        order.openShares -= shares;
        if (order.openShares == 0)
        {
            remove(order);
        }
    }

    private void remove(final OpenOrder order)
    {
        openOrders.remove(order.reference);
        final Map<Long, OpenOrder> level = levels(order.side).get(order.priceMinor);
        level.remove(order.reference);
        if (level.isEmpty())
        {
            levels(order.side).remove(order.priceMinor);
        }
    }

    private TreeMap<Long, Map<Long, OpenOrder>> levels(final Side side)
    {
        return side == Side.BUY ? bids : asks;
    }

    private static ItchFormatException contradiction(final ItchMessage message, final String what)
    {
        return new ItchFormatException(message.header().offset(), message.header().type() + ": " + what);
    }
}
