package io.gavel.engine.book;

import io.gavel.engine.InvariantViolation;
import io.gavel.schema.Side;

/**
 * The orders of every book, and the price levels and tree nodes under them. An order is named by its slot inside the
 * engine and by its order id outside: {@code generation << 32 | slot}, so that it is found by one array access, and an
 * id never comes again. Storage begins small and is doubled when it is full, up to the bound; see
 * {@link #reserve(int, int)}. Slots are given out again last in, first out: which slot comes next is part of the state.
 */
public final class OrderPool
{
    /** No order. */
    public static final int NIL = Nodes.NIL;

    /** Largest bound that a pool may have. */
    public static final int ORDERS_MAX = 1 << 26;

    private static final int TREE_NODES_MIN = 1 << 20;

    // A slot whose generations are used up: it is neither free nor allocated, and stays so.
    private static final int RETIRED = Integer.MIN_VALUE;

    final Nodes nodes;
    final TreeNodes treeNodes;

    private final int ordersMax;
    private int slotCount;
    private int freeOrder = NIL;
    private int allocatedCount;

    // Last of the free list while it is restored.
    private int restoredTail = NIL;

    /**
     * An empty pool. The tree nodes are bounded by a quarter of the orders (or a million, or what the orders can need
     * at all): see {@link OrderBook#canRest(Side, long)}.
     *
     * @param ordersMax orders that can be allocated at once, 1..{@link #ORDERS_MAX}.
     */
    public OrderPool(final int ordersMax)
    {
        this(ordersMax, (int)Math.min((long)TreeNodes.HEIGHT_MAX * ordersMax,
            Math.max(TREE_NODES_MIN, ordersMax / 4)));
    }

    /**
     * An empty pool.
     *
     * @param ordersMax    orders that can be allocated at once, 1..{@link #ORDERS_MAX}.
     * @param treeNodesMax bound of the nodes of all price trees, each counted as if of full height; 272 bytes each.
     */
    public OrderPool(final int ordersMax, final int treeNodesMax)
    {
        if (ordersMax < 1 || ordersMax > ORDERS_MAX || treeNodesMax < TreeNodes.HEIGHT_MAX || treeNodesMax > 1 << 24)
        {
            throw new IllegalArgumentException("expected ordersMax 1.." + ORDERS_MAX + " and treeNodesMax " +
                TreeNodes.HEIGHT_MAX + ".." + (1 << 24) + ", actual=" + ordersMax + " and " + treeNodesMax);
        }
        this.ordersMax = ordersMax;
        nodes = new Nodes(ordersMax);
        treeNodes = new TreeNodes(treeNodesMax);
    }

    /**
     * Makes room at once, so that nothing has to grow, and be copied, while the venue trades. Changes no state.
     *
     * @param orders that are to fit, at most the pool's bound is made.
     * @param levels that are to fit, likewise.
     */
    public void reserve(final int orders, final int levels)
    {
        nodes.ensureLevels(Math.min(levels, ordersMax));
        nodes.ensureOrders(Math.min(orders, ordersMax));
    }

    /**
     * Whether {@link #allocate()} would give nothing.
     *
     * @return true where no slot is left.
     */
    public boolean isFull()
    {
        return NIL == freeOrder && slotCount == ordersMax;
    }

    /**
     * Takes a slot.
     *
     * @return the slot, whose order id is valid from now on, or {@link #NIL} where the pool is full.
     */
    public int allocate()
    {
        final int order;
        if (NIL != freeOrder)
        {
            order = freeOrder;
            final int at = nodes.at(order);
            freeOrder = nodes.array[at + Nodes.NEXT];
            occupy(order, -nodes.array[at + Nodes.GENERATION]);
        }
        else if (slotCount < ordersMax)
        {
            nodes.ensureOrders(slotCount + 1);
            order = slotCount++;
            occupy(order, 1);
        }
        else
        {
            order = NIL;
        }
        return order;
    }

