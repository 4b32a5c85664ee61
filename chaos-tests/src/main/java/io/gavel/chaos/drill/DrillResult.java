package io.gavel.chaos.drill;

import io.gavel.chaos.check.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rounds of one drill came to.
 *
 * @param drill   that was run.
 * @param skipped why it was not; null where it was.
 * @param rounds  in order; empty where it was skipped.
 * @param boundFactor by which the drill's bounds are multiplied.
 */
record DrillResult(Drill drill, String skipped, List<RoundResult> rounds, int boundFactor)
{
    private static final int ROUNDS_FOR_MEDIAN = 5;

    /** All that was found in all rounds. */
    Violations violations()
    {
        final Violations all = new Violations();
        rounds.forEach(round -> all.addAll(round.violations()));
        return all;
    }

    /** Every time from a fault to the first new answer, shortest first. */
    List<Duration> firstAnswers()
    {
        return rounds.stream().flatMap(round -> round.firstAnswers().stream()).sorted().toList();
    }

    /** The middle one; zero where there is none. */
    Duration median()
    {
        final List<Duration> sorted = firstAnswers();
        if (sorted.isEmpty())
        {
            return Duration.ZERO;
        }
        final Duration upper = sorted.get(sorted.size() / 2);
        return sorted.size() % 2 == 1 ? upper : upper.plus(sorted.get(sorted.size() / 2 - 1)).dividedBy(2);
    }

    /** The longest; zero where there is none. */
    Duration maximum()
    {
        final List<Duration> sorted = firstAnswers();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() - 1);
    }

    /** Why the drill has failed: one sentence each; empty where it passed, or was skipped. */
    List<String> failures()
    {
        final List<String> failures = new ArrayList<>();
        for (final RoundResult round : rounds)
        {
            round.failures().forEach(failure -> failures.add("round " + round.round() + ": " + failure));
            round.violations().sentences().forEach(sentence ->
                failures.add("round " + round.round() + ": " + sentence));
        }
        final Duration bound = drill.bound().multipliedBy(boundFactor);
        if (maximum().compareTo(bound) > 0)
        {
            failures.add("the first new answer took " + DrillReport.seconds(maximum()) + ", and " +
                DrillReport.seconds(bound) + " is the bound");
        }
        final Duration medianBound = drill.medianBound().multipliedBy(boundFactor);
        if (firstAnswers().size() >= ROUNDS_FOR_MEDIAN && median().compareTo(medianBound) > 0)
        {
            failures.add("the first new answer took " + DrillReport.seconds(median()) + " in the median, and " +
                DrillReport.seconds(medianBound) + " is the bound");
        }
        if (skipped == null && failures.isEmpty() && (rounds.isEmpty() || firstAnswers().isEmpty()))
        {
            failures.add("no round measured a first new answer: the drill proved nothing");
        }
        return failures;
    }

    /** Whether all rounds were good, within the bounds. */
    boolean isPassed()
    {
        return skipped == null && failures().isEmpty();
    }
}
