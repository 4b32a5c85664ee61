package io.gavel.benchmarks.durability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import org.HdrHistogram.Histogram;

/**
 * What was measured in a round whose answers were right.
 *
 * @param setting     of its venue.
 * @param orders      that were placed and cancelled.
 * @param elapsedNs   from sending the first to the last answer.
 * @param latencyNs   of each answer, two for an order.
 * @param elections   that began in the venue meanwhile, warm-up included.
 * @param disconnects of the client meanwhile, warm-up included.
 */
record RoundFigures(
    DurabilitySetting setting, long orders, long elapsedNs, Histogram latencyNs, long elections, long disconnects)
{
    double ordersPerSecond()
    {
        return orders * 1e9 / elapsedNs;
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("orders", orders)
            .put("ordersPerSecond", Math.round(ordersPerSecond()));
        document.set("latencyMs", latencyJson(latencyNs));
        return document.put("elections", elections).put("disconnects", disconnects);
    }

    static ObjectNode latencyJson(final Histogram latencyNs)
    {
        return Output.object().put("p50", ms(latencyNs.getValueAtPercentile(50)))
            .put("p99", ms(latencyNs.getValueAtPercentile(99))).put("max", ms(latencyNs.getMaxValue()));
    }

    // To the microsecond: the histogram keeps three digits.
    static double ms(final long nanos)
    {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
