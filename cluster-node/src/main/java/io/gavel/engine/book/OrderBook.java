package io.gavel.engine.book;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.Side;

/**
 * The book of one instrument: resting orders in priority, price first, then time. What a call costs depends on neither
 * the number of orders nor that of levels.
 */
public final class OrderBook
{
    private final OrderPool pool;
    private final Nodes nodes;
    private final PriceTree bids;
    private final PriceTree asks;
    private final int instrumentId;

    /**
     * An empty book.
     *
     * @param pool         that its orders come from; shared by the books of a venue.
     * @param instrumentId that is unique among the books of the pool.
     */
    public OrderBook(final OrderPool pool, final int instrumentId)
    {
        this.pool = pool;
        this.instrumentId = instrumentId;
        nodes = pool.nodes;
        bids = new PriceTree(nodes, pool.treeNodes);
        asks = new PriceTree(nodes, pool.treeNodes);
    }

    /**
     * The instrument that the book is of.
     *
     * @return its id.
     */
    public int instrumentId()
    {
        return instrumentId;
    }

    /**
     * Whether there is room for an order at a price: asked before anything is changed. The answer follows from the
     * levels that there are, not from how they came to be.
     *
     * @param side       of the order.
     * @param priceTicks 1..{@link Limits#PRICE_TICKS_MAX}.
     * @return false where the price has no level and the pool no tree nodes for one.
     */
    public boolean canRest(final Side side, final long priceTicks)
    {
        return pool.treeNodes.hasRoomForAnyLevel() || Nodes.NIL != tree(side).find(key(side, priceTicks));
    }

    /**
     * Rests an order at the tail of its price level. It crosses the other side only where orders are collected for an
     * auction: that is for the caller to see to, by matching first.
     *
     * @param order      an allocated slot, in no book.
     * @param side       of the order.
     * @param priceTicks limit price, 1..{@link Limits#PRICE_TICKS_MAX}.
     * @param lots       open quantity, 1..{@link Limits#ORDER_LOTS_MAX}.
     * @throws InvariantViolation where an argument is none of these; nothing has changed then.
     */
    public void rest(final int order, final Side side, final long priceTicks, final int lots)
    {
        if (priceTicks < 1 || priceTicks > Limits.PRICE_TICKS_MAX || lots < 1 || lots > Limits.ORDER_LOTS_MAX)
        {
            throw new InvariantViolation("order to rest: price " + priceTicks + ", lots " + lots + " out of range");
        }
        if (Nodes.NIL != nodes.get(pool.checkAllocated(order), Nodes.LEVEL))
        {
            throw new InvariantViolation("order " + pool.orderId(order) + " is in a book already");
        }
        final long key = key(side, priceTicks);
        final int level = tree(side).findOrAdd(key);
        final int[] array = nodes.array;
        final int atLevel = nodes.at(level);
        final int at = nodes.at(order);
        final int tail = array[atLevel + Nodes.PREV];
        array[nodes.at(tail) + Nodes.NEXT] = order;
        array[atLevel + Nodes.PREV] = order;
        array[atLevel + Nodes.COUNT]++;
        addToTotal(array, atLevel, lots);
        array[at + Nodes.LOTS] = lots;
        array[at + Nodes.PREV] = tail;
        array[at + Nodes.NEXT] = level;
        array[at + Nodes.LEVEL] = level;
        array[at + Nodes.INSTRUMENT] = instrumentId;
        array[at + Nodes.KEY_LOW] = (int)key;
        array[at + Nodes.KEY_HIGH] = (int)(key >> 32);
    }

    /**
     * Lowers the open quantity of an order, which keeps its place.
     *
     * @param order in this book.
     * @param lots  by how much, 1..less than what is open.
     * @throws InvariantViolation where the order is not in this book, or nothing would be left; nothing has changed
     *                            then.
     */
    public void reduce(final int order, final int lots)
    {
        final int at = checkResting(order);
        final int[] array = nodes.array;
        if (lots < 1 || lots >= array[at + Nodes.LOTS])
        {
            throw new InvariantViolation("order " + pool.orderId(order) + ": " + lots + " lots out of " +
                array[at + Nodes.LOTS] + " can't be reduced");
        }
        array[at + Nodes.LOTS] -= lots;
        addToTotal(array, nodes.at(array[at + Nodes.LEVEL]), -lots);
    }

