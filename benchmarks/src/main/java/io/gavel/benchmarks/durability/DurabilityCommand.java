package io.gavel.benchmarks.durability;

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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what it costs to force everything to the disk before it is answered. */
@Command(name = "durability", description = "Orders per second and latency with gavel.durability page-cache and sync.")
public final class DurabilityCommand implements Callable<Integer>
{
    private static final int SECONDS_MAX = 3_600;
    private static final int ROUNDS_MAX = 1_000;
    private static final int WINDOW_MAX = 1_024;

    @Mixin
    private Output output;

    @Option(names = "--seconds", defaultValue = "5", paramLabel = "COUNT",
        description = "Seconds of a round that are measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "3", paramLabel = "SECONDS",
        description = "Seconds of a round before them (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", paramLabel = "COUNT",
        description = "Rounds of each setting, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--window", defaultValue = "64", paramLabel = "COUNT",
        description = "Orders under way at a time (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "On the disk that is measured (default: the directory for temporary files).")
    private Path directory;

    /** For picocli. */
    public DurabilityCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        output.checkRange("--seconds", seconds, 1, SECONDS_MAX);
        output.checkRange("--warm-up", warmUp, 0, SECONDS_MAX);
        output.checkRange("--rounds", rounds, 1, ROUNDS_MAX);
        output.checkRange("--window", window, 1, WINDOW_MAX);
        final Path where = NodesDirectory.of(directory, output);
        final LoadShape shape = new LoadShape(
            window, seconds, warmUp, rounds, where, Files.getFileStore(where).type());
        final Environment environment = Environment.here();
        final DurabilityResult result;
        try (Progress progress = new Progress(output))
        {
            result = measure(environment, shape, progress);
        }
        output.print(result.json(), result.text());
        return 0;
    }

    // The setting that goes first changes from round to round, so that neither has the quieter half of the time.
    private static DurabilityResult measure(
        final Environment environment, final LoadShape shape, final Progress progress)
        throws IOException, InterruptedException
    {
        final Map<DurabilitySetting, List<RoundFigures>> figures = new EnumMap<>(DurabilitySetting.class);
        final DurabilitySetting[] settings = DurabilitySetting.values();
        for (int i = 0; i < shape.rounds() * settings.length; i++)
        {
            final int round = i / settings.length;
            final DurabilitySetting setting = settings[(i + round) % settings.length];
            final String step = setting.text() + ", round " + (round + 1) + " of " + shape.rounds();
            figures.computeIfAbsent(setting, key -> new ArrayList<>())
                .add(new DurabilityRound(setting, shape, step, progress).measure());
        }
        return new DurabilityResult(environment, shape,
            new SettingFigures(DurabilitySetting.PAGE_CACHE, figures.get(DurabilitySetting.PAGE_CACHE)),
            new SettingFigures(DurabilitySetting.SYNC, figures.get(DurabilitySetting.SYNC)));
    }
}