    /**
     * Gives a slot back; its order id is never valid again.
     *
     * @param order slot, in no book.
     * @throws InvariantViolation where the slot is not allocated, or its order is in a book.
     */
    public void free(final int order)
    {
        final int at = nodes.at(checkAllocated(order));
        final int[] array = nodes.array;
        if (NIL != array[at + Nodes.LEVEL])
        {
            throw new InvariantViolation("order " + orderId(order) + " is freed while it is in a book");
        }
        allocatedCount--;
        final int generation = array[at + Nodes.GENERATION];
        if (Integer.MAX_VALUE == generation)
        {
            array[at + Nodes.GENERATION] = RETIRED;
            return;
        }
        array[at + Nodes.GENERATION] = -(generation + 1);
        array[at + Nodes.NEXT] = freeOrder;
        freeOrder = order;
    }

    /**
     * The venue's name for an order.
     *
     * @param order an allocated slot.
     * @return {@code generation << 32 | slot}, &gt; 0.
     */
    public long orderId(final int order)
    {
        return (long)nodes.get(order, Nodes.GENERATION) << 32 | order;
    }

    /**
     * Finds an order by its id.
     *
     * @param orderId anything.
     * @return slot, or {@link #NIL} where there is no such order, or no longer.
     */
    public int find(final long orderId)
    {
        final int order = (int)orderId;
        if (orderId <= 0 || order < 0 || order >= slotCount)
        {
            return NIL;
        }
        return nodes.get(order, Nodes.GENERATION) == (int)(orderId >> 32) ? order : NIL;
    }

    /**
     * Open quantity of an order that is in a book.
     *
     * @param order slot.
     * @return lots; 0 while its last execution is told.
     */
    public int leavesLots(final int order)
    {
        return nodes.get(order, Nodes.LOTS);
    }

    /**
     * Limit price of an order that is in a book.
     *
     * @param order slot.
     * @return ticks.
     */
    public long priceTicks(final int order)
    {
        return PriceTree.price(nodes.key(order));
    }

    /**
     * Side of an order that is in a book.
     *
     * @param order slot.
     * @return BUY or SELL.
     */
    public Side side(final int order)
    {
        return nodes.get(order, Nodes.KEY_HIGH) < 0 ? Side.SELL : Side.BUY;
    }

    /**
     * Instrument of an order that is in a book.
     *
     * @param order slot.
     * @return the id of the book's instrument.
     */
    public int instrumentId(final int order)
    {
        return nodes.get(order, Nodes.INSTRUMENT);
    }

    /**
     * Whether an allocated order is in a book.
     *
     * @param order an allocated slot.
     * @return true from {@link OrderBook#rest} until it is unlinked or filled.
     */
    public boolean isInBook(final int order)
    {
        return NIL != nodes.get(order, Nodes.LEVEL);
    }

    /**
     * Slots that were ever used; all slots are below.
     *
     * @return 0..the bound.
     */
    public int slotCount()
    {
        return slotCount;
    }

    /**
     * Orders that are allocated now.
     *
     * @return 0..the bound.
     */
    public int allocatedCount()
    {
        return allocatedCount;
    }

    /**
     * Visits the free slots in the order in which they will be given out.
     *
     * @param visitor takes each with the generation of its next order.
     */
    public void forEachFree(final SlotVisitor visitor)
    {
        for (int order = freeOrder; NIL != order; order = nodes.get(order, Nodes.NEXT))
        {
            visitor.onSlot(order, -nodes.get(order, Nodes.GENERATION));
        }
    }

    /**
     * Visits the slots that have no generation left and are not used again, in ascending order.
     *
     * @param visitor takes each with the largest generation.
     */
    public void forEachRetired(final SlotVisitor visitor)
    {
        for (int order = 0; order < slotCount; order++)
        {
            if (RETIRED == nodes.get(order, Nodes.GENERATION))
            {
                visitor.onSlot(order, Integer.MAX_VALUE);
            }
        }
    }

