package io.gavel.chaos.drill;

import io.gavel.chaos.simulation.Coverage;
import io.gavel.chaos.simulation.Happening;
import io.gavel.chaos.simulation.SeedRange;
import io.gavel.chaos.simulation.Simulation;
import io.gavel.chaos.simulation.SimulationFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the simulation by hand: many seeds, or one with a trace. */
@Command(
    name = "simulation",
    description = "Run replicas, their log and the SDK's clients in virtual time, with every fault that a seed says.",
    footer = {
        "",
        "No venue is started: time is virtual, and one seed decides everything. A failure prints the seed, the first",
        "difference, and what happened last. With --trace one seed prints each thing that happens."
    })
public final class SimulationCommand implements Callable<Integer>
{
    private static final long ROUNDS = 100;
    private static final long ROUNDS_MAX = 100_000_000;
    private static final int THREADS_MAX = 256;
    private static final long PROGRESS_NS = 500_000_000L;

    @Mixin
    private Output output;

    @Option(names = "--rounds", paramLabel = "N",
        description = "Seeds, 1 to 100000000 (default: 100, or 1 where --seed is given).")
    private Long rounds;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "Run seeds for this time, in place of a number of them.")
    private Duration duration;

    @Option(names = "--seed", paramLabel = "N",
        description = "The first seed, at least 0 (default: a new one, printed).")
    private Long seed;

    @Option(names = "--threads", paramLabel = "N",
        description = "Seeds side by side, 1 to 256 (default: as many as the machine has processors).")
    private Integer threads;

    @Option(names = "--trace", description = "Print each thing that happens, on standard error; for one seed.")
    private boolean isTraced;

    @Option(names = "--report", paramLabel = "DIR",
        description = "Where report.json and report.html go (default: .gavel/drills/simulation-SEED).")
    private Path report;

    private long nextProgressNs;

    /** Made by the command line. */
    public SimulationCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        check();
        final long first = null == seed ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        final long count = isTraced ? 1 : null != rounds ? rounds : null != seed ? 1 : ROUNDS;
        final String command = "./gavel drill simulation --seed " + first + (isTraced ? " --trace" :
            null == duration ? " --rounds " + count : " --for " + duration.toSeconds() + "s");
        output.progress("seed " + first + ", run it again by: " + command);
        final SimulationReport result = isTraced ? trace(first, command) : run(first, count, command);
        final Path home = Path.of(System.getProperty("gavel.home", ""));
        final Path page = result.write(null != report ? report :
            home.resolve(".gavel").resolve("drills").resolve("simulation-" + first));
        output.print(result.document(), result.text() + "\nreport " + page);
        return result.isPassed() ? 0 : Errors.FAILED;
    }

    private void check()
    {
        if (null != rounds && (rounds < 1 || rounds > ROUNDS_MAX))
        {
            throw output.wrongArgument("--rounds " + rounds + ": expected 1 to " + ROUNDS_MAX);
        }
        if (null != seed && seed < 0)
        {
            throw output.wrongArgument("--seed " + seed + ": expected 0 or more");
        }
        if (null != threads && (threads < 1 || threads > THREADS_MAX))
        {
            throw output.wrongArgument("--threads " + threads + ": expected 1 to " + THREADS_MAX);
        }
        if (isTraced && (null == seed || null != rounds || null != duration))
        {
            throw output.wrongArgument("--trace is for one seed: give --seed, and neither --rounds nor --for");
        }
        if (null != rounds && null != duration)
        {
            throw output.wrongArgument("--rounds and --for: give one of them");
        }
    }

    private SimulationReport trace(final long first, final String command)
    {
        final long startNs = System.nanoTime();
        try
        {
            final Coverage coverage = Simulation.trace(first, System.err);
            return new SimulationReport(first, command, 1, System.nanoTime() - startNs, coverage, null);
        }
        catch (final SimulationFailure e)
        {
            return new SimulationReport(first, command, 0, System.nanoTime() - startNs, new Coverage(), e.getMessage());
        }
    }

    private SimulationReport run(final long first, final long count, final String command) throws InterruptedException
    {
        final long startNs = System.nanoTime();
        final LongPredicate isWanted = (begun) ->
            null == duration ? begun < count : System.nanoTime() - startNs < duration.toNanos();
        try (ProgressLine line = new ProgressLine(output))
        {
            final SeedRange range = new SeedRange(first, isWanted, (done, coverage) -> progress(line, done,
                (null == duration ? " of " + count : "") + " seeds from " + first + " passed, " +
                coverage.of(Happening.COMMAND_ANSWERED) + " commands answered"));
            String failure = null;
            try
            {
                range.run(null != threads ? threads : Runtime.getRuntime().availableProcessors());
            }
            catch (final SimulationFailure e)
            {
                failure = e.getMessage();
            }
            return new SimulationReport(
                first, command, range.done(), System.nanoTime() - startNs, range.coverage(), failure);
        }
    }

    private void progress(final ProgressLine line, final long done, final String rest)
    {
        if (System.nanoTime() - nextProgressNs > 0 || 0 == nextProgressNs)
        {
            nextProgressNs = System.nanoTime() + PROGRESS_NS;
            line.now("simulation: " + done + rest);
        }
    }
}
