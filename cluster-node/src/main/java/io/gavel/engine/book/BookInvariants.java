package io.gavel.engine.book;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.Side;

/** The whole walk over a pool and its books, for tests and for a node that doubts itself. */
final class BookInvariants
{
    private BookInvariants()
    {
    }

    static void check(final OrderPool pool, final Iterable<OrderBook> books)
    {
        final int[] free = {0};
        pool.forEachFree((slot, generation) ->
        {
            check(slot >= 0 && slot < pool.slotCount() && generation > 0, "free slot", "of the pool", slot);
            check(++free[0] <= pool.slotCount(), "free list", "ends", "is a circle");
        });
        pool.forEachRetired((slot, generation) -> free[0]++);
        check(free[0] + pool.allocatedCount() == pool.slotCount(),
            "free, retired and allocated slots", pool.slotCount(), free[0] + " + " + pool.allocatedCount());

        long resting = 0;
        int levels = 0;
        int charge = 0;
        for (final OrderBook book : books)
        {
            for (final Side side : new Side[]{Side.BUY, Side.SELL})
            {
                final PriceTree tree = book.tree(side);
                charge += tree.checkInvariants();
                for (int level = tree.best(); Nodes.NIL != level; level = tree.after(level))
                {
                    levels++;
                    resting += checkLevel(pool, book, side, level);
                }
            }
        }
        check(charge == pool.treeNodes.charge(), "tree nodes that are charged", charge, pool.treeNodes.charge());
        check(levels == pool.nodes.countLevels(), "levels in use", levels, pool.nodes.countLevels());
        check(resting <= pool.allocatedCount(), "resting orders", "allocated", resting);
    }

    private static int checkLevel(final OrderPool pool, final OrderBook book, final Side side, final int level)
    {
        final Nodes nodes = pool.nodes;
        long total = 0;
        int count = 0;
        int prev = level;
        for (int order = nodes.get(level, Nodes.NEXT); order != level; order = nodes.get(order, Nodes.NEXT))
        {
            check(nodes.get(order, Nodes.PREV) == prev, "previous order", prev, nodes.get(order, Nodes.PREV));
            check(pool.find(pool.orderId(order)) == order, "resting order", "allocated", "slot " + order);
            check(nodes.get(order, Nodes.LEVEL) == level, "level of order", level, nodes.get(order, Nodes.LEVEL));
            check(nodes.key(order) == nodes.key(level), "key of order", nodes.key(level), nodes.key(order));
            check(pool.side(order) == side, "side of order", side, pool.side(order));
            check(pool.instrumentId(order) == book.instrumentId(),
                "instrument of order", book.instrumentId(), pool.instrumentId(order));
            final int lots = pool.leavesLots(order);
            check(lots > 0 && lots <= Limits.ORDER_LOTS_MAX, "open lots", "1.." + Limits.ORDER_LOTS_MAX, lots);
            total += lots;
            check(++count <= pool.allocatedCount(), "orders of a level", "a ring", "more than there are");
            prev = order;
        }
        check(nodes.get(level, Nodes.PREV) == prev, "last order", prev, nodes.get(level, Nodes.PREV));
        check(count > 0 && count == nodes.get(level, Nodes.COUNT), "orders of level", count,
            nodes.get(level, Nodes.COUNT));
        check(total == nodes.levelTotal(level), "lots of level", total, nodes.levelTotal(level));
        return count;
    }

    private static void check(
        final boolean condition, final String what, final Object expected, final Object actual)
    {
        if (!condition)
        {
            throw new InvariantViolation(what + ": expected " + expected + ", actual=" + actual);
        }
    }
}
