package io.gavel.engine.book;

import io.gavel.engine.InvariantViolation;

/**
 * Orders and price levels, each a node of eight ints in one array, named by handles that stay when the array grows: an
 * order's handle is its slot, 0 and up; a level's is -2 and down.
 */
final class Nodes
{
    static final int NIL = -1;

    /** Ints of a node, as a shift. */
    static final int NODE_SHIFT = 3;

    // Fields that an order and a level share: a level is the sentinel of the ring of its orders.
    static final int PREV = 1;
    static final int NEXT = 2;
    static final int KEY_LOW = 6;
    static final int KEY_HIGH = 7;

    // Fields of an order.
    static final int LOTS = 0;
    /** NIL while the order is in no book. */
    static final int LEVEL = 3;
    /** Of an allocated order: its generation. Of a free slot: the next generation, negated. */
    static final int GENERATION = 4;
    static final int INSTRUMENT = 5;

    // Fields of a level. Invariant: the total equals the sum of its orders' lots, the count the number of its orders.
    static final int TOTAL_LOW = 0;
    static final int TOTAL_HIGH = 3;
    static final int COUNT = 4;
    static final int LEAF = 5;

    private static final int FIRST_LEVEL = -2;
    private static final int INITIAL_ORDERS = 1_024;
    private static final int INITIAL_LEVELS = 256;

    /** The nodes. Replaced when it grows: nobody may keep it over an allocation. */
    int[] array;

    /** Added to a handle gives the node's number in the array. */
    int base;

    private final int ordersMax;
    private int orderCapacity;
    private int levelCapacity;
    private int levelsUsed;
    private int freeLevel = NIL;

    Nodes(final int ordersMax)
    {
        this.ordersMax = ordersMax;
        orderCapacity = Math.min(INITIAL_ORDERS, ordersMax);
        levelCapacity = Math.min(INITIAL_LEVELS, ordersMax);
        base = levelCapacity + 1;
        array = new int[(base + orderCapacity) << NODE_SHIFT];
    }

    int at(final int handle)
    {
        return (handle + base) << NODE_SHIFT;
    }

    int get(final int handle, final int field)
    {
        return array[at(handle) + field];
    }

    long key(final int handle)
    {
        final int at = at(handle);
        return ((long)array[at + KEY_HIGH] << 32) | (array[at + KEY_LOW] & 0xFFFF_FFFFL);
    }

    long levelTotal(final int level)
    {
        final int at = at(level);
        return ((long)array[at + TOTAL_HIGH] << 32) | (array[at + TOTAL_LOW] & 0xFFFF_FFFFL);
    }

    /** Makes room for the orders 0 to count - 1. */
    void ensureOrders(final int count)
    {
        if (count > orderCapacity)
        {
            grow(Math.max(count, doubled(orderCapacity)), levelCapacity);
        }
    }

    /** Makes room for so many levels. There are never more of them than orders. */
    void ensureLevels(final int count)
    {
        if (count > levelCapacity)
        {
            grow(orderCapacity, Math.max(count, doubled(levelCapacity)));
        }
    }

    int allocateLevel(final long key, final int leaf)
    {
        final int level;
        if (NIL != freeLevel)
        {
            level = freeLevel;
            freeLevel = get(level, NEXT);
        }
        else
        {
            if (levelsUsed == ordersMax)
            {
                throw new InvariantViolation("more levels than the " + ordersMax + " orders that may be open");
            }
            ensureLevels(levelsUsed + 1);
            level = FIRST_LEVEL - levelsUsed++;
        }
        final int[] nodes = array;
        final int at = at(level);
        nodes[at + TOTAL_LOW] = 0;
        nodes[at + TOTAL_HIGH] = 0;
        nodes[at + PREV] = level;
        nodes[at + NEXT] = level;
        nodes[at + COUNT] = 0;
        nodes[at + LEAF] = leaf;
        nodes[at + KEY_LOW] = (int)key;
        nodes[at + KEY_HIGH] = (int)(key >> 32);
        return level;
    }

    void freeLevel(final int level)
    {
        array[at(level) + NEXT] = freeLevel;
        freeLevel = level;
    }

    /** Levels that are in use: a walk over the free list, for checks. */
    int countLevels()
    {
        int free = 0;
        for (int level = freeLevel; NIL != level; level = get(level, NEXT))
        {
            if (++free > levelsUsed)
            {
                throw new InvariantViolation("the free list of levels is a circle");
            }
        }
        return levelsUsed - free;
    }

    private int doubled(final int capacity)
    {
        return (int)Math.min(ordersMax, 2L * capacity);
    }

    private void grow(final int newOrderCapacity, final int newLevelCapacity)
    {
        final int newBase = newLevelCapacity + 1;
        final int[] grown = new int[(newBase + newOrderCapacity) << NODE_SHIFT];
        // Levels lie below the base and orders above it, so that both keep their handles.
        System.arraycopy(array, 0, grown, (newBase - base) << NODE_SHIFT, array.length);
        array = grown;
        base = newBase;
        orderCapacity = newOrderCapacity;
        levelCapacity = newLevelCapacity;
    }
}
