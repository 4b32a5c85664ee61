package io.gavel.benchmarks.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.List;
import java.util.Locale;

/**
 * All sides beside each other.
 *
 * @param environment where they were measured.
 * @param shape       of every round.
 * @param sides       in the order of {@link Side}.
 */
record ClusterResult(Environment environment, LoadShape shape, List<SideFigures> sides)
{
    private static final int PEAK = 215_000;
    private static final int AVERAGE = 43_000;

    private SideFigures of(final Side side)
    {
        return sides.get(side.ordinal());
    }

    /** The rate that has to be held: the peak, or what was asked for. */
    private int peak()
    {
        return shape.rates().contains(PEAK) ? PEAK : shape.rates().get(shape.rates().size() - 1);
    }

    /** The rate whose latency is compared: the average, or what was asked for. */
    private int average()
    {
        return shape.rates().contains(AVERAGE) ? AVERAGE : shape.rates().get(0);
    }

    double throughputRatio(final Side peer)
    {
        return of(Side.GAVEL).closed().achieved() / of(peer).closed().achieved();
    }

    private double p99Ratio()
    {
        return of(Side.GAVEL).at(average()).microsAt(99) / of(Side.ECHO).at(average()).microsAt(99);
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.set("load", shape.json());
        sides.forEach(figures -> document.set(figures.side().text(), figures.json()));
        return document.put("throughputToEcho", rounded(throughputRatio(Side.ECHO)))
            .put("throughputToEchoWithEvents", rounded(throughputRatio(Side.ECHO_EVENTS)))
            .put("sustained", of(Side.GAVEL).isSustained(peak())).put("lost", of(Side.GAVEL).lost())
            .put("p99ToEcho", rounded(p99Ratio())).put("answersRight", true).put("statesEqual", true)
            .put("summary", lastLine());
    }

    private static double rounded(final double value)
    {
        return Math.round(value * 1e4) / 1e4;
    }

    String text()
    {
        final Table table = new Table(
            "SIDE", ">RATE", ">ACHIEVED", ">P50", ">P99", ">P99.9", ">MAX", ">LOST", "SUSTAINED");
        for (final int rate : shape.rates())
        {
            for (final SideFigures figures : sides)
            {
                final StepFigures step = figures.at(rate);
                row(table, figures, step, rate + "/s", figures.isSustained(rate) ? "yes" :
                    "not sustained: " + Math.round(step.achieved()) + "/s");
            }
        }
        for (final SideFigures figures : sides)
        {
            row(table, figures, figures.closed(), "closed", null);
        }
        return environment.line() + "\nthree nodes of profile small that write in " + shape.directory() + " (" +
            shape.fileSystem() + ") and their client on this machine; " + shape.rounds() + " rounds of " +
            shape.seconds() + " s a step after " + shape.warmUpSeconds() + " s of warm-up at most; messages of " +
            EchoLoad.MESSAGE_LENGTH + " bytes for the echo; closed loop with " + shape.window() +
            " under way, gavel's over " + shape.connections() + " connections\n\n" + table + "\n\n" + interruptions() +
            "Every answer was as it had to be, money and shares are all there, and the nodes have one state hash.\n" +
            String.format(Locale.ROOT, "throughput %.2f of the echo with events%n", throughputRatio(Side.ECHO_EVENTS)) +
            lastLine();
    }

    private static void row(
        final Table table, final SideFigures figures, final StepFigures step, final String rate, final String sustained)
    {
        table.row(figures.side().text(), rate, Math.round(step.achieved()) + "/s", millis(step.microsAt(50)),
            millis(step.microsAt(99)), millis(step.microsAt(99.9)), millis(step.latencyNs().getMaxValue() / 1e3),
            step.lost(), sustained);
    }

    private static String millis(final double micros)
    {
        return String.format(Locale.ROOT, "%.2f ms", micros / 1e3);
    }

    private String interruptions()
    {
        final StringBuilder text = new StringBuilder();
        for (final SideFigures figures : sides)
        {
            if (figures.elections() + figures.disconnects() > 0)
            {
                text.append(figures.side().text()).append(": ").append(figures.elections()).append(" elections and ")
                    .append(figures.disconnects()).append(" disconnects meanwhile, which are in its figures\n");
            }
        }
        return text.toString();
    }

    private String lastLine()
    {
        final SideFigures gavel = of(Side.GAVEL);
        return String.format(Locale.ROOT,
            "throughput %.2f of echo; %d/s sustained: %s, lost %d; p99 at %d/s %.2f of echo",
            throughputRatio(Side.ECHO), peak(), gavel.isSustained(peak()) ? "yes" : "no", gavel.lost(), average(),
            p99Ratio());
    }
}
