package io.gavel.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderBookTest
{
    private final OrderPool pool = new OrderPool(1_000);
    private final OrderBook book = new OrderBook(pool, 7);

    @AfterEach
    void shouldHoldItsInvariants()
    {
        pool.checkInvariants(List.of(book));
    }

    @Test
    void shouldOrderEachSideByPriceThenTime()
    {
        rest(Side.BUY, 100, 1);
        rest(Side.BUY, 101, 2);
        rest(Side.BUY, 100, 3);
        rest(Side.SELL, 105, 4);
        rest(Side.SELL, 103, 5);
        rest(Side.SELL, 105, 6);

        assertEquals(List.of("2@101", "1@100", "3@100"), side(Side.BUY));
        assertEquals(List.of("5@103", "4@105", "6@105"), side(Side.SELL));
        assertEquals(101, book.bestPriceTicks(Side.BUY));
        assertEquals(103, book.bestPriceTicks(Side.SELL));
    }

    @Test
    void shouldHoldTheWholeRangeOfPricesOnBothSides()
    {
        final long[] prices = {
            1, 2, 63, 64, 65, 4_095, 4_096, 1L << 20, (1L << 39) - 1, 1L << 39, Limits.PRICE_TICKS_MAX};
        final List<Integer> bids = new ArrayList<>();
        for (final long price : prices)
        {
            bids.add(rest(Side.BUY, price, 1));
            assertEquals(price, book.bestPriceTicks(Side.BUY));
            pool.checkInvariants(List.of(book));
        }
        for (int i = prices.length - 1; i >= 0; i--)
        {
            assertEquals(bids.get(i), book.first(Side.BUY));
            book.unlink(bids.get(i));
            pool.checkInvariants(List.of(book));
        }
        assertEquals(0, book.bestPriceTicks(Side.BUY));
        for (int i = prices.length - 1; i >= 0; i--)
        {
            rest(Side.SELL, prices[i], 1);
            assertEquals(prices[i], book.bestPriceTicks(Side.SELL));
        }
        assertEquals(prices.length, book.lotsAvailable(Side.BUY, Limits.PRICE_TICKS_MAX, Long.MAX_VALUE));
        assertEquals(0, book.match(Side.BUY, Limits.PRICE_TICKS_MAX, prices.length, new Recorder()));
        assertEquals(OrderPool.NIL, book.first(Side.SELL));
    }

    @Test
    void shouldMatchNoFurtherThanTheLimit()
    {
        rest(Side.SELL, 10, 5);
        rest(Side.SELL, 11, 5);
        rest(Side.SELL, 12, 5);
        final Recorder trades = new Recorder();

        assertEquals(90, book.match(Side.BUY, 11, 100, trades));

        assertEquals(List.of("5@10", "5@11"), trades.executions);
        assertEquals(List.of("5@12"), side(Side.SELL));
        assertEquals(100, book.match(Side.SELL, 1, 100, trades), "no bids");
        assertEquals(0, book.match(Side.BUY, 12, 0, trades), "nothing to trade");
    }

    @Test
    void shouldTellAFilledOrderBeforeItsSlotIsFreed()
    {
        final int order = rest(Side.BUY, 10, 5);
        final long orderId = pool.orderId(order);
        final List<String> told = new ArrayList<>();

        book.match(Side.SELL, 10, 5, new Recorder()
        {
            @Override
            public void onExecution(final int restingOrder, final long priceTicks, final int lots)
            {
                assertEquals(orderId, pool.orderId(restingOrder));
                assertEquals(restingOrder, pool.find(orderId));
                assertFalse(pool.isInBook(restingOrder));
                assertEquals(OrderPool.NIL, book.first(Side.BUY));
                told.add(pool.leavesLots(restingOrder) + " " + pool.side(restingOrder) + " " +
                    pool.priceTicks(restingOrder) + " " + pool.instrumentId(restingOrder));
            }
        });

        assertEquals(List.of("0 BUY 10 7"), told);
        assertEquals(OrderPool.NIL, pool.find(orderId));
    }

    @Test
    void shouldTradeWhatTheListenerAffordsAndStopAtNothing()
    {
        rest(Side.SELL, 10, 5);
        rest(Side.SELL, 20, 5);
        final Recorder trades = new Recorder();
        trades.cash = 95;

        assertEquals(3, book.match(Side.BUY, 100, 10, trades));

        assertEquals(List.of("5@10", "2@20"), trades.executions);
        assertEquals(List.of("3@20"), side(Side.SELL));
    }

    @Test
    void shouldStopTheNodeWhenTheListenerAffordsMoreThanThereIs()
    {
        rest(Side.SELL, 10, 5);
        assertThrows(InvariantViolation.class, () -> book.match(Side.BUY, 10, 4, new Recorder()
        {
            @Override
            public int affordableLots(final long priceTicks, final int lots)
            {
                return lots + 1;
            }
        }));
        assertEquals(List.of("5@10"), side(Side.SELL));
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatIsReduced()
    {
        final int first = rest(Side.SELL, 10, 5);
        rest(Side.SELL, 10, 6);

        book.reduce(first, 4);

        assertEquals(List.of("1@10", "6@10"), side(Side.SELL));
        assertThrows(InvariantViolation.class, () -> book.reduce(first, 1));
        assertThrows(InvariantViolation.class, () -> book.reduce(first, 0));
        assertThrows(InvariantViolation.class, () -> book.reduce(first, -1));
    }

    @Test
    void shouldLookOnlyAsFarAsIsEnough()
    {
        rest(Side.BUY, 10, 5);
        rest(Side.BUY, 9, 5);
        rest(Side.BUY, 8, 5);

        assertEquals(15, book.lotsAvailable(Side.SELL, 1, 100));
        assertEquals(10, book.lotsAvailable(Side.SELL, 9, 100));
        assertEquals(10, book.lotsAvailable(Side.SELL, 1, 6));
        assertEquals(5, book.lotsAvailable(Side.SELL, 1, 5));
        assertEquals(0, book.lotsAvailable(Side.SELL, 11, 5));
        assertEquals(0, book.lotsAvailable(Side.BUY, 11, 5));
    }

    @Test
    void shouldCountLotsOfALevelBeyondAnInt()
    {
        for (int i = 0; i < 5; i++)
        {
            rest(Side.BUY, 10, Limits.ORDER_LOTS_MAX);
        }
        assertEquals(5L * Limits.ORDER_LOTS_MAX, book.lotsAvailable(Side.SELL, 10, Long.MAX_VALUE));
        book.reduce(book.first(Side.BUY), Limits.ORDER_LOTS_MAX - 1);
        assertEquals(4L * Limits.ORDER_LOTS_MAX + 1, book.lotsAvailable(Side.SELL, 10, Long.MAX_VALUE));
    }

    @Test
    void shouldRefuseWhatCanNotRestAndChangeNothing()
    {
        final int order = pool.allocate();
        assertThrows(InvariantViolation.class, () -> book.rest(order, Side.BUY, 0, 1));
        assertThrows(InvariantViolation.class, () -> book.rest(order, Side.BUY, Limits.PRICE_TICKS_MAX + 1, 1));
        assertThrows(InvariantViolation.class, () -> book.rest(order, Side.BUY, 1, 0));
        assertThrows(InvariantViolation.class, () -> book.rest(order, Side.BUY, 1, Limits.ORDER_LOTS_MAX + 1));
        assertThrows(InvariantViolation.class, () -> book.rest(order + 1, Side.BUY, 1, 1));
        assertEquals(OrderPool.NIL, book.first(Side.BUY));
        book.rest(order, Side.BUY, 1, 1);
        assertThrows(InvariantViolation.class, () -> book.rest(order, Side.BUY, 1, 1));
    }

    @Test
    void shouldRefuseToTouchAnOrderOfAnotherBook()
    {
        final OrderBook other = new OrderBook(pool, 8);
        final int order = rest(Side.BUY, 10, 5);

        assertThrows(InvariantViolation.class, () -> other.unlink(order));
        assertThrows(InvariantViolation.class, () -> other.reduce(order, 1));
        book.unlink(order);
        assertThrows(InvariantViolation.class, () -> book.unlink(order));
    }

    @Test
    void shouldRefuseANewLevelWhenTheTreeNodesRunOutButTakeAnOldOne()
    {
        final OrderPool small = new OrderPool(100, 16);
        final OrderBook scarce = new OrderBook(small, 1);
        int price = 1;
        while (scarce.canRest(Side.BUY, price))
        {
            scarce.rest(small.allocate(), Side.BUY, price, 1);
            price += 64;
        }

        assertTrue(price > 64 * 4, "some levels fit");
        assertTrue(scarce.canRest(Side.BUY, 1), "a level that is there");
        assertFalse(scarce.canRest(Side.BUY, price));
        assertFalse(scarce.canRest(Side.SELL, price));
        assertFalse(scarce.canRest(Side.BUY, Limits.PRICE_TICKS_MAX));
        final int best = scarce.first(Side.BUY);
        scarce.unlink(best);
        assertTrue(scarce.canRest(Side.BUY, price));
        small.checkInvariants(List.of(scarce));
    }

    @Test
    void shouldAnswerTheSameAboutRoomHoweverTheLevelsCameToBe()
    {
        final OrderPool history = new OrderPool(100, 20);
        final OrderPool fresh = new OrderPool(100, 20);
        final OrderBook grown = new OrderBook(history, 1);
        final OrderBook restored = new OrderBook(fresh, 1);
        // Far apart, so that the tree grows to its full height, and is higher than what stays needs.
        final int near = history.allocate();
        final int far = history.allocate();
        grown.rest(near, Side.BUY, 1, 1);
        grown.rest(far, Side.BUY, Limits.PRICE_TICKS_MAX, 1);
        grown.unlink(far);
        restored.rest(fresh.allocate(), Side.BUY, 1, 1);
        for (int i = 2; i < 20; i++)
        {
            final long price = 1L + 64L * i;
            final boolean canRest = grown.canRest(Side.BUY, price);
            assertEquals(canRest, restored.canRest(Side.BUY, price), "price " + price);
            if (canRest)
            {
                grown.rest(history.allocate(), Side.BUY, price, 1);
                restored.rest(fresh.allocate(), Side.BUY, price, 1);
            }
        }
        history.checkInvariants(List.of(grown));
        fresh.checkInvariants(List.of(restored));
    }

    private int rest(final Side side, final long priceTicks, final int lots)
    {
        final int order = pool.allocate();
        book.rest(order, side, priceTicks, lots);
        return order;
    }

    private List<String> side(final Side side)
    {
        final List<String> orders = new ArrayList<>();
        for (int order = book.first(side); OrderPool.NIL != order; order = book.next(order))
        {
            assertEquals(side, pool.side(order));
            orders.add(pool.leavesLots(order) + "@" + pool.priceTicks(order));
        }
        return orders;
    }

    private static class Recorder implements MatchListener
    {
        final List<String> executions = new ArrayList<>();
        long cash = Long.MAX_VALUE;

        @Override
        public int affordableLots(final long priceTicks, final int lots)
        {
            return (int)Math.min(lots, cash / priceTicks);
        }

        @Override
        public void onExecution(final int restingOrder, final long priceTicks, final int lots)
        {
            cash -= lots * priceTicks;
            executions.add(lots + "@" + priceTicks);
        }
    }
}
