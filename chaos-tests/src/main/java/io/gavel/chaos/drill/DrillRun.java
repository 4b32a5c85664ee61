package io.gavel.chaos.drill;

import io.gavel.chaos.check.VenueCheck;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.venue.VenueContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs drills one after the other. Those that need no venue of their own share one; after a round that failed the venue
 * is ended and kept on disk, and the next round gets a new one.
 */
public final class DrillRun implements AutoCloseable
{
    private static final int WARM_UP_ANSWERS = 300;

    private final DrillSettings settings;
    private DrillVenue shared;

    /**
     * A run that has started nothing yet.
     *
     * @param settings of it.
     */
    public DrillRun(final DrillSettings settings)
    {
        this.settings = settings;
    }

    /**
     * Runs the rounds of a drill.
     *
     * @param drill to run.
     * @return what came of it.
     * @throws InterruptedException where the thread is interrupted.
     */
    DrillResult run(final Drill drill) throws InterruptedException
    {
        final Optional<String> unavailable = drill.unavailable();
        if (unavailable.isPresent())
        {
            settings.progress().accept(drill.name() + ": skipped: " + unavailable.get());
            return new DrillResult(drill, unavailable.get(), List.of(), settings.boundFactor());
        }
        final List<RoundResult> rounds = new ArrayList<>();
        final long startNs = System.nanoTime();
        DrillVenue own = null;
        try
        {
            for (int round = 1; isAnother(round, startNs); round++)
            {
                final long seed = settings.seedOf(drill.name(), round);
                final String name = drill.name() + (settings.rounds() > 1 || settings.duration() != null ?
                    " round " + round : "");
                try
                {
                    if (drill.needsOwnVenue())
                    {
                        own = own == null ? start(name, drill.venue(), seed) : own;
                    }
                    else if (shared == null)
                    {
                        shared = start(name, new VenueContext(), seed);
                    }
                }
                catch (final Exception e)
                {
                    rethrowInterrupt(e);
                    rounds.add(new RoundResult(round, seed, Duration.ZERO, List.of(), List.of(), List.of(), null,
                        List.of("the venue did not start: " + Errors.describe(e))));
                    break;
                }
                final DrillVenue venue = drill.needsOwnVenue() ? own : shared;
                final RoundResult result = round(drill, venue, round, seed, name);
                rounds.add(result);
                if (!result.isGood())
                {
                    abandon(venue);
                    own = null;
                    shared = venue == shared ? null : shared;
                }
            }
        }
        finally
        {
            if (own != null)
            {
                own.close();
            }
        }
        return new DrillResult(drill, null, List.copyOf(rounds), settings.boundFactor());
    }

    private boolean isAnother(final int round, final long startNs)
    {
        return settings.duration() == null ? round <= settings.rounds() :
            round == 1 || System.nanoTime() - startNs < settings.duration().toNanos();
    }

    private DrillVenue start(final String name, final VenueContext context, final long seed) throws Exception
    {
        settings.progress().accept(name + ": starting a venue");
        final DrillVenue venue = DrillVenue.start(context.keep(settings.isKept()), seed);
        if (settings.isKept())
        {
            settings.progress().accept("the venue's directory is " + venue.venue().directory());
        }
        return venue;
    }

    private void abandon(final DrillVenue venue)
    {
        venue.keep();
        settings.progress().accept("the round failed: its venue's data and logs stay in " + venue.venue().directory());
        venue.close();
    }

    private RoundResult round(
        final Drill drill, final DrillVenue venue, final int round, final long seed, final String name)
        throws InterruptedException
    {
        final long startNs = System.nanoTime();
        final DrillStage stage = new DrillStage(venue, seed, line -> settings.progress().accept(name + ": " + line));
        final List<String> failures = new ArrayList<>();
        VenueCheck.Result check = null;
        try
        {
            venue.load().trade();
            stage.awaitAnswers(WARM_UP_ANSWERS);
            drill.run(stage);
            failures.addAll(venue.unexpectedEnds());
            venue.mend();
            settings.progress().accept(name + ": checking");
            check = venue.check().check();
        }
        catch (final Exception e)
        {
            rethrowInterrupt(e);
            failures.add(Errors.describe(e));
        }
        failures.addAll(stage.failedChecks());
        final RoundResult result = new RoundResult(round, seed, Duration.ofNanos(System.nanoTime() - startNs),
            stage.firstAnswers(), stage.allAnswers(), stage.timeline().entries(), check, failures);
        settings.progress().accept(name + ": " + DrillReport.line(result));
        return result;
    }

    private static void rethrowInterrupt(final Exception e) throws InterruptedException
    {
        if (e instanceof InterruptedException interrupt)
        {
            throw interrupt;
        }
    }

    /**
     * Where the shared venue lives.
     *
     * @return nothing where there is none.
     */
    Optional<Path> sharedDirectory()
    {
        return Optional.ofNullable(shared).map(venue -> venue.venue().directory());
    }

    /** Ends the shared venue. */
    @Override
    public void close()
    {
        if (shared != null)
        {
            shared.close();
            shared = null;
        }
    }
}
