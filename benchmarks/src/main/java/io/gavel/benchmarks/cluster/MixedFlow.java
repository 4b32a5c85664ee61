package io.gavel.benchmarks.cluster;

/**
 * The orders of one connection in one instrument: of 20 commands 8 new, 6 cancels, 5 replaces and one
 * immediate-or-cancel that trades with two of the new. The connection is the only one in its instrument, so each
 * answer is known before it comes, and the book neither grows nor empties, however long it goes on.
 *
 * <p>Deep orders, on both sides and away from the middle, are what is replaced and cancelled. Top orders, in the
 * middle, are what is traded; those who sell in one cycle of 20 buy in the next, so that money and shares come back.
 */
final class MixedFlow
{
    /** Deep orders that are open. */
    static final int DEPTH = 1_000;

    /** At which all trades are, ticks. */
    static final int MIDDLE_TICKS = 10_000;

    /** Lots of a top order; the one that trades takes two of them. */
    static final int TOP_LOTS = 1;

    /** Deep prices on one side. */
    static final int LEVELS = 64;

    private static final int GAP_TICKS = 10;
    private static final int LOTS = 9;
    // As evenly mixed as can be: deep, cancel, replace, top, immediate.
    private static final String CYCLE = "DCRDCTDRCDCRDCTRDCRI";
    private static final int RING = 1 << 11;

    /** What a command is. */
    enum Kind
    {
        DEEP, CANCEL, REPLACE, TOP, IMMEDIATE
    }

    private static final Kind[] KINDS = CYCLE.chars().mapToObj(letter -> switch (letter)
    {
        case 'D' -> Kind.DEEP;
        case 'C' -> Kind.CANCEL;
        case 'R' -> Kind.REPLACE;
        case 'T' -> Kind.TOP;
        default -> Kind.IMMEDIATE;
    }).toArray(Kind[]::new);

    private final int[] level = new int[RING];
    private final int[] lots = new int[RING];
    private final long[] clOrdIds = new long[RING];
    private long commands;
    private long placed;
    private long cancelled;
    private long replaces;
    private long immediates;
    private long nextClOrdId = 1;

    // The command that was made last.
    private Kind kind;
    private int order;
    private long clOrdId;

    /** Makes the next order of those that are open before the mix begins. */
    void nextDeep()
    {
        kind = Kind.DEEP;
        place();
    }

    /** Makes the next command. */
    void next()
    {
        kind = KINDS[(int)(commands % KINDS.length)];
        switch (kind)
        {
            case DEEP -> place();
            case CANCEL ->
            {
                order = ring(cancelled++);
                clOrdId = clOrdIds[order];
            }
            case REPLACE -> replace();
            case TOP -> clOrdId = nextClOrdId++;
            default ->
            {
                clOrdId = nextClOrdId++;
                immediates++;
            }
        }
        commands++;
    }

    private void place()
    {
        order = ring(placed);
        level[order] = (int)(placed * 37 % LEVELS);
        lots[order] = 1 + (int)(placed % LOTS);
        clOrdId = nextClOrdId++;
        clOrdIds[order] = clOrdId;
        placed++;
    }

    // In turns to another price, and to another quantity at the same price.
    private void replace()
    {
        order = ring(cancelled + replaces * 7_919 % (placed - cancelled));
        clOrdId = clOrdIds[order];
        if ((replaces & 1) == 0)
        {
            level[order] = (level[order] + 1 + (int)(replaces % 7)) % LEVELS;
        }
        else
        {
            lots[order] = lots[order] > 1 ? lots[order] - 1 : LOTS;
        }
        replaces++;
    }

    private static int ring(final long deepOrder)
    {
        return (int)deepOrder & RING - 1;
    }

    Kind kind()
    {
        return kind;
    }

    /**
     * The deep order that the last command is about.
     *
     * @return its place, below {@link #places()}, which another has once it is cancelled.
     */
    int order()
    {
        return order;
    }

    static int places()
    {
        return RING;
    }

    /**
     * The client's id of the order that the last command is about.
     *
     * @return counted up from 1.
     */
    long clOrdId()
    {
        return clOrdId;
    }

    /**
     * Whether the last command's order buys.
     *
     * @return false where it sells.
     */
    boolean isBuy()
    {
        return switch (kind)
        {
            case TOP -> !isSellingCycle();
            case IMMEDIATE -> isSellingCycle();
            default -> (order & 1) == 0;
        };
    }

    /**
     * Whose the last command's order is.
     *
     * @return 0 or 1; the two trade with each other.
     */
    int account()
    {
        return switch (kind)
        {
            case TOP -> 0;
            case IMMEDIATE -> 1;
            default -> order >> 1 & 1;
        };
    }

    // The commands were counted on already.
    private boolean isSellingCycle()
    {
        return ((commands - 1) / KINDS.length & 1) == 0;
    }

    /**
     * Price of the last command's order.
     *
     * @return ticks.
     */
    int priceTicks()
    {
        if (kind == Kind.TOP || kind == Kind.IMMEDIATE)
        {
            return MIDDLE_TICKS;
        }
        final int distance = GAP_TICKS + level[order];
        return isBuy() ? MIDDLE_TICKS - distance : MIDDLE_TICKS + distance;
    }

    /**
     * Open quantity of the last command's order, after a replace.
     *
     * @return lots.
     */
    int lots()
    {
        return switch (kind)
        {
            case TOP -> TOP_LOTS;
            case IMMEDIATE -> 2 * TOP_LOTS;
            default -> lots[order];
        };
    }

    /**
     * Commands that trade, each with two orders.
     *
     * @return so far.
     */
    long immediates()
    {
        return immediates;
    }

    /**
     * What account 0 has more than at the beginning, once everything is answered.
     *
     * @return lots; account 1 has as much less.
     */
    long lotsGained()
    {
        // Account 0 sells in the first cycle, and buys back in the second.
        return (immediates & 1) == 0 ? 0 : -2 * TOP_LOTS;
    }
}
