package io.gavel.chaos.drill;

import io.gavel.ops.venue.VenueContext;
import java.time.Duration;
import java.util.Optional;

/**
 * One kind of fault, made and ended on a venue of real processes under load. The framework brings the venue up, trades,
 * runs a round, brings back what the round left dead, brings the load to rest and checks everything
 * ({@link io.gavel.chaos.check.VenueCheck}). A drill has no state: all of a round's is in its {@link DrillStage}.
 */
public interface Drill
{
    /**
     * What it is called by.
     *
     * @return kebab case, such as {@code leader-kill}.
     */
    String name();

    /**
     * What it does.
     *
     * @return one line for a person.
     */
    String description();

    /**
     * How long after the fault, as the drill times it ({@link DrillStage#fault} or {@link DrillStage#faultEnds}), the
     * first answer of a new command comes at the latest.
     *
     * @return on two cores with the {@code small} profile.
     */
    Duration bound();

    /**
     * How long that takes in the median of at least five rounds.
     *
     * @return at most {@link #bound()}, which is the default.
     */
    default Duration medianBound()
    {
        return bound();
    }

    /**
     * Why it can't run on this machine.
     *
     * @return a sentence; nothing where it can. It is printed, and the drill counted as skipped, never as passed.
     */
    default Optional<String> unavailable()
    {
        return Optional.empty();
    }

    /**
     * Why the build's round of every drill leaves it out, where it takes too long for that; {@code ./gavel drill} runs
     * it all the same.
     *
     * @return a sentence, which is printed; nothing where the build runs it.
     */
    default Optional<String> leftOutOfBuild()
    {
        return Optional.empty();
    }

    /**
     * Whether a venue is started for it alone, with {@link #venue()}, and ended after its rounds.
     *
     * @return false where any running venue of the default kind will do.
     */
    default boolean needsOwnVenue()
    {
        return false;
    }

    /**
     * What is special about its venue; only asked where it needs its own.
     *
     * @return a new context; progress and keeping are set by the framework.
     */
    default VenueContext venue()
    {
        return new VenueContext();
    }

    /**
     * Whether its venue has the makers of faults of {@link DrillStage#faults()}: networks, clocks and disks of the
     * nodes' own. Drills that say so share a venue, unless they need their own.
     *
     * @return false where processes and signals are enough.
     */
    default boolean needsFaultMakers()
    {
        return false;
    }

    /**
     * One round: makes the fault and ends it. The load trades from before until after it.
     *
     * @param stage the running venue, the load, and the round's seeded random.
     * @throws Exception where the round can't go on: it has failed, with the message as the reason.
     */
    void run(DrillStage stage) throws Exception;
}