    /**
     * Takes an order out. Its slot stays allocated, for its owner to free or to rest again.
     *
     * @param order in this book.
     * @throws InvariantViolation where the order is not in this book; nothing has changed then.
     */
    public void unlink(final int order)
    {
        final int at = checkResting(order);
        final int[] array = nodes.array;
        unlink(array, at, array[at + Nodes.LOTS], array[at + Nodes.KEY_HIGH] < 0 ? asks : bids);
    }

    /**
     * The first order of a side in priority.
     *
     * @param side of the book.
     * @return slot, {@link OrderPool#NIL} where the side is empty.
     */
    public int first(final Side side)
    {
        final int level = tree(side).best();
        return Nodes.NIL == level ? Nodes.NIL : nodes.get(level, Nodes.NEXT);
    }

    /**
     * The next order of the same side in priority.
     *
     * @param order in this book.
     * @return slot, {@link OrderPool#NIL} after the last.
     */
    public int next(final int order)
    {
        final int next = nodes.get(order, Nodes.NEXT);
        if (next >= 0)
        {
            return next;
        }
        final int level = (nodes.get(order, Nodes.KEY_HIGH) < 0 ? asks : bids).after(next);
        return Nodes.NIL == level ? Nodes.NIL : nodes.get(level, Nodes.NEXT);
    }

    /**
     * The best price of a side.
     *
     * @param side of the book.
     * @return ticks, 0 where the side is empty.
     */
    public long bestPriceTicks(final Side side)
    {
        final PriceTree tree = tree(side);
        return Nodes.NIL == tree.best() ? 0 : PriceTree.price(tree.bestKey());
    }

    /**
     * What an aggressor could trade at most.
     *
     * @param aggressorSide of the order that would arrive.
     * @param limitTicks    its limit, 1..{@link Limits#PRICE_TICKS_MAX}.
     * @param enough        lots; levels beyond those that hold so many are not looked at.
     * @return lots; all of them where they are fewer than enough, and otherwise at least enough.
     */
    public long lotsAvailable(final Side aggressorSide, final long limitTicks, final long enough)
    {
        final PriceTree tree = opposite(aggressorSide);
        final long worstKey = oppositeKey(aggressorSide, limitTicks);
        long total = 0;
        for (int level = tree.best(); Nodes.NIL != level && total < enough; level = tree.after(level))
        {
            if (nodes.key(level) < worstKey)
            {
                break;
            }
            total += nodes.levelTotal(level);
        }
        return total;
    }

    /**
     * Trades an aggressor against the other side, best price first and oldest order first, each at the resting order's
     * price. Orders that are filled leave the book, and their slots are freed.
     *
     * @param aggressorSide of the order that arrives.
     * @param limitTicks    its limit, 1..{@link Limits#PRICE_TICKS_MAX}; for a market order the end of that range.
     * @param lots          to trade at most, &gt;= 0.
     * @param listener      is told of each execution, and asked before it.
     * @return lots that are left: nothing rests here any more that they could trade with, or the listener stopped it.
     * @throws InvariantViolation where the listener affords more than it was asked for.
     */
    public int match(final Side aggressorSide, final long limitTicks, final int lots, final MatchListener listener)
    {
        final PriceTree tree = opposite(aggressorSide);
        final Side restingSide = Side.BUY == aggressorSide ? Side.SELL : Side.BUY;
        final long worstKey = oppositeKey(aggressorSide, limitTicks);
        int left = lots;
        while (left > 0 && tree.bestKey() >= worstKey)
        {
            final int order = nodes.get(tree.best(), Nodes.NEXT);
            final int at = nodes.at(order);
            final int[] array = nodes.array;
            final long priceTicks = PriceTree.price(tree.bestKey());
            final int open = array[at + Nodes.LOTS];
            final int wanted = Math.min(open, left);
            final int decided = listener.decide(order, priceTicks, wanted);
            if (MatchListener.CANCEL_RESTING == decided)
            {
                unlink(array, at, open, tree);
                listener.onRestingCanceled(order);
                pool.free(order);
                continue;
            }
            final int traded = MatchListener.DECREMENT == decided ? wanted : decided;
            if (traded <= 0)
            {
                break;
            }
            if (traded > wanted)
            {
                throw new InvariantViolation("expected at most " + wanted + " lots to trade, actual=" + traded);
            }
            left -= traded;
            array[at + Nodes.LOTS] = open - traded;
            if (traded == open)
            {
                unlink(array, at, open, tree);
                tell(listener, order, priceTicks, traded, decided);
                refill(listener, order, restingSide, priceTicks);
            }
            else
            {
                addToTotal(array, nodes.at(array[at + Nodes.LEVEL]), -traded);
                tell(listener, order, priceTicks, traded, decided);
            }
        }
        return left;
    }

