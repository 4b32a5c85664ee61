package io.gavel.chaos.drill;

import io.gavel.chaos.check.VenueCheck;
import io.gavel.chaos.check.Violations;
import java.time.Duration;
import java.util.List;

/**
 * What one round came to.
 *
 * @param round        from 1.
 * @param seed         of its choices.
 * @param took         with the checks.
 * @param firstAnswers from each fault to the first new answer that any broker got.
 * @param allAnswers   from each fault until every broker had a new answer.
 * @param timeline     what happened.
 * @param check        what the venue's check found; null where the round did not get that far.
 * @param failures     sentences: what the drill found by itself, or why the round could not go on.
 */
record RoundResult(
    int round,
    long seed,
    Duration took,
    List<Duration> firstAnswers,
    List<Duration> allAnswers,
    List<Timeline.Entry> timeline,
    VenueCheck.Result check,
    List<String> failures)
{
    /** Whether nothing was found wrong; the bounds are the drill's. */
    boolean isGood()
    {
        return failures.isEmpty() && check != null && check.violations().isEmpty();
    }

    /** What was found. */
    Violations violations()
    {
        return check == null ? new Violations() : check.violations();
    }
}
