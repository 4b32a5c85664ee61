package io.gavel.benchmarks.engine;

import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a command costs in venues of different sizes. */
@Command(name = "growth",
    description = "How the cost of a command grows with open orders, symbols, accounts and sessions: the engine alone.")
public final class GrowthCommand implements Callable<Integer>
{
    private static final int WARM_UP_ROUNDS = 1;

    private final Function<VenueShape, List<SideKind>> sides;
    private final List<GrowthSeries> all;

    @Mixin
    private Output output;

    @Option(names = "--only", paramLabel = "SERIES", split = ",",
        description = "What grows: open-orders, symbols, accounts, sessions (default: one after the other, all).")
    private List<String> only;

    @Option(names = "--rounds", defaultValue = "3", paramLabel = "COUNT",
        description = "Rounds of each venue, in turns, after one of warm-up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--commands", defaultValue = "200000", paramLabel = "COUNT",
        description = "Commands of a round in a venue, after those that fill it (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "NUMBER",
        description = "Of the commands (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    public GrowthCommand()
    {
        this(SideKind::in, GrowthSeries.ALL);
    }

    GrowthCommand(final Function<VenueShape, List<SideKind>> sides, final List<GrowthSeries> all)
    {
        this.sides = sides;
        this.all = all;
    }

    @Override
    public Integer call()
    {
        output.checkRange("--rounds", rounds, 1, EngineCommand.ROUNDS_MAX);
        output.checkRange("--commands", commands, EngineCommand.COMMANDS_MIN, EngineCommand.COMMANDS_MAX);
        final List<GrowthSeries> chosen = EngineCommand.chosen(output, only, all, GrowthSeries::name);
        final Environment environment = Environment.here();
        final List<GrowthFigures> figures = new ArrayList<>();
        try (Progress progress = new Progress(output))
        {
            for (final GrowthSeries series : chosen)
            {
                figures.add(new GrowthFigures(series, measure(series, progress)));
            }
        }
        final GrowthResult result = new GrowthResult(environment, settings(), figures);
        output.print(result.json(), result.text());
        if (!result.isRight())
        {
            output.err().println("gavel bench growth: the reports differ: " + result.wrong());
            return Errors.FAILED;
        }
        return 0;
    }

    private List<GrowthPoint> measure(final GrowthSeries series, final Progress progress)
    {
        final List<OrderFlow> flows = draw(series, progress);
        final List<EngineRounds> venues = new ArrayList<>();
        final int runs = (WARM_UP_ROUNDS + rounds) * flows.size() * sides(series, 0).size();
        final RunProgress runProgress = new RunProgress(progress, "series " + series.name(), runs);
        for (int i = 0; i < flows.size(); i++)
        {
            progress.onProgress("encoding commands, series " + series.name(), i, flows.size());
            venues.add(new EngineRounds(sides(series, i), flows.get(i), rounds, runProgress));
        }
        // Venues take turns, so that what else the machine does meanwhile is spread over all of them.
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++)
        {
            for (final EngineRounds venue : venues)
            {
                venue.measure(round);
            }
        }
        final List<GrowthPoint> points = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++)
        {
            final int size = series.sizes().get(i);
            points.add(new GrowthPoint(size, series.venue(size),
                new FlowFigures(MarketShape.Kind.GROWTH, flows.get(i).outline(), venues.get(i).figures())));
        }
        return points;
    }

    // Venues with the same books have the same flow.
    private List<OrderFlow> draw(final GrowthSeries series, final Progress progress)
    {
        final List<OrderFlow> flows = new ArrayList<>();
        MarketShape drawn = null;
        OrderFlow flow = null;
        for (final int size : series.sizes())
        {
            final MarketShape market = series.venue(size).market();
            if (!market.equals(drawn))
            {
                progress.onProgress("drawing commands, series " + series.name(), flows.size(), series.sizes().size());
                flow = MarketFlow.draw(
                    seed, market, Math.max(series.usedCommands(), market.openOrders() / 2), commands);
                drawn = market;
            }
            flows.add(flow.named(series.dimension().text() + " " + size));
        }
        return flows;
    }

    private List<SideKind> sides(final GrowthSeries series, final int i)
    {
        return sides.apply(series.venue(series.sizes().get(i)).venue()).stream()
            .filter(side -> series.dimension().isOfBooks() || SideKind.COMMAND_PATH.equals(side.name()))
            .collect(Collectors.toList());
    }

    private String settings()
    {
        return String.format(Locale.ROOT, "%d rounds of %,d commands, seed %d, heap %d MiB, all in one JVM", rounds,
            commands, seed, Runtime.getRuntime().maxMemory() >> 20);
    }
}
