package io.gavel.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class SeedRangeTest
{
    private static final SeedRange.Progress SILENT = (done, coverage) ->
    {
    };

    private static SeedRange ran(final int threads) throws InterruptedException
    {
        final SeedRange range = new SeedRange(1, (begun) -> begun < 12, SILENT);
        range.run(threads);
        return range;
    }

    @Test
    void shouldComeToTheSameOnAnyNumberOfThreads() throws InterruptedException
    {
        final SeedRange one = ran(1);
        assertEquals(12, one.done());
        assertTrue(one.coverage().of(Happening.COMMAND_ANSWERED) > 0);
        assertEquals(one.coverage().toString(), ran(3).coverage().toString());
    }

    @Test
    void shouldBeginNoOtherSeedAfterOneThatFailedAndTellTheLowest()
    {
        final Set<Long> begun = new ConcurrentSkipListSet<>();
        final SeedRange range = new SeedRange(1, (count) -> count < 1_000, SILENT, (seed) ->
        {
            begun.add(seed);
            if (seed >= 5)
            {
                throw new SimulationFailure("seed " + seed + " is wrong");
            }
            return new Coverage();
        });
        final SimulationFailure failure = assertThrows(SimulationFailure.class, () -> range.run(4));
        assertEquals("seed 5 is wrong", failure.getMessage());
        assertEquals(5, range.failedSeed());
        assertEquals(4, range.done());
        assertTrue(begun.size() <= 8, begun::toString);
    }

    @Test
    void shouldNameTheSeedOfWhatIsNoFailureOfTheSimulation()
    {
        final SeedRange range = new SeedRange(7, (count) -> count < 1, SILENT, (seed) ->
        {
            throw new IllegalStateException("no disk");
        });
        final String message = assertThrows(SimulationFailure.class, () -> range.run(1)).getMessage();
        assertEquals("seed 7: java.lang.IllegalStateException: no disk", message);
    }
}