    /**
     * First step of a restore, on a pool that was never used: so many slots, each of which is then told to be
     * allocated, free or retired; {@link #endRestore()} is the last step.
     *
     * @param count what {@link #slotCount()} was.
     * @throws InvariantViolation where the pool was used, or has no room for so many.
     */
    public void beginRestore(final int count)
    {
        if (0 != slotCount || count < 0 || count > ordersMax)
        {
            throw new InvariantViolation("restore of " + count + " slots: expected an unused pool and at most " +
                ordersMax + ", actual slots in use=" + slotCount);
        }
        nodes.ensureOrders(count);
        slotCount = count;
        restoredTail = NIL;
    }

    /**
     * Restores an order's slot, to be rested next; see {@link #beginRestore(int)}.
     *
     * @param orderId that it had.
     * @return its slot.
     * @throws InvariantViolation where the id is malformed or its slot was restored already.
     */
    public int restoreAllocated(final long orderId)
    {
        final int generation = (int)(orderId >> 32);
        occupy(checkUnrestored((int)orderId, generation), generation);
        return (int)orderId;
    }

    /**
     * Restores a free slot: called in the order in which {@link #forEachFree(SlotVisitor)} visited them.
     *
     * @param slot       that was free.
     * @param generation of its next order.
     * @throws InvariantViolation where the slot was restored already, or there is no such slot or generation.
     */
    public void restoreFree(final int slot, final int generation)
    {
        final int at = nodes.at(checkUnrestored(slot, generation));
        nodes.array[at + Nodes.GENERATION] = -generation;
        nodes.array[at + Nodes.NEXT] = NIL;
        if (NIL == restoredTail)
        {
            freeOrder = slot;
        }
        else
        {
            nodes.array[nodes.at(restoredTail) + Nodes.NEXT] = slot;
        }
        restoredTail = slot;
    }

    /**
     * Restores a slot that is not used again.
     *
     * @param slot that was retired.
     * @throws InvariantViolation where the slot was restored already, or there is no such slot.
     */
    public void restoreRetired(final int slot)
    {
        nodes.array[nodes.at(checkUnrestored(slot, Integer.MAX_VALUE)) + Nodes.GENERATION] = RETIRED;
    }

    /**
     * Last step of a restore.
     *
     * @throws InvariantViolation where a slot was not restored.
     */
    public void endRestore()
    {
        for (int order = 0; order < slotCount; order++)
        {
            if (0 == nodes.get(order, Nodes.GENERATION))
            {
                throw new InvariantViolation("slot " + order + " of " + slotCount + " was not restored");
            }
        }
    }

    /**
     * Walks over every slot, and every book that has orders here.
     *
     * @param books all of them.
     * @throws InvariantViolation where something is not what it must be.
     */
    public void checkInvariants(final Iterable<OrderBook> books)
    {
        BookInvariants.check(this, books);
    }

    private void occupy(final int order, final int generation)
    {
        final int at = nodes.at(order);
        nodes.array[at + Nodes.GENERATION] = generation;
        nodes.array[at + Nodes.LEVEL] = NIL;
        allocatedCount++;
    }

    int checkAllocated(final int order)
    {
        if (order < 0 || order >= slotCount || nodes.get(order, Nodes.GENERATION) <= 0)
        {
            throw new InvariantViolation("slot " + order + " of " + slotCount + " is not allocated");
        }
        return order;
    }

    private int checkUnrestored(final int slot, final int generation)
    {
        if (slot < 0 || slot >= slotCount || generation <= 0 || 0 != nodes.get(slot, Nodes.GENERATION))
        {
            throw new InvariantViolation("restore of slot " + slot + " at generation " + generation + ": expected a " +
                "slot below " + slotCount + " that is not yet restored, and a generation above 0");
        }
        return slot;
    }
}
