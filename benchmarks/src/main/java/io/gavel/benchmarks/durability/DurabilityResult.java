package io.gavel.benchmarks.durability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Both settings side by side.
 *
 * @param environment where they were measured.
 * @param shape       of every round.
 * @param pageCache   not forced to the disk.
 * @param sync        forced to the disk.
 */
record DurabilityResult(Environment environment, LoadShape shape, SettingFigures pageCache, SettingFigures sync)
{
    /**
     * How much of the rate is left where all is forced to the disk.
     *
     * @return of the medians.
     */
    double ratio()
    {
        return sync.median() / pageCache.median();
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.set("load", shape.json());
        document.set(pageCache.setting().text(), pageCache.json());
        document.set(sync.setting().text(), sync.json());
        return document.put("syncToPageCache", Math.round(ratio() * 1e4) / 1e4).put("answersRight", true)
            .put("statesEqual", true);
    }

    String text()
    {
        final Table table = new Table("DURABILITY", ">ORDERS/S", ">LEAST", ">MOST", ">P50", ">P99", ">MAX", ">ANSWERS",
            ">ELECTIONS", ">DISCONNECTS");
        for (final SettingFigures figures : List.of(pageCache, sync))
        {
            final Histogram latencyNs = figures.latencyNs();
            table.row(figures.setting().text(), Math.round(figures.median()), Math.round(figures.min()),
                Math.round(figures.max()), ms(latencyNs.getValueAtPercentile(50)),
                ms(latencyNs.getValueAtPercentile(99)), ms(latencyNs.getMaxValue()), latencyNs.getTotalCount(),
                figures.elections(), figures.disconnects());
        }
        return environment.line() + "\nthree nodes that write in " + shape.directory() + " (" + shape.fileSystem() +
            "), " + shape.window() + " orders under way, " + shape.rounds() + " rounds of " + shape.seconds() +
            " s after " + shape.warmUpSeconds() + " s of warm-up\n\n" + table +
            "\n\nEvery order was placed and cancelled, accounts and state hashes were as they have to be." +
            (shape.isInMemory() ? "\nThese files are in memory: there is no disk to force anything to, so the ratio " +
            "says nothing. Give a directory on a disk (--dir)." : "") + "\n" + lastLine();
    }

    private String lastLine()
    {
        return String.format(Locale.ROOT, "durability: sync %.2f of page-cache; page-cache p99 %s, sync p99 %s",
            ratio(), ms(pageCache.latencyNs().getValueAtPercentile(99)),
            ms(sync.latencyNs().getValueAtPercentile(99)));
    }

    private static String ms(final long nanos)
    {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
