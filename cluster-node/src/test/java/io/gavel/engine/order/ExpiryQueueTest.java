package io.gavel.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.engine.InvariantViolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExpiryQueueTest
{
    private static final int SLOTS = 2_000;

    private final Records records = new Records();
    private final ExpiryQueue queue = new ExpiryQueue(records);

    @Test
    void shouldBeEmptyAtFirst()
    {
        assertEquals(Orders.NIL, queue.first());
        assertEquals(Long.MAX_VALUE, queue.firstExpireTimeNs());
        assertEquals(0, queue.size());
    }

    @Test
    void shouldGiveTheEarliestAndOfThoseTheFirstAccepted()
    {
        enter(0, 30, 5);
        enter(1, 20, 9);
        enter(2, 20, 7);
        enter(3, 20, 8);
        enter(4, 10, 6);

        assertEquals(10, queue.firstExpireTimeNs());
        assertEquals(List.of(4, 2, 3, 1, 0), drain());
        assertEquals(Long.MAX_VALUE, queue.firstExpireTimeNs());
    }

    @Test
    void shouldDoAsASortedSetDoesWhateverIsAddedAndRemoved()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final TreeSet<Integer> expected = new TreeSet<>(
            Comparator.<Integer>comparingLong(records::expireTimeNs).thenComparingLong(records::entrySeq));
        long seq = 0;
        for (int i = 0; i < 100_000; i++)
        {
            final int slot = random.nextInt(SLOTS);
            if (expected.contains(slot))
            {
                expected.remove(slot);
                queue.remove(slot);
            }
            else
            {
                enter(slot, random.nextInt(50), ++seq);
                expected.add(slot);
            }
            assertEquals(expected.size(), queue.size(), "seed " + seed);
            final int first = expected.isEmpty() ? Orders.NIL : expected.first();
            assertEquals(first, queue.first(), "seed " + seed);
            assertEquals(first < 0 ? Long.MAX_VALUE : records.expireTimeNs(first), queue.firstExpireTimeNs());
        }
        assertEquals(new ArrayList<>(expected), drain(), "seed " + seed);
    }

    @Test
    void shouldGiveTheSameOrderHoweverItWasFilled()
    {
        for (int slot = 0; slot < 100; slot++)
        {
            enter(slot, slot % 3, slot);
        }
        final List<Integer> ascending = drain();
        for (int slot = 99; slot >= 0; slot--)
        {
            enter(slot, slot % 3, slot);
        }
        assertEquals(ascending, drain());
    }

    @Test
    void shouldRefuseWhatIsThereTwiceOrNotAtAll()
    {
        enter(1, 10, 1);
        assertThrows(InvariantViolation.class, () -> queue.add(1));
        assertThrows(InvariantViolation.class, () -> queue.remove(2));
        records.heapPosition(2, 0);
        assertThrows(InvariantViolation.class, () -> queue.remove(2), "an old place says nothing");
        records.heapPosition(2, 1);
        assertThrows(InvariantViolation.class, () -> queue.remove(2));
        queue.remove(1);
        assertEquals(Orders.NIL, records.heapPosition(1));
        assertThrows(InvariantViolation.class, () -> queue.remove(1));
    }

    private void enter(final int slot, final long expireTimeNs, final long entrySeq)
    {
        records.expireTimes[slot] = expireTimeNs;
        records.entrySeqs[slot] = entrySeq;
        queue.add(slot);
    }

    private List<Integer> drain()
    {
        final List<Integer> slots = new ArrayList<>();
        while (Orders.NIL != queue.first())
        {
            slots.add(queue.first());
            queue.remove(queue.first());
        }
        return slots;
    }

    private static final class Records implements ExpiryQueue.Terms
    {
        private final long[] expireTimes = new long[SLOTS];
        private final long[] entrySeqs = new long[SLOTS];
        private final int[] positions = new int[SLOTS];

        private Records()
        {
            Arrays.fill(positions, Orders.NIL);
        }

        @Override
        public long expireTimeNs(final int slot)
        {
            return expireTimes[slot];
        }

        @Override
        public long entrySeq(final int slot)
        {
            return entrySeqs[slot];
        }

        @Override
        public int heapPosition(final int slot)
        {
            return positions[slot];
        }

        @Override
        public void heapPosition(final int slot, final int position)
        {
            positions[slot] = position;
        }
    }
}