    private static void tell(
        final MatchListener listener, final int order, final long priceTicks, final int lots, final int decided)
    {
        if (MatchListener.DECREMENT == decided)
        {
            listener.onDecrement(order, lots);
        }
        else
        {
            listener.onExecution(order, priceTicks, lots);
        }
    }

    private void refill(final MatchListener listener, final int order, final Side side, final long priceTicks)
    {
        final int peak = listener.nextPeakLots(order);
        if (peak > 0)
        {
            rest(order, side, priceTicks, peak);
            listener.onPeak(order, priceTicks, peak);
        }
        else
        {
            pool.free(order);
        }
    }

    /**
     * Sets what an order shows; it keeps its place.
     *
     * @param order in this book.
     * @param lots  1..{@link Limits#ORDER_LOTS_MAX}.
     * @throws InvariantViolation where the order is not in this book, or the lots are out of range.
     */
    public void show(final int order, final int lots)
    {
        final int at = checkResting(order);
        final int[] array = nodes.array;
        if (lots < 1 || lots > Limits.ORDER_LOTS_MAX)
        {
            throw new InvariantViolation("order " + pool.orderId(order) + ": " + lots + " lots can't be shown");
        }
        addToTotal(array, nodes.at(array[at + Nodes.LEVEL]), lots - array[at + Nodes.LOTS]);
        array[at + Nodes.LOTS] = lots;
    }

    /**
     * Whether the best bid is at or above the best ask, as it may be while orders are collected for an auction.
     *
     * @return true where an auction would trade.
     */
    public boolean isCrossed()
    {
        final long bid = bestPriceTicks(Side.BUY);
        final long ask = bestPriceTicks(Side.SELL);
        return 0 != bid && 0 != ask && bid >= ask;
    }

    Nodes nodes()
    {
        return nodes;
    }

    PriceTree tree(final Side side)
    {
        return Side.BUY == side ? bids : asks;
    }

    private PriceTree opposite(final Side side)
    {
        return Side.BUY == side ? asks : bids;
    }

    private static long key(final Side side, final long priceTicks)
    {
        return Side.BUY == side ? priceTicks : ~priceTicks;
    }

    private static long oppositeKey(final Side side, final long priceTicks)
    {
        return Side.BUY == side ? ~priceTicks : priceTicks;
    }

    private int checkResting(final int order)
    {
        final int at = nodes.at(pool.checkAllocated(order));
        if (Nodes.NIL == nodes.array[at + Nodes.LEVEL] || instrumentId != nodes.array[at + Nodes.INSTRUMENT])
        {
            throw new InvariantViolation(
                "order " + pool.orderId(order) + " is not in the book of instrument " + instrumentId);
        }
        return at;
    }

    private void unlink(final int[] array, final int at, final int lots, final PriceTree tree)
    {
        final int level = array[at + Nodes.LEVEL];
        final int atLevel = nodes.at(level);
        final int prev = array[at + Nodes.PREV];
        final int next = array[at + Nodes.NEXT];
        array[nodes.at(prev) + Nodes.NEXT] = next;
        array[nodes.at(next) + Nodes.PREV] = prev;
        array[at + Nodes.LEVEL] = Nodes.NIL;
        addToTotal(array, atLevel, -lots);
        if (0 == --array[atLevel + Nodes.COUNT])
        {
            tree.remove(level);
        }
    }

    private static void addToTotal(final int[] array, final int atLevel, final int lots)
    {
        final long total = (((long)array[atLevel + Nodes.TOTAL_HIGH] << 32) |
            (array[atLevel + Nodes.TOTAL_LOW] & 0xFFFF_FFFFL)) + lots;
        array[atLevel + Nodes.TOTAL_LOW] = (int)total;
        array[atLevel + Nodes.TOTAL_HIGH] = (int)(total >> 32);
    }
}
