package io.gavel.benchmarks.warmup;

import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.venue.VenueContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the first commands after a start, with and without what makes them fast. */
@Command(name = "warmup", description = "The first commands after a start, with and without the nodes' warm-up.")
public final class WarmUpCommand implements Callable<Integer>
{
    private static final int ROUNDS_MAX = 1_000;
    private static final int COMMANDS_MAX = 10_000_000;
    private static final int WINDOW_MAX = 1_024;

    @Mixin
    private Output output;

    @Option(names = "--commands", defaultValue = "10000", paramLabel = "COUNT",
        description = "Commands after a start (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--rounds", defaultValue = "3", paramLabel = "COUNT",
        description = "Starts with each setting, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--window", defaultValue = "8", paramLabel = "COUNT",
        description = "Orders under way at a time (default: ${DEFAULT-VALUE}).")
    private int window;

    /** For picocli. */
    public WarmUpCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        check("--commands", commands, 1, COMMANDS_MAX);
        check("--rounds", rounds, 1, ROUNDS_MAX);
        check("--window", window, 1, WINDOW_MAX);
        final Path aotCache = new VenueContext().aotCache();
        final StartShape shape = new StartShape(commands, window, rounds, aotCache);
        final Environment environment = Environment.here();
        final WarmUpResult result;
        try (Progress progress = new Progress(output))
        {
            result = measure(environment, shape, progress);
        }
        output.print(result.json(), result.text());
        return 0;
    }

    private void check(final String option, final int value, final int least, final int most)
    {
        if (value < least || value > most)
        {
            throw output.wrongArgument(option + " " + value + ": expected " + least + " to " + most);
        }
    }

    // The setting that goes first changes from round to round, so that none has the quieter half of the time. The first
    // start of all is not counted: its client is as cold as its nodes.
    private static WarmUpResult measure(
        final Environment environment, final StartShape shape, final Progress progress)
        throws IOException, InterruptedException
    {
        final List<StartSetting> settings = Stream.of(StartSetting.values())
            .filter(setting -> !setting.isCached() || shape.aotCache() != null).toList();
        final Map<StartSetting, List<StartFigures>> figures = new EnumMap<>(StartSetting.class);
        final int starts = shape.rounds() * settings.size();
        progress.onProgress("a start for the client", 0, 0);
        new StartRound(StartSetting.COLD, shape, "the first start").measure();
        for (int i = 0; i < starts; i++)
        {
            final int round = i / settings.size();
            final StartSetting setting = settings.get((i + round) % settings.size());
            progress.onProgress("starting venues", i, starts);
            figures.computeIfAbsent(setting, key -> new ArrayList<>())
                .add(new StartRound(setting, shape, setting.text() + ", round " + (round + 1)).measure());
        }
        return new WarmUpResult(environment, shape,
            settings.stream().map(setting -> new SettingFigures(setting, figures.get(setting))).toList());
    }
}
