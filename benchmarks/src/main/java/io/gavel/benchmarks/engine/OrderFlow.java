package io.gavel.benchmarks.engine;

/**
 * An order flow that every side can run, as arrays, so that nothing but the sides is timed, and what has to come of it.
 * It has only commands that are accepted. Orders are numbered from 1 in the order in which they arrive.
 */
public final class OrderFlow
{
    /** A limit order whose remainder rests. */
    public static final byte ENTER = 0;

    /** A limit order whose remainder is cancelled. */
    public static final byte ENTER_IOC = 1;

    /** A limit order that is filled at once, and was to be cancelled where it would not be. */
    public static final byte ENTER_FOK = 2;

    /** A limit order that is cancelled, as it can't be filled at once. */
    public static final byte ENTER_FOK_UNFILLED = 3;

    /** Takes an open order out. */
    public static final byte CANCEL = 4;

    /** Lowers what is open of an order, which keeps its place. */
    public static final byte REDUCE = 5;

    /** Gives an open order another price or more open quantity, or only another place behind the others. */
    public static final byte REPLACE = 6;

    private final FlowBuilder.Commands commands;
    private final String name;
    private final int symbols;
    private final int fillSize;
    private final int openOrders;
    private final int leftOut;
    private final FlowDigest expected;

    OrderFlow(
        final String name,
        final FlowBuilder.Commands commands,
        final int symbols,
        final int fillSize,
        final int openOrders,
        final int leftOut,
        final FlowDigest expected)
    {
        this.name = name;
        this.commands = commands;
        this.symbols = symbols;
        this.fillSize = fillSize;
        this.openOrders = openOrders;
        this.leftOut = leftOut;
        this.expected = expected;
    }

    /**
     * The same commands by another name.
     *
     * @param other name.
     * @return shares the commands with this.
     */
    OrderFlow named(final String other)
    {
        return new OrderFlow(other, commands, symbols, fillSize, openOrders, leftOut, expected);
    }

    /**
     * What is told of it beside figures, without the commands, which take memory.
     *
     * @return the outline.
     */
    FlowOutline outline()
    {
        return new FlowOutline(name, symbols, fillSize, size() - fillSize, leftOut, expected);
    }

    /**
     * What it is called.
     *
     * @return a short name, or the file's.
     */
    public String name()
    {
        return name;
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
        return commands.size;
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
     * The largest order number.
     *
     * @return number.
     */
    public int orders()
    {
        return (int)expected.accepted();
    }

    /**
     * Orders that are open after the last command.
     *
     * @return count.
     */
    public int openOrders()
    {
        return openOrders;
    }

    /**
     * Commands that a venue would have refused, and that are therefore not in it.
     *
     * @return count.
     */
    public int leftOut()
    {
        return leftOut;
    }

    /**
     * What the naive books made of it.
     *
     * @return of all reports.
     */
    public FlowDigest expected()
    {
        return expected;
    }

    /**
     * What a command is.
     *
     * @param i index of the command.
     * @return one of the constants above.
     */
    public byte type(final int i)
    {
        return commands.types[i];
    }

    /**
     * Side of the command's order.
     *
     * @param i index of the command.
     * @return true for a buy.
     */
    public boolean isBuy(final int i)
    {
        return commands.buys[i];
    }

    /**
     * Book of a command.
     *
     * @param i index of the command.
     * @return 0..symbols - 1.
     */
    public int book(final int i)
    {
        return commands.books[i];
    }

    /**
     * Quantity of a new order, or what is to be open of one that there is.
     *
     * @param i index of the command.
     * @return lots; 0 of a CANCEL.
     */
    public int quantity(final int i)
    {
        return commands.quantities[i];
    }

    /**
     * What was open of the order before the command.
     *
     * @param i index of the command.
     * @return lots; 0 of a new order.
     */
    public int openBefore(final int i)
    {
        return commands.before[i];
    }

    /**
     * What was filled of the order before the command.
     *
     * @param i index of the command.
     * @return lots; 0 of a new order.
     */
    public int filledBefore(final int i)
    {
        return commands.filled[i];
    }

    /**
     * Order of a command.
     *
     * @param i index of the command.
     * @return number.
     */
    public int order(final int i)
    {
        return commands.orders[i];
    }

    /**
     * Limit of a new order, or the new one of one that there is.
     *
     * @param i index of the command.
     * @return ticks; 0 of a CANCEL.
     */
    public long price(final int i)
    {
        return commands.prices[i];
    }

    /**
     * Reports that the command makes.
     *
     * @param i index of the command.
     * @return 1 and up.
     */
    public int reports(final int i)
    {
        return commands.reports[i];
    }

    /**
     * Most reports of a slice.
     *
     * @return count.
     */
    public int reportsMax()
    {
        return (int)sliceMax(commands.reports);
    }

    /**
     * The largest sum over a slice, where slices are counted from the first command, and anew from the first that is
     * measured.
     *
     * @param values by command.
     * @return the sum.
     */
    long sliceMax(final int[] values)
    {
        long most = 0;
        long sum = 0;
        int count = 0;
        for (int i = 0; i < size(); i++)
        {
            if (EngineSide.SLICE == count || i == fillSize)
            {
                sum = 0;
                count = 0;
            }
            sum += values[i];
            count++;
            most = Math.max(most, sum);
        }
        return most;
    }

    static boolean isNew(final byte type)
    {
        return type <= ENTER_FOK_UNFILLED;
    }
}
