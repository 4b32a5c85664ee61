package io.gavel.ops.demo;

import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.venue.VenuePointer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs a whole exchange on this machine, with simulated traders, until Ctrl-C or for a time.
 */
@Command(
    name = "demo",
    description = "Run three nodes, a gateway and simulated traders on this machine.",
    footer = {
        "",
        "A node or gateway that dies (try kill -9) is started again after a moment, and trading goes on.",
        "With --for, the exit status is 0 only where every command was answered once, all nodes have the same state",
        "hash, and the gateway has every event without a gap."
    })
public final class DemoCommand implements Callable<Integer>
{
    private static final int RATE_MAX = 20_000;
    private static final long LINE_MS = 5_000;
    private static final long POLL_MS = 100;

    @Mixin
    private Output output;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "End after this time of trading, with a summary (default: run until Ctrl-C).")
    private Duration duration;

    @Option(names = "--symbols", paramLabel = "N", defaultValue = "10",
        description = "Instruments, 1 to 10 (default: ${DEFAULT-VALUE}).")
    private int symbols;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200",
        description = "Commands a second of all traders together, 1 to 20000 (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default: a new one, printed).")
    private Long seed;

    @Option(names = "--keep", description = "Leave data, configurations and logs on disk at the end.")
    private boolean isKept;

    private volatile boolean isInterrupted;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (symbols < 1 || symbols > DemoMarket.symbolsMax())
        {
            throw output.wrongArgument("--symbols " + symbols + ": expected 1 to " + DemoMarket.symbolsMax());
        }
        if (rate < 1 || rate > RATE_MAX)
        {
            throw output.wrongArgument("--rate " + rate + ": expected 1 to " + RATE_MAX);
        }
        final long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        output.progress("seed " + chosen + "; starting three nodes and a gateway");
        try (Demo demo = Demo.start(chosen, symbols, rate, isKept, this::progress))
        {
            final Path pointer = VenuePointer.ofProject();
            final Path venueFile = demo.venue().venueFile();
            final Thread hook = new Thread(() -> onSignal(demo, pointer, venueFile), "demo-signal");
            Runtime.getRuntime().addShutdownHook(hook);
            VenuePointer.write(pointer, venueFile);
            try
            {
                introduce(demo);
                run(demo);
                return summarize(demo);
            }
            finally
            {
                if (!isInterrupted)
                {
                    Runtime.getRuntime().removeShutdownHook(hook);
                    VenuePointer.remove(pointer, venueFile);
                }
            }
        }
    }

    private void progress(final String line)
    {
        if (!isInterrupted)
        {
            output.progress(line);
        }
    }

    private void onSignal(final Demo demo, final Path pointer, final Path venueFile)
    {
        isInterrupted = true;
        output.progress("cleaning up");
        try
        {
            VenuePointer.remove(pointer, venueFile);
        }
        catch (final IOException e)
        {
            output.progress("gavel demo: " + Errors.describe(e));
        }
        demo.close();
        if (isKept)
        {
            output.progress("kept " + demo.venue().directory());
        }
    }

    private void introduce(final Demo demo)
    {
        final String text = "The exchange is open. Market page: " + demo.venue().gatewayUri() + "\n" +
            "  nodes      " + demo.venue().members() + "\n" +
            "  directory  " + demo.venue().directory() + "\n" +
            "Try, in another terminal:\n" +
            "  ./gavel status\n" +
            "  ./gavel book AAPL --live\n" +
            "  ./gavel order new AAPL buy 100 325.00\n" +
            (duration == null ? "Ctrl-C ends it." : "It ends by itself in " + duration.toSeconds() + " s.");
        if (output.json())
        {
            output.progress(text);
        }
        else
        {
            output.out().println(text);
            output.out().flush();
        }
    }

    private void run(final Demo demo) throws InterruptedException
    {
        final long startNs = System.nanoTime();
        long lineNs = startNs;
        while (duration == null || System.nanoTime() - startNs < duration.toNanos())
        {
            if (demo.failure() != null && !isInterrupted)
            {
                throw new CommandFailure("the demo cannot go on: " + demo.failure());
            }
            if (System.nanoTime() - lineNs >= TimeUnit.MILLISECONDS.toNanos(LINE_MS))
            {
                lineNs = System.nanoTime();
                progress(demo.liveLine());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private int summarize(final Demo demo) throws InterruptedException
    {
        progress("stopping the traders, and waiting until the venue is at rest");
        final DemoSummary summary = demo.finish();
        output.print(summary.document(), summary.text());
        if (isKept)
        {
            progress("kept " + demo.venue().directory());
        }
        if (!summary.isGood())
        {
            output.progress("gavel demo: " + String.join("; ", summary.problems()));
            return Errors.FAILED;
        }
        return 0;
    }
}
