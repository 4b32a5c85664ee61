package io.gavel.engine.book;

import io.gavel.schema.Side;

/**
 * Gives the orders of one side of a book in priority, many at a time. A queue is a chain of nodes that lie anywhere in
 * memory: walked alone, each step waits for the one before it. So the queues of several levels are walked side by side,
 * and their waits overlap; how many orders each level has tells where in the result its orders go.
 */
public final class PriorityWalk
{
    private static final int LANES = 16;
    private static final int SLOTS_MAX = 1_024;

    private final int[] slots = new int[SLOTS_MAX];
    private final int[] laneOrders = new int[LANES];
    private final int[] laneAts = new int[LANES];
    private final int[] laneEnds = new int[LANES];
    private Nodes nodes;
    private PriceTree tree;
    // The next level to be walked, NIL after the last.
    private int level;
    // The next order of a level that is longer than the buffer, NIL where none is under way.
    private int order = Nodes.NIL;
    private int at;
    private int end;

    /**
     * Goes to the first order of a side.
     *
     * @param book of it; not to be changed while it is walked.
     * @param side BUY or SELL.
     */
    public void begin(final OrderBook book, final Side side)
    {
        nodes = book.nodes();
        tree = book.tree(side);
        level = tree.best();
        order = Nodes.NIL;
        at = 0;
        end = 0;
    }

    /**
     * The next orders.
     *
     * @param target takes their slots, from index 0.
     * @param most   of them, &gt; 0.
     * @return how many there are; fewer than asked for only at the end, and 0 behind it.
     */
    public int next(final int[] target, final int most)
    {
        int count = 0;
        while (count < most && (at < end || fill()))
        {
            final int taken = Math.min(most - count, end - at);
            System.arraycopy(slots, at, target, count, taken);
            at += taken;
            count += taken;
        }
        return count;
    }

    private boolean fill()
    {
        at = 0;
        end = 0;
        if (Nodes.NIL != order)
        {
            fillFromLongLevel();
        }
        else if (Nodes.NIL != level)
        {
            if (nodes.get(level, Nodes.COUNT) > SLOTS_MAX)
            {
                order = nodes.get(level, Nodes.NEXT);
                level = tree.after(level);
                fillFromLongLevel();
            }
            else
            {
                fillFromLanes(beginLanes());
            }
        }
        return end > 0;
    }

    private void fillFromLongLevel()
    {
        while (end < SLOTS_MAX && order >= 0)
        {
            slots[end++] = order;
            order = nodes.get(order, Nodes.NEXT);
        }
        if (order < 0)
        {
            order = Nodes.NIL;
        }
    }

    private int beginLanes()
    {
        int lanes = 0;
        int count;
        while (lanes < LANES && Nodes.NIL != level && (count = nodes.get(level, Nodes.COUNT)) <= SLOTS_MAX - end)
        {
            laneOrders[lanes] = nodes.get(level, Nodes.NEXT);
            laneAts[lanes] = end;
            end += count;
            laneEnds[lanes++] = end;
            level = tree.after(level);
        }
        return lanes;
    }

    private void fillFromLanes(final int lanes)
    {
        final int[] array = nodes.array;
        boolean isAny = true;
        while (isAny)
        {
            isAny = false;
            for (int lane = 0; lane < lanes; lane++)
            {
                final int slotAt = laneAts[lane];
                if (slotAt < laneEnds[lane])
                {
                    final int slot = laneOrders[lane];
                    slots[slotAt] = slot;
                    laneAts[lane] = slotAt + 1;
                    laneOrders[lane] = array[nodes.at(slot) + Nodes.NEXT];
                    isAny = true;
                }
            }
        }
    }
}
