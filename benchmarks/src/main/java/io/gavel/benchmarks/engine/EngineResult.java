package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * All flows.
 *
 * @param environment where they were measured.
 * @param settings    of the run, for a person.
 * @param flows       one or more.
 * @param alone       latency of the pacing with nothing to execute, nanoseconds.
 */
record EngineResult(Environment environment, String settings, List<FlowFigures> flows, Histogram alone)
{
    private static final String NOTES =
        "One thread; reports are written to a flat buffer within the time. What a peer has no command for:\n" +
        "- exchange-core moves an order's price and lowers its quantity; a replace of both is two commands,\n" +
        "  one that raises the quantity a cancel and a new order; a fill-or-kill is an IOC, or left out where it\n" +
        "  is not filled.\n" +
        "- parity-match lowers a quantity; any other replace is a cancel and a new order; what an IOC leaves is\n" +
        "  cancelled; a fill-or-kill likewise, or left out where it is not filled.\n" +
        "Latency is from when a command was due, at half of the side's own median rate. Bytes are those of the\n" +
        "median slice of commands; with growth, the mean of all slices, those included in which a table grew.";

    boolean isRight()
    {
        return flows.stream().allMatch(FlowFigures::isRight);
    }

    /**
     * What differs.
     *
     * @return one sentence, empty where nothing does.
     */
    String wrong()
    {
        return flows.stream().flatMap(FlowFigures::wrong).collect(Collectors.joining("; "));
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.put("settings", settings);
        final ArrayNode array = document.putArray("flows");
        flows.forEach(flow -> array.add(flow.json()));
        document.set("pacingAloneNs", Output.object().put("p50", alone.getValueAtPercentile(50))
            .put("p99", alone.getValueAtPercentile(99)).put("p99.9", alone.getValueAtPercentile(99.9))
            .put("max", alone.getMaxValue()));
        return document.put("answersRight", isRight()).put("summary", lastLine());
    }

    String text()
    {
        final Table table = new Table("FLOW", "SIDE", ">COMMANDS/S", ">LEAST", ">MOST", ">OF EXCHANGE-CORE",
            ">OF PARITY-MATCH", ">PACED/S", ">P50", ">P99", ">P99.9", ">MAX", ">BYTES/COMMAND",
            ">WITH GROWTH", "REPORTS");
        for (final FlowFigures flow : flows)
        {
            for (final SideFigures side : flow.sides())
            {
                final Histogram latency = side.latencyNs();
                table.row(flow.flow().name(), side.name(), Math.round(side.median()), Math.round(side.min()),
                    Math.round(side.max()), ratio(flow.ratio(side.name(), SideKind.EXCHANGE_CORE)),
                    ratio(flow.ratio(side.name(), SideKind.PARITY)), side.pacedPerSecond(),
                    micros(latency.getValueAtPercentile(50)), micros(latency.getValueAtPercentile(99)),
                    micros(latency.getValueAtPercentile(99.9)), micros(latency.getMaxValue()),
                    String.format(Locale.ROOT, "%.2f", side.bytesPerCommand()),
                    String.format(Locale.ROOT, "%.2f", side.bytesPerCommandWithGrowth()),
                    side.isRight(flow.flow().expected()) ? "right" : "WRONG");
            }
        }
        return environment.line() + "\n" + settings + "\n\n" + table + "\n\n" + NOTES + "\n" + details() +
            (isRight() ? "The reports of all sides are equal, and equal to those of naive books." :
                "WRONG: " + wrong()) + "\n" + lastLine();
    }

    private String details()
    {
        final StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "The same with nothing to execute, 1,000,000/s: p50 %s, p99 %s, " +
            "p99.9 %s, max %s: what the machine takes from every side.%n", micros(alone.getValueAtPercentile(50)),
            micros(alone.getValueAtPercentile(99)), micros(alone.getValueAtPercentile(99.9)),
            micros(alone.getMaxValue())));
        for (final FlowFigures flow : flows)
        {
            text.append(String.format(Locale.ROOT, "Flow %s: %,d symbols, %,d commands to fill, %,d to measure%s; " +
                "%,d trades. Slices of commands that allocated: %s.%n", flow.flow().name(), flow.flow().symbols(),
                flow.flow().fillCommands(), flow.flow().commands(), 0 == flow.flow().leftOut() ? "" :
                String.format(Locale.ROOT, ", %,d left out as a venue refuses them", flow.flow().leftOut()),
                flow.flow().expected().trades(), flow.sides().stream()
                    .map(side -> side.name() + " " + side.slicesThatAllocated() + " of " + side.slices())
                    .collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    private String lastLine()
    {
        final List<String> books = new ArrayList<>();
        for (final MarketShape.Kind kind : MarketShape.Kind.values())
        {
            worst(SideKind.BOOK, kind).ifPresent(flow -> books.add(kind.text() + " " +
                ratio(flow.ratio(SideKind.BOOK, SideKind.EXCHANGE_CORE)) +
                (MarketShape.Kind.ONE_SYMBOL == kind || MarketShape.Kind.FILE == kind ?
                    " (flow " + flow.flow().name() + ")" : "")));
        }
        // Of the flows with many books, where there are any.
        final FlowFigures path = worst(SideKind.COMMAND_PATH, MarketShape.Kind.HUNDRED_SYMBOLS,
            MarketShape.Kind.THOUSANDS_OF_SYMBOLS).or(() -> worst(SideKind.COMMAND_PATH, MarketShape.Kind.values()))
            .orElseThrow();
        final double bytes = flows.stream().flatMap(flow -> flow.sides().stream())
            .filter(side -> SideKind.BOOK.equals(side.name()) || SideKind.COMMAND_PATH.equals(side.name()))
            .mapToDouble(SideFigures::bytesPerCommand).max().orElse(0);
        return "ratio to exchange-core: book " + String.join(", ", books) + "; command path " +
            ratio(path.ratio(SideKind.COMMAND_PATH, SideKind.EXCHANGE_CORE)) + " (flow " + path.flow().name() +
            "); bytes per command " + Math.round(bytes);
    }

    private Optional<FlowFigures> worst(final String side, final MarketShape.Kind... kinds)
    {
        return flows.stream().filter(flow -> List.of(kinds).contains(flow.kind()))
            .min(Comparator.comparingDouble(flow -> flow.ratio(side, SideKind.EXCHANGE_CORE)));
    }

    private static String ratio(final double value)
    {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String micros(final long nanos)
    {
        return String.format(Locale.ROOT, "%.2f us", nanos / 1e3);
    }
}
