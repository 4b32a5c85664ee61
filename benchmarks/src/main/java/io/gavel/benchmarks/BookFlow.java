package io.gavel.benchmarks;

import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowShape;
import io.gavel.reference.ReferenceMatcher;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Arrays;

/**
 * An order flow that every book can run, as arrays, so that nothing but the books is timed: limit orders that rest or
 * are IOC, and cancels of orders that are open. (A cancel of an order that was filled makes parity-match drop a level
 * that others have rested on since.) Order ids count from 1.
 */
public final class BookFlow
{
    /** A limit order whose remainder rests. */
    public static final byte ENTER = 0;

    /** A limit order whose remainder is cancelled. */
    public static final byte ENTER_IOC = 1;

    /** Takes an open order out. */
    public static final byte CANCEL = 2;

    private final int symbols;
    private byte[] types;
    private boolean[] buys;
    private int[] books;
    private int[] quantities;
    private long[] orderIds;
    private long[] prices;
    private int size;
    private int fillSize;
    private int orders;

    private BookFlow(final int symbols, final int capacity)
    {
        this.symbols = symbols;
        types = new byte[capacity];
        buys = new boolean[capacity];
        books = new int[capacity];
        quantities = new int[capacity];
        orderIds = new long[capacity];
        prices = new long[capacity];
    }

    /**
     * A random flow: first as many commands as it takes to fill the books, then those to measure.
     *
     * @param seed     of the randomness.
     * @param shape    of the flow; what not every book has is left out of it.
     * @param commands to measure.
     * @return the flow.
     */
    public static BookFlow random(final long seed, final FlowShape shape, final int commands)
    {
        final FlowGenerator generator = new FlowGenerator(seed, shape.asPlain());
        final ReferenceMatcher matcher = new ReferenceMatcher(report ->
        {
        });
        final BookFlow flow = new BookFlow(shape.symbols(), 1_024);
        final int fillMax = 10 * shape.openOrders();
        int open = 0;
        while (flow.size < fillMax && open < shape.openOrders())
        {
            flow.add(generator.next(), matcher);
            if (flow.size % 1_024 == 0)
            {
                open = matcher.openOrders();
            }
        }
        flow.fillSize = flow.size;
        while (flow.size < flow.fillSize + commands)
        {
            flow.add(generator.next(), matcher);
        }
        return flow;
    }

    private void add(final FlowCommand command, final ReferenceMatcher matcher)
    {
        final boolean isCancel = FlowCommand.Type.CANCEL == command.type();
        if (isCancel ? !matcher.isOpen(command.orderId()) : command.price() < 1)
        {
            return;
        }
        matcher.onCommand(command);
        ensureCapacity();
        types[size] = isCancel ? CANCEL : TimeInForce.IOC == command.tif() ? ENTER_IOC : ENTER;
        buys[size] = Side.BUY == command.side();
        books[size] = Integer.parseInt(command.symbol().substring(3));
        quantities[size] = (int)command.quantity();
        orderIds[size] = Long.parseLong(command.orderId());
        prices[size] = command.price();
        orders = (int)Math.max(orders, orderIds[size]);
        size++;
    }

    private void ensureCapacity()
    {
        if (size == types.length)
        {
            final int capacity = 2 * size;
            types = Arrays.copyOf(types, capacity);
            buys = Arrays.copyOf(buys, capacity);
            books = Arrays.copyOf(books, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
            orderIds = Arrays.copyOf(orderIds, capacity);
            prices = Arrays.copyOf(prices, capacity);
        }
    }

    /**
     * Books that the flow is for.
     *
     * @return count, 1 and up.
     */
    public int symbols()
    {
        return symbols;
    }

    /**
     * All commands.
     *
     * @return count.
     */
    public int size()
    {
        return size;
    }

    /**
     * The commands that fill the books, before those to measure.
     *
     * @return count.
     */
    public int fillSize()
    {
        return fillSize;
    }

    /**
     * The largest order id.
     *
     * @return id.
     */
    public int orders()
    {
        return orders;
    }

    /**
     * What a command is.
     *
     * @param i index of the command.
     * @return {@link #ENTER}, {@link #ENTER_IOC} or {@link #CANCEL}.
     */
    public byte type(final int i)
    {
        return types[i];
    }

    /**
     * Side of a new order.
     *
     * @param i index of the command.
     * @return true for a buy.
     */
    public boolean isBuy(final int i)
    {
        return buys[i];
    }

    /**
     * Book of a command.
     *
     * @param i index of the command.
     * @return 0..symbols - 1.
     */
    public int book(final int i)
    {
        return books[i];
    }

    /**
     * Quantity of a new order.
     *
     * @param i index of the command.
     * @return lots.
     */
    public int quantity(final int i)
    {
        return quantities[i];
    }

    /**
     * Order of a command.
     *
     * @param i index of the command.
     * @return id.
     */
    public long orderId(final int i)
    {
        return orderIds[i];
    }

    /**
     * Limit of a new order.
     *
     * @param i index of the command.
     * @return ticks.
     */
    public long price(final int i)
    {
        return prices[i];
    }
}
