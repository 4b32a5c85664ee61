package io.gavel.chaos.drill;

import java.time.Duration;

/**
 * How drills are run.
 *
 * @param rounds      of each drill, 1 or more.
 * @param duration    for which rounds of each drill are repeated in place of their number; null for the number.
 * @param seed        of everything random.
 * @param isKept      whether the venues' directories stay on disk.
 * @param boundFactor by which the drills' bounds are multiplied: 1, or more on a machine that does other work.
 * @param progress    hears how far it is.
 */
public record DrillSettings(
    int rounds, Duration duration, long seed, boolean isKept, int boundFactor, DrillProgress progress)
{
    /**
     * The seed of one round: the same for a round of a number and drill whatever else is run.
     *
     * @param drill its name.
     * @param round from 1.
     * @return a seed.
     */
    long seedOf(final String drill, final int round)
    {
        long mixed = seed * 0x9E3779B97F4A7C15L + drill.hashCode() * 31L + round;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 27;
    }
}
