package io.gavel.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.LimitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LimitTableTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_700_000_000L * SECOND;

    private final LimitTable table = new LimitTable(4711);

    @Test
    void shouldPreferTheLimitOfTheInstrument()
    {
        assertFalse(table.hasLimits(5));
        assertEquals(-1, table.limit(5, 7, LimitType.MAX_ORDER_LOTS));
        table.set(5, 0, LimitType.MAX_ORDER_LOTS, 100, 0);
        assertTrue(table.hasLimits(5));
        assertFalse(table.hasLimits(4) || table.hasLimits(6) || table.hasLimits(Limits.ACCOUNTS_MAX));
        assertEquals(100, table.limit(5, 7, LimitType.MAX_ORDER_LOTS));
        table.set(5, 7, LimitType.MAX_ORDER_LOTS, 200, 0);
        assertEquals(200, table.limit(5, 7, LimitType.MAX_ORDER_LOTS));
        assertEquals(100, table.limit(5, 8, LimitType.MAX_ORDER_LOTS));
        assertEquals(-1, table.limit(5, 7, LimitType.MAX_ORDER_NOTIONAL));
        assertEquals(-1, table.limit(6, 7, LimitType.MAX_ORDER_LOTS));
    }

    @Test
    void shouldTakeLimitsAway()
    {
        table.set(5, 0, LimitType.RESTRICTED, 1, 0);
        table.set(5, 7, LimitType.RESTRICTED, 0, 0);
        table.set(5, 7, LimitType.RESTRICTED, LimitTable.NONE, 0);
        assertEquals(1, table.limit(5, 7, LimitType.RESTRICTED));
        table.set(5, 0, LimitType.RESTRICTED, LimitTable.NONE, 0);
        table.set(5, 0, LimitType.RESTRICTED, LimitTable.NONE, 0);
        assertFalse(table.hasLimits(5));
        assertEquals(-1, table.limit(5, 7, LimitType.RESTRICTED));
        assertEquals(0, table.rowCount());
    }

    @Test
    void shouldLetABurstThroughAndThenTheRate()
    {
        table.set(5, 0, LimitType.ORDER_RATE, 10, 3);
        assertEquals(3, acquire(5, NOW, 10));
        assertEquals(0, acquire(5, NOW + SECOND / 10 - 1, 10));
        assertEquals(1, acquire(5, NOW + SECOND / 10, 10));
        assertEquals(2, acquire(5, NOW + 3 * SECOND / 10, 10));
        assertEquals(3, acquire(5, NOW + 100 * SECOND, 10), "what was not used is not saved up");
        assertEquals(10, acquire(6, NOW, 10), "nobody else's rate");
    }

    @Test
    void shouldLetNoMoreThroughThanRateAndBurstAllowAndNoLess()
    {
        table.set(1, 0, LimitType.ORDER_RATE, 1_000, 50);
        int through = 0;
        for (long now = NOW; now < NOW + 10 * SECOND; now += SECOND / 5_000)
        {
            through += acquire(1, now, 1);
        }
        assertEquals(50 + 10 * 1_000 - 1, through);
    }

    @Test
    void shouldRefuseAllAtRateZeroAndCountAnewWhereTheRateIsSet()
    {
        table.set(5, 0, LimitType.ORDER_RATE, 0, 1);
        assertEquals(0, acquire(5, NOW, 10));
        table.set(5, 0, LimitType.ORDER_RATE, 1, 1_000_000);
        assertEquals(1_000_000, acquire(5, NOW, 1_000_001));
        table.set(5, 0, LimitType.ORDER_RATE, 1, 2);
        assertEquals(2, acquire(5, NOW, 10));
        table.set(5, 0, LimitType.ORDER_RATE, LimitTable.NONE, 0);
        assertEquals(10, acquire(5, NOW, 10));
        table.set(5, 0, LimitType.ORDER_RATE, Long.MAX_VALUE, Integer.MAX_VALUE);
        assertEquals(10, acquire(5, 0, 10));
    }

    @Test
    void shouldBeFullAtItsBound()
    {
        int set = 0;
        for (int owner = 1; set < LimitTable.ROWS_MAX; owner++)
        {
            for (int instrument = 0; instrument < 4 && set < LimitTable.ROWS_MAX; instrument++)
            {
                assertTrue(table.canSet(owner, instrument, LimitType.MAX_ORDER_LOTS));
                table.set(owner, instrument, LimitType.MAX_ORDER_LOTS, set++, 0);
            }
        }
        assertFalse(table.canSet(0, 0, LimitType.MAX_ORDER_LOTS));
        assertTrue(table.canSet(1, 0, LimitType.MAX_ORDER_LOTS));
        assertThrows(InvariantViolation.class, () -> table.set(0, 0, LimitType.MAX_ORDER_LOTS, 1, 0));
        table.set(1, 0, LimitType.MAX_ORDER_LOTS, 77, 0);
        table.set(2, 1, LimitType.MAX_ORDER_LOTS, LimitTable.NONE, 0);
        table.set(Limits.ACCOUNTS_MAX, Limits.INSTRUMENTS_MAX, LimitType.RESTRICTED, 1, 0);
        assertEquals(LimitTable.ROWS_MAX, table.rowCount());
        assertEquals(77, table.limit(1, 0, LimitType.MAX_ORDER_LOTS));
        assertEquals(1, table.limit(Limits.ACCOUNTS_MAX, Limits.INSTRUMENTS_MAX, LimitType.RESTRICTED));
    }

    @Test
    void shouldRefuseWhatIsNoLimit()
    {
        final LimitType rate = LimitType.ORDER_RATE;
        assertThrows(InvariantViolation.class, () -> table.set(-1, 0, rate, 1, 1));
        assertThrows(InvariantViolation.class, () -> table.set(Limits.ACCOUNTS_MAX + 1, 0, rate, 1, 1));
        assertThrows(InvariantViolation.class, () -> table.set(1, 1, rate, 1, 1));
        assertThrows(InvariantViolation.class, () -> table.set(1, -1, LimitType.RESTRICTED, 1, 0));
        assertThrows(InvariantViolation.class,
            () -> table.set(1, Limits.INSTRUMENTS_MAX + 1, LimitType.RESTRICTED, 1, 0));
        assertThrows(InvariantViolation.class, () -> table.set(1, 0, rate, 1, 0));
        assertThrows(InvariantViolation.class, () -> table.set(1, 0, rate, -2, 1));
        assertThrows(InvariantViolation.class, () -> table.set(1, 0, LimitType.NULL_VAL, 1, 0));
        table.restore(1, 0, rate, 1, 1, 5);
        assertThrows(InvariantViolation.class, () -> table.restore(1, 0, rate, 1, 1, 5));
        assertThrows(InvariantViolation.class, () -> table.restore(2, 0, rate, 1, 1, -1));
        assertThrows(InvariantViolation.class, () -> table.restore(2, 0, LimitType.RESTRICTED, 1, 0, 5));
        assertEquals(1, table.rowCount());
    }

    @Test
    void shouldBeTheSameAfterASnapshotWhateverWasSetAndTakenAway()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final TreeMap<Long, String> expected = new TreeMap<>();
        for (int i = 0; i < 100_000; i++)
        {
            final int owner = random.nextInt(300);
            final LimitType type = LimitType.get((short)(1 + random.nextInt(8)));
            final int instrument = LimitType.ORDER_RATE == type ? 0 : random.nextInt(20);
            final long value = random.nextInt(3) == 0 ? LimitTable.NONE : 1 + random.nextInt(1_000);
            final int burst = LimitType.ORDER_RATE == type ? 1 + random.nextInt(5) : 0;
            table.set(owner, instrument, type, value, burst);
            final long key = (owner * 100L + instrument) * 10 + type.value();
            if (LimitTable.NONE == value)
            {
                expected.remove(key);
            }
            else
            {
                expected.put(key, owner + " " + instrument + " " + type + " " + value + " " + burst + " ");
            }
        }
        acquireSome(table);
        final List<String> rows = rows(table);
        assertEquals(expected.size(), table.rowCount());
        assertEquals(new ArrayList<>(expected.values()),
            rows.stream().map((row) -> row.substring(0, row.lastIndexOf(' ') + 1)).toList(), "seed " + seed);

        final LimitTable restored = new LimitTable(4711);
        table.forEach(restored::restore);
        assertEquals(rows, rows(restored), "seed " + seed);
        assertEquals(acquireSome(table), acquireSome(restored), "seed " + seed);
        assertEquals(rows(table), rows(restored), "seed " + seed);
    }

    private static List<Integer> acquireSome(final LimitTable table)
    {
        final List<Integer> through = new ArrayList<>();
        for (int owner = 0; owner < 300; owner++)
        {
            through.add(acquire(table, owner, NOW + owner, 4));
        }
        return through;
    }

    private static List<String> rows(final LimitTable table)
    {
        final List<String> rows = new ArrayList<>();
        table.forEach((owner, instrument, type, value, burst, arrival) ->
            rows.add(owner + " " + instrument + " " + type + " " + value + " " + burst + " " + arrival));
        return rows;
    }

    private int acquire(final int owner, final long now, final int times)
    {
        return acquire(table, owner, now, times);
    }

    private static int acquire(final LimitTable table, final int owner, final long now, final int times)
    {
        int through = 0;
        for (int i = 0; i < times; i++)
        {
            through += table.acquire(owner, now) ? 1 : 0;
        }
        return through;
    }
}
