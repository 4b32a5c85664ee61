package io.gavel.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Thousands of seeds, on all processors. One again, with a trace: {@code -Dsimulation.seed=N}; others:
 * {@code -Dsimulation.from=N}; more or fewer: {@code -Dsimulation.seeds=N}.
 */
class SimulationTest
{
    private static final long SEEDS = Long.getLong("simulation.seeds", 3_000);
    /** From so many on, every fault and every state is asserted, */
    private static final long SEEDS_THAT_COVER = 1_000;
    /** and has to happen in so many seeds once, on average. */
    private static final long SEEDS_FOR_EACH = 50;

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhateverFails() throws InterruptedException
    {
        final Long only = Long.getLong("simulation.seed");
        if (null != only)
        {
            System.out.println(Simulation.trace(only, System.out));
            return;
        }
        final long from = Long.getLong("simulation.from", 1);
        final long startNs = System.nanoTime();
        final SeedRange range = new SeedRange(from, (begun) -> begun < SEEDS, (done, coverage) ->
        {
        });
        range.run(Runtime.getRuntime().availableProcessors());
        final Coverage coverage = range.coverage();
        System.out.printf("simulation: seeds %d to %d in %.1f s%n%s", from, from + SEEDS - 1,
            (System.nanoTime() - startNs) / 1e9, coverage);
        assertEquals(SEEDS, range.done());
        assertTrue(coverage.of(Happening.COMMAND_ANSWERED) > 10 * SEEDS, coverage::toString);
        if (SEEDS >= SEEDS_THAT_COVER)
        {
            final List<String> rare = new ArrayList<>();
            for (final Happening each : Happening.values())
            {
                if (coverage.of(each) < SEEDS / SEEDS_FOR_EACH)
                {
                    rare.add(each + ": " + coverage.of(each));
                }
            }
            assertEquals(List.of(), rare, "every fault and every state happened at least " + SEEDS / SEEDS_FOR_EACH +
                " times in " + SEEDS + " seeds");
        }
    }
}
