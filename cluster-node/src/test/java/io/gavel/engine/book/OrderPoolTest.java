package io.gavel.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderPoolTest
{
    @Test
    void shouldNameAnOrderByGenerationAndSlot()
    {
        final OrderPool pool = new OrderPool(4);
        final int first = pool.allocate();
        final int second = pool.allocate();

        assertEquals(1L << 32, pool.orderId(first));
        assertEquals(1L << 32 | 1, pool.orderId(second));
        assertEquals(first, pool.find(1L << 32));
        assertEquals(second, pool.find(1L << 32 | 1));
    }

    @Test
    void shouldGiveSlotsOutLastInFirstOutAndNeverTheSameIdAgain()
    {
        final OrderPool pool = new OrderPool(4);
        final int a = pool.allocate();
        final int b = pool.allocate();
        final long idOfA = pool.orderId(a);
        pool.free(a);
        pool.free(b);

        assertEquals(b, pool.allocate());
        assertEquals(a, pool.allocate());
        assertNotEquals(idOfA, pool.orderId(a));
        assertEquals(OrderPool.NIL, pool.find(idOfA));
        assertEquals(a, pool.find(pool.orderId(a)));
    }

    @Test
    void shouldFindNothingForIdsThatNeverWere()
    {
        final OrderPool pool = new OrderPool(4);
        final int order = pool.allocate();
        final int gone = pool.allocate();
        final long nextIdOfGone = pool.orderId(gone) + (1L << 32);
        pool.free(gone);

        for (final long orderId : new long[]{0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32 | 2,
            1L << 32 | 0x8000_0000L, nextIdOfGone, -nextIdOfGone, 1L << 63 | nextIdOfGone, (-2L << 32) | gone,
            pool.orderId(order) | 1L << 63})
        {
            assertEquals(OrderPool.NIL, pool.find(orderId), Long.toHexString(orderId));
        }
    }

    @Test
    void shouldBeFullAtItsBoundAndHaveRoomAgainOnceAnOrderIsFreed()
    {
        final OrderPool pool = new OrderPool(3);
        final List<Integer> orders = new ArrayList<>();
        while (!pool.isFull())
        {
            orders.add(pool.allocate());
        }

        assertEquals(List.of(0, 1, 2), orders);
        assertEquals(OrderPool.NIL, pool.allocate());
        pool.free(1);
        assertFalse(pool.isFull());
        assertEquals(1, pool.allocate());
        assertEquals(3, pool.slotCount());
        assertEquals(3, pool.allocatedCount());
    }

    @Test
    void shouldRefuseToFreeWhatIsFreeOrInABook()
    {
        final OrderPool pool = new OrderPool(4);
        final OrderBook book = new OrderBook(pool, 1);
        final int order = pool.allocate();
        book.rest(order, Side.BUY, 10, 1);

        assertThrows(InvariantViolation.class, () -> pool.free(order));
        book.unlink(order);
        pool.free(order);
        assertThrows(InvariantViolation.class, () -> pool.free(order));
        assertThrows(InvariantViolation.class, () -> pool.free(3));
        assertThrows(InvariantViolation.class, () -> pool.free(OrderPool.NIL));
        pool.checkInvariants(List.of(book));
    }

    @Test
    void shouldRetireASlotWhoseGenerationsAreUsedUp()
    {
        final OrderPool pool = new OrderPool(1);
        pool.beginRestore(1);
        final long last = (long)Integer.MAX_VALUE << 32;
        assertEquals(0, pool.restoreAllocated(last));
        pool.endRestore();

        pool.free(0);

        assertTrue(pool.isFull());
        assertEquals(OrderPool.NIL, pool.allocate());
        assertEquals(OrderPool.NIL, pool.find(last));
        assertEquals(OrderPool.NIL, pool.find(1L << 63));
        pool.forEachFree((slot, generation) -> assertEquals(-1, slot, "no slot is free"));
        pool.forEachRetired((slot, generation) -> assertEquals(0, slot));
        pool.checkInvariants(List.of());
    }

    @Test
    void shouldRefuseARestoreThatDoesNotAddUp()
    {
        final OrderPool pool = new OrderPool(4);
        assertThrows(InvariantViolation.class, () -> pool.beginRestore(5));
        pool.beginRestore(3);
        pool.restoreFree(1, 7);

        assertThrows(InvariantViolation.class, () -> pool.restoreFree(1, 7));
        assertThrows(InvariantViolation.class, () -> pool.restoreAllocated(8L << 32 | 1));
        assertThrows(InvariantViolation.class, () -> pool.restoreAllocated(0));
        assertThrows(InvariantViolation.class, () -> pool.restoreAllocated(1L << 32 | 3));
        assertThrows(InvariantViolation.class, () -> pool.restoreFree(-1, 1));
        assertThrows(InvariantViolation.class, () -> pool.restoreRetired(3));
        pool.restoreRetired(0);
        assertThrows(InvariantViolation.class, pool::endRestore);
        assertEquals(2, pool.restoreAllocated(9L << 32 | 2));
        pool.endRestore();
        assertEquals(1, pool.allocate());
        assertEquals(7L << 32 | 1, pool.orderId(1));
    }

    @Test
    void shouldKeepOrdersWhereTheyAreWhileItGrows()
    {
        final OrderPool pool = new OrderPool(100_000);
        final OrderBook book = new OrderBook(pool, 1);
        for (int i = 0; i < 20_000; i++)
        {
            book.rest(pool.allocate(), Side.BUY, 1 + i / 2, 1 + i);
        }
        pool.reserve(100_000, 100_000);

        pool.checkInvariants(List.of(book));
        int order = book.first(Side.BUY);
        for (int level = 9_999; level >= 0; level--)
        {
            for (int i = 0; i < 2; i++)
            {
                assertEquals(2 * level + i, order);
                assertEquals(1 + level, pool.priceTicks(order));
                assertEquals(1 + order, pool.leavesLots(order));
                order = book.next(order);
            }
        }
        assertEquals(OrderPool.NIL, order);
    }
}
