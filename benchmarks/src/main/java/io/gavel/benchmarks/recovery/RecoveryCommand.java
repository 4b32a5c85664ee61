package io.gavel.benchmarks.recovery;

import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.VenueContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures snapshots, restarts and replays of a venue with many open orders. */
@Command(name = "recovery", description = "Snapshots, restarts and log replay with many open orders.")
public final class RecoveryCommand implements Callable<Integer>
{
    private static final int ORDERS_MAX = OpenOrderFlow.PARTICIPANTS * 262_144;
    private static final int ACCOUNTS_MAX = 1_000_000;

    @Mixin
    private Output output;

    @Option(names = "--orders", split = ",", defaultValue = "10000,100000,1000000", paramLabel = "COUNT",
        description = "Numbers of open orders, ascending (default: ${DEFAULT-VALUE}).")
    private List<Integer> orders;

    @Option(names = "--accounts", defaultValue = "100000", paramLabel = "COUNT",
        description = "Accounts with money and shares (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--heap", defaultValue = "1g", paramLabel = "SIZE",
        description = "Heap of each node, as -Xmx takes it (default: ${DEFAULT-VALUE}).")
    private String heap;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "NUMBER",
        description = "Of prices, sides and quantities (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    public RecoveryCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        check();
        final Environment environment = Environment.here();
        final OpenOrderFlow flow = new OpenOrderFlow(
            accounts, OpenOrderFlow.PARTICIPANTS, OpenOrderFlow.INSTRUMENTS, seed);
        final RecoveryResult result;
        try (Progress progress = new Progress(output))
        {
            final List<EngineFigures> engine = new ArrayList<>();
            for (final int count : orders)
            {
                progress.onProgress("state machine with " + count + " orders", 0, 0);
                engine.add(EngineRecovery.measure(flow, count));
            }
            result = measureVenue(environment, flow, engine, progress);
        }
        output.print(result.json(), result.text());
        return 0;
    }

    private void check()
    {
        int last = 0;
        for (final int count : orders)
        {
            if (count <= last || count > ORDERS_MAX)
            {
                throw output.wrongArgument(
                    "--orders " + count + ": expected ascending numbers from 1 to " + ORDERS_MAX);
            }
            last = count;
        }
        if (accounts < OpenOrderFlow.PARTICIPANTS || accounts > ACCOUNTS_MAX)
        {
            throw output.wrongArgument("--accounts " + accounts + ": expected " + OpenOrderFlow.PARTICIPANTS + " to " +
                ACCOUNTS_MAX);
        }
        if (!heap.matches("[1-9][0-9]{0,6}[kmgKMG]"))
        {
            throw output.wrongArgument("--heap " + heap + ": expected a size such as 1g");
        }
    }

    private RecoveryResult measureVenue(
        final Environment environment,
        final OpenOrderFlow flow,
        final List<EngineFigures> engine,
        final Progress progress) throws IOException, InterruptedException
    {
        final List<SizeFigures> sizes = new ArrayList<>();
        try (MeasuredVenue venue = new MeasuredVenue(start(), flow, progress))
        {
            venue.open();
            for (final EngineFigures alone : engine)
            {
                sizes.add(measureSize(venue, alone, progress));
            }
            final int largest = engine.get(engine.size() - 1).orders();
            progress.onProgress("replaying the log of " + largest + " orders", 0, 0);
            final long rate = venue.replayAll();
            venue.check("after the replay of the whole log");
            progress.onProgress("restoring " + largest + " orders onto blank directories", 0, 0);
            final MeasuredVenue.Restored restored = venue.restoreAll();
            venue.check("after the restore onto blank directories");
            return new RecoveryResult(
                environment, accounts, seed, heap, sizes, rate, venue.commands(), restored);
        }
    }

    private LocalVenue start() throws IOException, InterruptedException
    {
        try
        {
            return LocalVenue.start(new VenueContext().withGateway(false).nodeHeap(heap));
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private static SizeFigures measureSize(
        final MeasuredVenue venue, final EngineFigures alone, final Progress progress)
        throws IOException, InterruptedException
    {
        final int count = alone.orders();
        final long fillRate = venue.fillTo(count);
        venue.check("with " + count + " open orders");
        progress.onProgress("snapshot of " + count + " orders", 0, 0);
        final MeasuredVenue.Snapshot snapshot = venue.snapshot();
        // No check here: a start would have to hash the whole state once more, as the log says.
        progress.onProgress("restart with " + count + " orders", 0, 0);
        final MeasuredVenue.Start all = venue.restartAll();
        venue.check("after the restart with " + count + " orders");
        venue.snapshot();
        progress.onProgress("restart of a node with " + count + " orders", 0, 0);
        final MeasuredVenue.Start one = venue.restartFollower();
        venue.check("after the restart of a node with " + count + " orders");
        return new SizeFigures(alone, snapshot, all, one, fillRate);
    }
}
