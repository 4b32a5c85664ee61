package io.gavel.benchmarks.engine;

import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowReport;
import io.gavel.reference.ReferenceMatcher;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes an {@link OrderFlow} of commands, by running them through naive books: so it knows what is open of each order,
 * what has to come of the flow, and which commands would be refused. Those are left out: a cancel of an order that was
 * filled makes parity-match drop a level that others have rested on since.
 */
public final class FlowBuilder
{
    private static final int CAPACITY_INITIAL = 1_024;

    private final ReferenceMatcher matcher = new ReferenceMatcher(this::onReport);
    private final FlowDigest expected = new FlowDigest();
    private final Map<String, Integer> books = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final OpenOrderList open = new OpenOrderList();
    private final Commands commands = new Commands();
    // By order number.
    private String[] orderIds = new String[CAPACITY_INITIAL];
    private int[] bookOf = new int[CAPACITY_INITIAL];
    private boolean[] isBuy = new boolean[CAPACITY_INITIAL];
    private long[] prices = new long[CAPACITY_INITIAL];
    private int[] left = new int[CAPACITY_INITIAL];
    private int[] filled = new int[CAPACITY_INITIAL];
    private int orders;
    private int fillSize;
    private int leftOut;
    // Of the command that is being run.
    private int number;
    private int reports;
    private boolean isRefused;
    private boolean hasTraded;

    /** No commands. */
    public FlowBuilder()
    {
    }

    /** The commands of a flow, column by column. */
    static final class Commands
    {
        byte[] types = new byte[CAPACITY_INITIAL];
        boolean[] buys = new boolean[CAPACITY_INITIAL];
        int[] books = new int[CAPACITY_INITIAL];
        int[] quantities = new int[CAPACITY_INITIAL];
        int[] before = new int[CAPACITY_INITIAL];
        int[] filled = new int[CAPACITY_INITIAL];
        int[] orders = new int[CAPACITY_INITIAL];
        int[] reports = new int[CAPACITY_INITIAL];
        long[] prices = new long[CAPACITY_INITIAL];
        int size;

        private void ensureCapacity()
        {
            if (size == types.length)
            {
                final int capacity = 2 * size;
                types = Arrays.copyOf(types, capacity);
                buys = Arrays.copyOf(buys, capacity);
                books = Arrays.copyOf(books, capacity);
                quantities = Arrays.copyOf(quantities, capacity);
                before = Arrays.copyOf(before, capacity);
                filled = Arrays.copyOf(filled, capacity);
                orders = Arrays.copyOf(orders, capacity);
                reports = Arrays.copyOf(reports, capacity);
                prices = Arrays.copyOf(prices, capacity);
            }
        }
    }

    /**
     * Adds a command.
     *
     * @param command next of the flow.
     * @return false where it is left out, as a venue would refuse it.
     */
    public boolean add(final FlowCommand command)
    {
        final boolean isNew = FlowCommand.Type.NEW == command.type();
        number = isNew ? orders + 1 : numbers.getOrDefault(command.orderId(), 0);
        final int before = isNew ? 0 : left[number];
        final int filledBefore = isNew ? 0 : filled[number];
        final long priceBefore = isNew ? 0 : prices[number];
        reports = 0;
        isRefused = false;
        hasTraded = false;
        matcher.onCommand(command);
        if (isRefused)
        {
            leftOut++;
            return false;
        }
        commands.ensureCapacity();
        final int at = commands.size++;
        commands.types[at] = type(command, before, priceBefore);
        commands.orders[at] = number;
        commands.buys[at] = isBuy[number];
        commands.books[at] = bookOf[number];
        commands.quantities[at] = (int)command.quantity();
        commands.prices[at] = command.price();
        commands.before[at] = before;
        commands.filled[at] = filledBefore;
        commands.reports[at] = reports;
        closeIfDone(number);
        return true;
    }

    private byte type(final FlowCommand command, final int before, final long priceBefore)
    {
        return switch (command.type())
        {
            case CANCEL -> OrderFlow.CANCEL;
            case REPLACE -> command.price() == priceBefore && command.quantity() < before ?
                OrderFlow.REDUCE : OrderFlow.REPLACE;
            default -> TimeInForce.IOC == command.tif() ? OrderFlow.ENTER_IOC :
                TimeInForce.FOK != command.tif() ? OrderFlow.ENTER :
                hasTraded ? OrderFlow.ENTER_FOK : OrderFlow.ENTER_FOK_UNFILLED;
        };
    }

    private void onReport(final FlowReport report)
    {
        reports++;
        switch (report.type())
        {
            case ACCEPTED ->
            {
                begin(report);
                expected.onAccepted(number, report.price(), report.quantity());
            }
            case TRADE ->
            {
                final int resting = numbers.get(report.restingOrderId());
                hasTraded = true;
                fill(resting, (int)report.quantity());
                fill(number, (int)report.quantity());
                expected.onTrade(number, resting, report.price(), report.quantity());
                closeIfDone(resting);
            }
            case CANCELED ->
            {
                left[number] = 0;
                expected.onCanceled(number, report.quantity());
            }
            case REPLACED ->
            {
                prices[number] = report.price();
                left[number] = (int)report.quantity();
                expected.onReplaced(number, report.price(), report.quantity());
            }
            default -> isRefused = true;
        }
    }

    private void begin(final FlowReport report)
    {
        orders = number;
        if (number >= left.length)
        {
            final int capacity = 2 * number;
            orderIds = Arrays.copyOf(orderIds, capacity);
            bookOf = Arrays.copyOf(bookOf, capacity);
            isBuy = Arrays.copyOf(isBuy, capacity);
            prices = Arrays.copyOf(prices, capacity);
            left = Arrays.copyOf(left, capacity);
            filled = Arrays.copyOf(filled, capacity);
        }
        orderIds[number] = report.orderId();
        bookOf[number] = books.computeIfAbsent(report.symbol(), symbol -> books.size());
        isBuy[number] = Side.BUY == report.side();
        prices[number] = report.price();
        left[number] = (int)report.quantity();
        numbers.put(report.orderId(), number);
        open.add(number);
    }

    private void fill(final int order, final int quantity)
    {
        left[order] -= quantity;
        filled[order] += quantity;
    }

    private void closeIfDone(final int order)
    {
        if (0 == left[order] && null != orderIds[order])
        {
            numbers.remove(orderIds[order], order);
            orderIds[order] = null;
            open.remove(order);
        }
    }

    /** What was added until now fills the books; what is added from now on is measured. */
    public void endFill()
    {
        fillSize = commands.size;
    }

    /**
     * Commands that were added.
     *
     * @return count, without those that were left out.
     */
    public int size()
    {
        return commands.size;
    }

    /**
     * The flow, which nothing may be added to any more.
     *
     * @param name of it.
     * @return the flow.
     */
    public OrderFlow build(final String name)
    {
        return new OrderFlow(
            name, commands, Math.max(1, books.size()), fillSize, open.size(), leftOut, expected);
    }

    OpenOrderList open()
    {
        return open;
    }

    int lastOrder()
    {
        return orders;
    }

    int openLots(final int order)
    {
        return left[order];
    }

    long priceTicks(final int order)
    {
        return prices[order];
    }

    boolean isBuy(final int order)
    {
        return isBuy[order];
    }
}
