package io.gavel.benchmarks.warmup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * All starts with one setting.
 *
 * @param setting of the nodes.
 * @param rounds  one or more.
 */
record SettingFigures(StartSetting setting, List<StartFigures> rounds)
{
    long median(final ToLongFunction<StartFigures> figure)
    {
        final long[] sorted = rounds.stream().mapToLong(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Of all rounds. */
    Histogram latencyNs()
    {
        final Histogram all = rounds.get(0).latencyNs().copy();
        rounds.stream().skip(1).forEach(round -> all.add(round.latencyNs()));
        return all;
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("startMs", median(StartFigures::startMs))
            .put("firstMs", StartFigures.ms(median(StartFigures::firstNs)))
            .put("totalMs", StartFigures.ms(median(StartFigures::totalNs)));
        document.set("latencyMs", StartFigures.latencyJson(latencyNs()));
        final ArrayNode array = document.putArray("rounds");
        rounds.forEach(round -> array.add(round.json()));
        return document;
    }
}
