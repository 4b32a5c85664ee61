package io.gavel.benchmarks.cluster;

import io.gavel.benchmarks.Environment;
import io.gavel.benchmarks.NodesDirectory;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the exchange on three nodes beside an echo on the same cluster. */
@Command(name = "cluster",
    description = "Latency at fixed rates and maximum throughput of three nodes, beside an echo on the same cluster.")
public final class ClusterCommand implements Callable<Integer>
{
    private static final List<Integer> RATES = List.of(1_000, 43_000, 215_000);
    private static final int RATE_MAX = 10_000_000;
    private static final int SECONDS_MAX = 3_600;
    private static final int ROUNDS_MAX = 1_000;
    private static final int CONNECTIONS_MAX = 64;

    @Mixin
    private Output output;

    @Option(names = "--rate", paramLabel = "COUNT",
        description = "Messages a second of the open loop (default: 1000, 43000 and 215000, one after the other).")
    private Integer rate;

    @Option(names = "--seconds", defaultValue = "3", paramLabel = "COUNT",
        description = "Seconds of a step that is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", paramLabel = "SECONDS",
        description = "Seconds of closed loop at most before the first step; they end where the throughput has not " +
        "risen for ten seconds (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "2", paramLabel = "COUNT",
        description = "Rounds of each side, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--connections", defaultValue = "4", paramLabel = "COUNT",
        description = "Connections of the exchange's client (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--driven", negatable = true, defaultValue = "true", fallbackValue = "true",
        description = "Whether the thread that sends drives the connections too, or each has a thread of its own " +
        "(default: ${DEFAULT-VALUE}).")
    private boolean isDriven;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "A setting of every node, of all sides (may be given more than once).")
    private Map<String, String> nodeProperties = new TreeMap<>();

    @Option(names = "--recordings", paramLabel = "DIR",
        description = "Have every node leave a flight recording there, to see where the time goes.")
    private Path recordings;

    @Option(names = "--window", defaultValue = "4096", paramLabel = "COUNT",
        description = "Messages under way in the closed loop, over all connections (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "Where the nodes write (default: the directory for temporary files).")
    private Path directory;

    /** For picocli. */
    public ClusterCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        output.checkRange("--rate", null == rate ? RATE_MAX : rate, 1, RATE_MAX);
        output.checkRange("--seconds", seconds, 1, SECONDS_MAX);
        output.checkRange("--warm-up", warmUp, 0, SECONDS_MAX);
        output.checkRange("--rounds", rounds, 1, ROUNDS_MAX);
        output.checkRange("--connections", connections, 1, CONNECTIONS_MAX);
        output.checkRange("--window", window, 1, connections * OrderLane.UNDER_WAY_MAX);
        final Path where = NodesDirectory.of(directory, output);
        final LoadShape shape = new LoadShape(null == rate ? RATES : List.of(rate), seconds, warmUp, rounds,
            connections, isDriven, window, nodeProperties, null == recordings ? null :
            NodesDirectory.writable("--recordings", recordings, output), where, Files.getFileStore(where).type());
        final Environment environment = Environment.here();
        final ClusterResult result;
        try (Progress progress = new Progress(output))
        {
            result = measure(environment, shape, progress);
        }
        output.print(result.json(), result.text());
        return 0;
    }

    // One cluster at a time, as they would take the processors from each other; the side that goes first changes from
    // round to round, so that none has the quieter part of the time.
    private static ClusterResult measure(
        final Environment environment, final LoadShape shape, final Progress progress)
        throws IOException, InterruptedException
    {
        final Map<Side, List<RoundFigures>> figures = new EnumMap<>(Side.class);
        final Side[] sides = Side.values();
        for (int i = 0; i < shape.rounds() * sides.length; i++)
        {
            final int round = i / sides.length;
            final Side side = sides[(i + round) % sides.length];
            final String step = side.text() + ", round " + (round + 1) + " of " + shape.rounds();
            figures.computeIfAbsent(side, key -> new ArrayList<>())
                .add(new SideRound(side, shape, step, progress).measure());
        }
        return new ClusterResult(environment, shape,
            Stream.of(sides).map(side -> new SideFigures(side, figures.get(side))).toList());
    }
}
