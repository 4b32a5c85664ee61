package io.gavel.chaos.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the simulation by hand: many seeds, or one with a trace. */
@Command(
    name = "simulation",
    description = "Run replicas, their log and the SDK's clients in one thread, with every fault that a seed says.",
    footer = {
        "",
        "No venue is started: time is virtual, and one seed decides everything. A failure prints the seed, the first",
        "difference, and what happened last. With --trace one seed prints each thing that happens."
    })
public final class SimulationCommand implements Callable<Integer>
{
    private static final long ROUNDS = 100;
    private static final long ROUNDS_MAX = 100_000_000;
    private static final long PROGRESS_NS = 1_000_000_000L;

    @Mixin
    private Output output;

    @Option(names = "--rounds", paramLabel = "N",
        description = "Seeds, 1 to 100000000 (default: 100, or 1 where --seed is given).")
    private Long rounds;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "Run seeds for this time, in place of a number of them.")
    private Duration duration;

    @Option(names = "--seed", paramLabel = "N",
        description = "The first seed (default: a new one, printed).")
    private Long seed;

    @Option(names = "--trace", description = "Print each thing that happens, on standard error; for one seed.")
    private boolean isTraced;

    /** Made by the command line. */
    public SimulationCommand()
    {
    }

    @Override
    public Integer call()
    {
        if (null != rounds && (rounds < 1 || rounds > ROUNDS_MAX))
        {
            throw output.wrongArgument("--rounds " + rounds + ": expected 1 to " + ROUNDS_MAX);
        }
        if (isTraced && null == seed)
        {
            throw output.wrongArgument("--trace needs the seed to trace: give --seed");
        }
        final long first = null == seed ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        final long startNs = System.nanoTime();
        final Coverage coverage = new Coverage();
        long done = 0;
        try
        {
            if (isTraced)
            {
                coverage.add(Simulation.trace(first, System.err));
                done = 1;
            }
            else
            {
                done = run(first, startNs, coverage);
            }
        }
        catch (final SimulationFailure e)
        {
            output.print(Output.object().put("passed", false).put("failure", e.getMessage()), e.getMessage());
            return Errors.FAILED;
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        final ObjectNode document = Output.object().put("passed", true).put("firstSeed", first).put("seeds", done);
        final ObjectNode happened = document.putObject("happened");
        for (final Happening each : Happening.values())
        {
            happened.put(each.name().toLowerCase(Locale.ROOT), coverage.of(each));
        }
        output.print(document, String.format(Locale.ROOT,
            "%ssimulation: %d seeds from %d passed in %.1f s: lost=0 duplicated=0 unresolved=0 diverged=0",
            coverage, done, first, seconds));
        return 0;
    }

    private long run(final long first, final long startNs, final Coverage coverage)
    {
        final long count = null != rounds ? rounds : null != seed ? 1 : ROUNDS;
        long nextProgressNs = startNs + PROGRESS_NS;
        long done = 0;
        while (null == duration ? done < count : System.nanoTime() - startNs < duration.toNanos())
        {
            coverage.add(Simulation.run(first + done));
            done++;
            if (System.nanoTime() - nextProgressNs > 0)
            {
                nextProgressNs = System.nanoTime() + PROGRESS_NS;
                output.progress("simulation: " + done + (null == duration ? " of " + count : "") + " seeds from " +
                    first + ", " + coverage.of(Happening.COMMAND_ANSWERED) + " commands answered");
            }
        }
        return done;
    }
}
