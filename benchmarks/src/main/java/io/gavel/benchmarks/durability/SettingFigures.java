package io.gavel.benchmarks.durability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * All rounds of one setting.
 *
 * @param setting of their venues.
 * @param rounds  one or more.
 */
record SettingFigures(DurabilitySetting setting, List<RoundFigures> rounds)
{
    private double[] rates()
    {
        return rounds.stream().mapToDouble(RoundFigures::ordersPerSecond).sorted().toArray();
    }

    double median()
    {
        final double[] rates = rates();
        return (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
    }

    double min()
    {
        return rates()[0];
    }

    double max()
    {
        return rates()[rounds.size() - 1];
    }

    /**
     * The answers of all rounds.
     *
     * @return nanoseconds.
     */
    Histogram latencyNs()
    {
        final Histogram all = rounds.get(0).latencyNs().copy();
        rounds.stream().skip(1).forEach(round -> all.add(round.latencyNs()));
        return all;
    }

    long elections()
    {
        return rounds.stream().mapToLong(RoundFigures::elections).sum();
    }

    long disconnects()
    {
        return rounds.stream().mapToLong(RoundFigures::disconnects).sum();
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("ordersPerSecond", Output.object().put("median", Math.round(median()))
            .put("min", Math.round(min())).put("max", Math.round(max())));
        document.set("latencyMs", RoundFigures.latencyJson(latencyNs()));
        document.put("answers", latencyNs().getTotalCount()).put("elections", elections())
            .put("disconnects", disconnects());
        final ArrayNode array = document.putArray("rounds");
        rounds.forEach(round -> array.add(round.json()));
        return document;
    }
}
