package io.gavel.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PositionsTest
{
    private final Positions positions = new Positions(4711);

    @Test
    void shouldMakeARowOnceAndKeepIt()
    {
        assertEquals(Positions.NIL, positions.find(3, 5));
        assertTrue(positions.canObtain(3, 5));
        final int row = positions.obtain(3, 5);
        assertEquals(row, positions.obtain(3, 5));
        assertEquals(row, positions.find(3, 5));
        assertEquals(Positions.NIL, positions.find(5, 3));
        assertEquals(3, positions.participantId(row));
        assertEquals(5, positions.instrumentId(row));
        assertEquals(1, positions.rowCount());
        positions.add(row, 100);
        positions.add(row, -40);
        assertEquals(60, positions.positionLots(row));
    }

    @Test
    void shouldRefuseWhatCannotBe()
    {
        final int row = positions.obtain(1, 1);
        positions.add(row, 5);
        assertThrows(InvariantViolation.class, () -> positions.add(row, -6));
        assertThrows(InvariantViolation.class, () -> positions.add(row, Long.MIN_VALUE));
        assertThrows(InvariantViolation.class, () -> positions.add(row, Long.MAX_VALUE));
        assertThrows(InvariantViolation.class, () -> positions.obtain(-1, 1));
        assertThrows(InvariantViolation.class, () -> positions.obtain(Limits.PARTICIPANTS_MAX, 1));
        assertThrows(InvariantViolation.class, () -> positions.obtain(1, -1));
        assertThrows(InvariantViolation.class, () -> positions.restore(1, 1, 5));
        assertThrows(InvariantViolation.class, () -> positions.restore(1, 2, -1));
        assertEquals(5, positions.positionLots(row));
        assertEquals(1, positions.rowCount());
    }

    @Test
    void shouldBeTheSameAfterASnapshotHoweverItCameToBe()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final TreeMap<Long, Long> expected = new TreeMap<>();
        for (int i = 0; i < 300_000; i++)
        {
            final int participant = random.nextInt(2) == 0 ? 5 : random.nextInt(Limits.PARTICIPANTS_MAX);
            final int instrument = 1 + random.nextInt(Limits.INSTRUMENTS_MAX);
            final long delta = random.nextInt(1_000);
            positions.add(positions.obtain(participant, instrument), delta);
            expected.merge((long)participant << 32 | instrument, delta, Long::sum);
        }
        final List<String> rows = rows(positions);
        assertEquals(expected.entrySet().stream().map((row) -> (row.getKey() >> 32) + " " +
            row.getKey().intValue() + " " + row.getValue()).toList(), rows, "seed " + seed);
        assertEquals(expected.size(), positions.rowCount());

        final Positions restored = new Positions(4711);
        positions.forEach((row) -> restored.restore(
            positions.participantId(row), positions.instrumentId(row), positions.positionLots(row)));
        assertEquals(rows, rows(restored), "seed " + seed);
        for (final long key : expected.keySet())
        {
            final int row = restored.find((int)(key >> 32), (int)key);
            assertEquals(expected.get(key), restored.positionLots(row));
        }
    }

    private static List<String> rows(final Positions positions)
    {
        final List<String> rows = new ArrayList<>();
        positions.forEach((row) -> rows.add(positions.participantId(row) + " " + positions.instrumentId(row) + " " +
            positions.positionLots(row)));
        return rows;
    }
}
