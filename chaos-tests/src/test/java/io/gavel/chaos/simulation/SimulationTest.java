package io.gavel.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Seeds, one after the other. One again, with a trace: {@code -Dsimulation.seed=N}; others:
 * {@code -Dsimulation.from=N}; more or fewer: {@code -Dsimulation.seeds=N}.
 */
class SimulationTest
{
    private static final long SEEDS = Long.getLong("simulation.seeds", 200);
    /** From so many on, every fault and every state is asserted. */
    private static final long SEEDS_THAT_COVER = 200;
    /** What the default seeds do not get to; where others do, the table says so. */
    private static final Set<Happening> NOT_REACHED =
        EnumSet.of(Happening.DISCONNECT_CANCELED, Happening.TIMER_STALE);

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
        if (SEEDS >= SEEDS_THAT_COVER)
        {
            final List<Happening> missing = new ArrayList<>(coverage.missing());
            missing.removeAll(NOT_REACHED);
            assertEquals(List.of(), missing, "every fault and every state happened at least once");
        }
    }
}
