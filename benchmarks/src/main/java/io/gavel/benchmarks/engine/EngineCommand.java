package io.gavel.benchmarks.engine;

import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the engine alone beside exchange-core and parity-match. */
@Command(name = "engine", description = "The engine alone beside exchange-core and parity-match, on the same flows.")
public final class EngineCommand implements Callable<Integer>
{
    static final int COMMANDS_MIN = 1_000;
    static final int COMMANDS_MAX = 10_000_000;
    static final int ROUNDS_MAX = 1_000;

    private final List<SideKind> sides;

    @Mixin
    private Output output;

    @Option(names = "--flow", paramLabel = "FILE",
        description = "Order flow to run instead of the random ones, in the format of gavel match.")
    private Path file;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
        description = "Random flows to run: normal, volatile, crash, deep, moves, 100-symbols, 5000-symbols " +
            "(default: all).")
    private List<String> only;

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "COUNT",
        description = "Rounds of each side, in turns, after two of warm-up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--commands", defaultValue = "500000", paramLabel = "COUNT",
        description = "Commands of a round of a random flow, after those that fill the books " +
            "(default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "NUMBER",
        description = "Of the random flows (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    public EngineCommand()
    {
        this(SideKind.all());
    }

    EngineCommand(final List<SideKind> sides)
    {
        this.sides = sides;
    }

    @Override
    public Integer call()
    {
        output.checkRange("--rounds", rounds, 1, ROUNDS_MAX);
        output.checkRange("--commands", commands, COMMANDS_MIN, COMMANDS_MAX);
        final Environment environment = Environment.here();
        final List<FlowFigures> flows = new ArrayList<>();
        try (Progress progress = new Progress(output))
        {
            if (null == file)
            {
                for (final MarketShape shape : shapes())
                {
                    progress.onProgress("drawing flow " + shape.name(), 0, 0);
                    flows.add(measure(shape.kind(), MarketFlow.draw(seed, shape, commands), progress));
                }
            }
            else if (null == only)
            {
                flows.add(measure(MarketShape.Kind.FILE, FlowReader.read(file), progress));
            }
            else
            {
                throw output.wrongArgument("--only names random flows, and --flow a file: give one of them");
            }
        }
        final EngineResult result = new EngineResult(environment, settings(), flows, OpenLoop.alone());
        output.print(result.json(), result.text());
        if (!result.isRight())
        {
            output.err().println("gavel bench engine: the reports differ: " + result.wrong());
            return Errors.FAILED;
        }
        return 0;
    }

    private List<MarketShape> shapes()
    {
        return chosen(output, only, MarketShape.ALL, MarketShape::name);
    }

    /**
     * What an option chooses by names.
     *
     * @param output of the command.
     * @param only   names, null where all are wanted.
     * @param all    that there are.
     * @param name   of one.
     * @return in the order of all.
     */
    static <T> List<T> chosen(
        final Output output, final List<String> only, final List<T> all, final Function<T, String> name)
    {
        if (null == only)
        {
            return all;
        }
        final List<String> names = all.stream().map(name).collect(Collectors.toList());
        only.stream().filter(wanted -> !names.contains(wanted)).findFirst().ifPresent(wanted ->
        {
            throw output.wrongArgument("--only " + wanted + ": expected one of " + String.join(", ", names));
        });
        return all.stream().filter(one -> only.contains(name.apply(one))).collect(Collectors.toList());
    }

    private FlowFigures measure(final MarketShape.Kind kind, final OrderFlow flow, final Progress progress)
    {
        return new FlowFigures(kind, flow.outline(), new EngineRounds(sides, flow, rounds,
            new RunProgress(progress, "flow " + flow.name(), EngineRounds.runs(sides.size(), rounds))).measure());
    }

    private String settings()
    {
        return String.format(Locale.ROOT, "%d rounds%s, heap %d MiB, all sides in one JVM", rounds,
            null == file ? ", seed " + seed : ", flow " + file, Runtime.getRuntime().maxMemory() >> 20);
    }
}
