package io.gavel.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Thousands of seeds. One again, with a trace: {@code -Dsimulation.seed=N}; others: {@code -Dsimulation.from=N}; more
 * or fewer: {@code -Dsimulation.seeds=N}.
 */
class SimulationTest
{
    private static final long SEEDS = Long.getLong("simulation.seeds", 40);

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhateverFails()
    {
        final Long only = Long.getLong("simulation.seed");
        if (null != only)
        {
            System.out.println(Simulation.trace(only, System.out));
            return;
        }
        final long from = Long.getLong("simulation.from", 1);
        final Coverage coverage = new Coverage();
        final long startNs = System.nanoTime();
        for (long seed = from; seed < from + SEEDS; seed++)
        {
            coverage.add(Simulation.run(seed));
        }
        System.out.printf("simulation: seeds %d to %d in %.1f s%n%s", from, from + SEEDS - 1,
            (System.nanoTime() - startNs) / 1e9, coverage);
        assertTrue(coverage.of(Happening.COMMAND_ANSWERED) > 10 * SEEDS, coverage::toString);
    }
}
