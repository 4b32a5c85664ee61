package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.List;
import java.util.Locale;

/**
 * What was measured in one series.
 *
 * @param series that was measured.
 * @param points smallest first.
 */
record GrowthFigures(GrowthSeries series, List<GrowthPoint> points)
{
    /** What a command costs in a venue, in relation to the smallest of the series. */
    private double growth(final GrowthPoint point, final String side)
    {
        return point.figures().side(side).nanosPerCommand() /
            points.get(0).figures().side(side).nanosPerCommand();
    }

    private GrowthPoint largest()
    {
        return points.get(points.size() - 1);
    }

    String summary()
    {
        return String.format(Locale.ROOT, "%s %d to %d %.1f times", series.dimension().text(), points.get(0).size(),
            largest().size(), growth(largest(), SideKind.COMMAND_PATH));
    }

    String text()
    {
        final Table table = new Table(">" + series.dimension().text().toUpperCase(Locale.ROOT), "SIDE",
            ">NS/COMMAND", ">LEAST", ">MOST", ">OF SMALLEST", ">BYTES/COMMAND", ">WITH GROWTH", ">TRADES", "REPORTS");
        // The points of a side stand together, as they are what is compared.
        for (int i = 0; i < points.get(0).figures().sides().size(); i++)
        {
            for (final GrowthPoint point : points)
            {
                final SideFigures side = point.figures().sides().get(i);
                table.row(String.format(Locale.ROOT, "%,d", point.size()), side.name(),
                    Math.round(side.nanosPerCommand()), Math.round(side.nanosPerCommandMin()),
                    Math.round(side.nanosPerCommandMax()), decimals(growth(point, side.name())),
                    decimals(side.bytesPerCommand()), decimals(side.bytesPerCommandWithGrowth()),
                    point.figures().flow().expected().trades(),
                    side.isRight(point.figures().flow().expected()) ? "right" : "WRONG");
            }
        }
        return String.format(Locale.ROOT, "How cost grows with %s; what stands still: %s.%n%s",
            series.dimension().text(), series.still().without(series.dimension()), table);
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("series", series.name())
            .put("still", series.still().without(series.dimension())).put("usedCommands", series.usedCommands());
        final ArrayNode array = document.putArray("points");
        for (final GrowthPoint point : points)
        {
            final ObjectNode json = point.json();
            final ObjectNode growth = json.putObject("ofSmallest");
            point.figures().sides().forEach(side -> growth.put(side.name(),
                Math.round(growth(point, side.name()) * 1e3) / 1e3));
            array.add(json);
        }
        return document;
    }

    private static String decimals(final double value)
    {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
