package io.gavel.chaos.drill;

import io.gavel.chaos.check.VenueCheck;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.venue.VenueContext;
import java.io.IOException;
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
    // On a machine that does much else the JVMs alone take a minute.
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final DrillSettings settings;
    private final List<VenueAudit> audits = new ArrayList<>();
    private DrillVenue current;

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
            settings.progress().done(drill.name() + ": skipped: " + unavailable.get());
            return new DrillResult(drill, unavailable.get(), List.of(), settings.boundFactor());
        }
        if (drill.needsOwnVenue() || current != null && current.isEquipped() != drill.needsFaultMakers())
        {
            // One venue at a time: two cores are few.
            end();
        }
        final List<RoundResult> rounds = new ArrayList<>();
        final long startNs = System.nanoTime();
        for (int round = 1; isAnother(round, startNs); round++)
        {
            final long seed = settings.seedOf(drill.name(), round);
            final String name = drill.name() +
                (settings.rounds() > 1 || settings.duration() != null ? " round " + round : "");
            if (current == null && !start(drill, name, seed, rounds, round))
            {
                break;
            }
            current.runs(drill.name());
            final RoundResult result = round(drill, current, round, seed, name);
            rounds.add(result);
            if (!result.isGood())
            {
                current.keep();
                settings.progress().done(
                    "the round failed: its venue's data and logs stay in " + current.venue().directory());
                end(false);
            }
        }
        if (drill.needsOwnVenue())
        {
            end();
        }
        return new DrillResult(drill, null, List.copyOf(rounds), settings.boundFactor());
    }

    private boolean start(
        final Drill drill, final String name, final long seed, final List<RoundResult> rounds, final int round)
        throws InterruptedException
    {
        try
        {
            settings.progress().now(name + ": starting a venue");
            final VenueContext context = drill.needsOwnVenue() ? drill.venue() : new VenueContext();
            current = DrillVenue.start(
                context.keep(settings.isKept()).startTimeout(START_TIMEOUT), seed, drill.needsFaultMakers());
            if (settings.isKept())
            {
                settings.progress().done("the venue's directory is " + current.venue().directory());
            }
            return true;
        }
        catch (final Exception e)
        {
            rethrowInterrupt(e);
            rounds.add(new RoundResult(round, seed, Duration.ZERO, List.of(), List.of(), List.of(), null,
                List.of("the venue did not start: " + Errors.describe(e))));
            return false;
        }
    }

    private boolean isAnother(final int round, final long startNs)
    {
        return settings.duration() == null ? round <= settings.rounds() :
            round == 1 || System.nanoTime() - startNs < settings.duration().toNanos();
    }

    private RoundResult round(
        final Drill drill, final DrillVenue venue, final int round, final long seed, final String name)
        throws InterruptedException
    {
        final long startNs = System.nanoTime();
        final DrillStage stage = new DrillStage(venue, seed, line -> settings.progress().now(name + ": " + line));
        final List<String> failures = new ArrayList<>();
        VenueCheck.Result check = null;
        try
        {
            venue.load().trade();
            stage.awaitAnswers(WARM_UP_ANSWERS);
            drill.run(stage);
            failures.addAll(venue.unexpectedEnds());
            venue.mend();
            settings.progress().now(name + ": checking");
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
        settings.progress().done(name + ": " + DrillReport.line(result));
        return result;
    }

    private static void rethrowInterrupt(final Exception e) throws InterruptedException
    {
        if (e instanceof InterruptedException interrupt)
        {
            throw interrupt;
        }
    }

    /** Ends the venue that runs, if there is one, and executes its log again. */
    void end() throws InterruptedException
    {
        end(true);
    }

    private void end(final boolean isAtRest) throws InterruptedException
    {
        if (current == null)
        {
            return;
        }
        final DrillVenue venue = current;
        current = null;
        try (venue)
        {
            settings.progress().now("ending the venue, and executing its log again");
            audits.add(venue.audit(isAtRest));
        }
        catch (final IOException | RuntimeException e)
        {
            audits.add(new VenueAudit(venue.drills(), null, 0, 0, "",
                List.of("the log could not be executed again: " + Errors.describe(e))));
        }
        settings.progress().done(audits.get(audits.size() - 1).text());
    }

    /** What the re-executions came to, of the venues that have ended. */
    List<VenueAudit> audits()
    {
        return List.copyOf(audits);
    }

    /** Ends the venue without more ado, where it is still there. */
    @Override
    public void close()
    {
        if (current != null)
        {
            current.close();
            current = null;
        }
    }
}
