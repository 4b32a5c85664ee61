package io.gavel.benchmarks.warmup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * All settings side by side.
 *
 * @param environment they were measured in.
 * @param shape       of every round.
 * @param settings    the one without anything first, the one with everything last.
 */
record WarmUpResult(Environment environment, StartShape shape, List<SettingFigures> settings)
{
    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.set("load", shape.json());
        final ObjectNode all = document.putObject("settings");
        settings.forEach(figures -> all.set(figures.setting().text(), figures.json()));
        return document.put("answersRight", true).put("statesEqual", true);
    }

    String text()
    {
        final Table table = new Table("NODES", ">FIRST ANSWER", ">P50", ">P99", ">MAX", ">ALL " + shape.commands(),
            ">START", ">WARM-UP", ">WAITED FOR");
        for (final SettingFigures figures : settings)
        {
            final Histogram latencyNs = figures.latencyNs();
            table.row(figures.setting().text(), ms(figures.median(StartFigures::firstNs)),
                ms(latencyNs.getValueAtPercentile(50)), ms(latencyNs.getValueAtPercentile(99)),
                ms(latencyNs.getMaxValue()), ms(figures.median(StartFigures::totalNs)),
                figures.median(StartFigures::startMs) + " ms", figures.median(StartFigures::warmUpMs) + " ms",
                figures.median(StartFigures::waitedMs) + " ms");
        }
        return environment.line() + "\nthe first " + shape.commands() + " commands of three nodes that have started, " +
            shape.window() + " orders under way, " + shape.rounds() + " starts with each setting in turns\n" +
            (shape.aotCache() == null ? "no ahead-of-time cache: JDKs before 25 have none, or the launcher could not " +
            "make it\n" : "") + "\n" + table +
            "\n\nEvery order was placed, replaced and cancelled; accounts and state hashes were as they have to be.\n" +
            lastLine();
    }

    private String lastLine()
    {
        final SettingFigures without = settings.get(0);
        final SettingFigures with = settings.get(settings.size() - 1);
        return String.format(Locale.ROOT,
            "warm-up: first %d commands p99 %s with, %s without; start %.1f s with, %.1f s without", shape.commands(),
            ms(with.latencyNs().getValueAtPercentile(99)), ms(without.latencyNs().getValueAtPercentile(99)),
            with.median(StartFigures::startMs) / 1e3, without.median(StartFigures::startMs) / 1e3);
    }

    private static String ms(final long nanos)
    {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
