package io.gavel.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriorityWalkTest
{
    private static final long SEED = 20_261_124;

    private final OrderPool pool = new OrderPool(100_000);
    private final OrderBook book = new OrderBook(pool, 3);
    private final PriorityWalk walk = new PriorityWalk();

    @Test
    void shouldGiveNothingOfAnEmptySide()
    {
        rest(Side.BUY, 100);
        walk.begin(book, Side.SELL);
        assertEquals(0, walk.next(new int[8], 8));
    }

    @Test
    void shouldGiveEveryOrderInPriorityWhateverTheQueuesAreLike()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        // One order at many prices, then short queues, then one that is longer than what is walked at a time.
        final int[][] levels = {{1, 300}, {7, 500}, {1_024, 3}, {1_025, 2}, {3_000, 1}, {40, 20}};
        for (final int[] shape : levels)
        {
            for (int i = 0; i < shape[0] * shape[1]; i++)
            {
                rest(0 == (i & 1) ? Side.BUY : Side.SELL, 1 + random.nextInt(shape[1]) + 10_000L * shape[0]);
            }
            checkBothSides("seed " + SEED + ", queues of " + shape[0]);
        }
    }

    @Test
    void shouldBeginAnewInTheMiddleOfALongQueue()
    {
        for (int i = 0; i < 5_000; i++)
        {
            rest(Side.BUY, 50);
        }
        walk.begin(book, Side.BUY);
        walk.next(new int[1_500], 1_500);
        checkBothSides("begun anew");
    }

    private void checkBothSides(final String of)
    {
        for (final Side side : new Side[]{Side.BUY, Side.SELL})
        {
            final List<Integer> expected = new ArrayList<>();
            for (int order = book.first(side); OrderPool.NIL != order; order = book.next(order))
            {
                expected.add(order);
            }
            final List<Integer> actual = new ArrayList<>();
            final int[] some = new int[64];
            walk.begin(book, side);
            int count;
            while ((count = walk.next(some, some.length)) > 0)
            {
                Arrays.stream(some, 0, count).forEach(actual::add);
                assertEquals(Math.min(some.length, expected.size() - (actual.size() - count)), count, of);
            }
            assertEquals(expected, actual, of);
        }
    }

    private void rest(final Side side, final long priceTicks)
    {
        book.rest(pool.allocate(), side, priceTicks, 1);
    }
}
