package io.gavel.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gavel.schema.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a book which has once held as many orders and levels allocates nothing for a million commands. */
class OrderBookAllocationTest
{
    private static final int COMMANDS = 1_000_000;
    private static final int ROUNDS = 5;
    private static final int OPEN_MAX = 5_000;

    @Test
    void shouldAllocateNothingOnceWarm()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        assertTrue(threads.isThreadAllocatedMemorySupported(), "needs a JVM that counts");
        final long thread = Thread.currentThread().getId();
        final Load load = new Load();
        load.run(COMMANDS);

        // The JVM itself may allocate a few bytes in a round, when it throws compiled code away. The book would do so
        // in every round: each runs the same commands.
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && bytes > 0; round++)
        {
            load.reset();
            final long before = threads.getThreadAllocatedBytes(thread);
            load.run(COMMANDS);
            bytes = Math.min(bytes, threads.getThreadAllocatedBytes(thread) - before);
        }

        assertEquals(0, bytes, "bytes in the best of " + ROUNDS + " rounds");
        assertTrue(load.executions > COMMANDS / 10, "executions: " + load.executions);
        assertTrue(load.cancels > COMMANDS / 10, "cancels: " + load.cancels);
        load.pool.checkInvariants(List.of(load.books));
    }

    /** Random orders, cancels, replaces and matches, the same in each run. */
    private static final class Load implements MatchListener
    {
        private final OrderPool pool = new OrderPool(1 << 20);
        private final OrderBook[] books = {new OrderBook(pool, 0), new OrderBook(pool, 1), new OrderBook(pool, 2)};
        private final long[] orderIds = new long[OPEN_MAX];
        private long state;
        private long executions;
        private long cancels;

        void reset()
        {
            state = 0;
            executions = 0;
            cancels = 0;
            for (final long orderId : orderIds)
            {
                cancel(pool.find(orderId));
            }
        }

        void run(final int commands)
        {
            for (int i = 0; i < commands; i++)
            {
                final int place = draw(OPEN_MAX);
                final int order = pool.find(orderIds[place]);
                final boolean isReplaced = OrderPool.NIL != order && draw(3) == 0;
                if (OrderPool.NIL != order && !isReplaced)
                {
                    cancel(order);
                    continue;
                }
                final Side side = isReplaced ? pool.side(order) : draw(2) == 0 ? Side.BUY : Side.SELL;
                final OrderBook book = isReplaced ? books[pool.instrumentId(order)] : books[draw(books.length)];
                final long distance = (long)draw(200) * draw(200) / 40 - 100;
                final long stride = 1 + 100 * book.instrumentId();
                final long price = 1_000_000 + (Side.BUY == side ? -distance : distance) * stride;
                final int lots = 1 + draw(100);
                if (!book.canRest(side, price) || pool.isFull() || book.lotsAvailable(side, price, lots) < 0)
                {
                    throw new IllegalStateException("no room");
                }
                if (isReplaced)
                {
                    book.unlink(order);
                }
                final int left = book.match(side, price, lots, this);
                if (left > 0)
                {
                    final int slot = isReplaced ? order : pool.allocate();
                    book.rest(slot, side, price, left);
                    orderIds[place] = pool.orderId(slot);
                }
                else if (isReplaced)
                {
                    pool.free(order);
                }
            }
        }

        @Override
        public int affordableLots(final long priceTicks, final int lots)
        {
            return lots;
        }

        @Override
        public void onExecution(final int restingOrder, final long priceTicks, final int lots)
        {
            executions++;
        }

        private void cancel(final int order)
        {
            if (OrderPool.NIL != order)
            {
                books[pool.instrumentId(order)].unlink(order);
                pool.free(order);
                cancels++;
            }
        }

        private int draw(final int bound)
        {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            return (int)(((state >>> 33) * bound) >>> 31);
        }
    }
}
