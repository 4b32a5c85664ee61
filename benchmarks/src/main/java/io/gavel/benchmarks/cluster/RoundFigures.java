package io.gavel.benchmarks.cluster;

import java.util.List;

/**
 * One side's round, whose answers were right.
 *
 * @param open        the open loop at each rate, ascending.
 * @param closed      the closed loop.
 * @param elections   that began meanwhile, warm-up included.
 * @param disconnects of the client meanwhile.
 */
record RoundFigures(List<StepFigures> open, StepFigures closed, long elections, long disconnects)
{
}
