package io.gavel.benchmarks.warmup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import org.HdrHistogram.Histogram;

/**
 * What one start was like.
 *
 * @param startMs      from starting three processes until they had a leader.
 * @param firstNs      to the answer of the very first command.
 * @param totalNs      from the first command to the last answer.
 * @param latencyNs    of each answer.
 * @param warmUpMs     of the node that took longest; 0 where there was none.
 * @param waitedMs     that a node's start waited for it, at most.
 */
record StartFigures(long startMs, long firstNs, long totalNs, Histogram latencyNs, long warmUpMs, long waitedMs)
{
    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("startMs", startMs).put("firstMs", ms(firstNs))
            .put("totalMs", ms(totalNs)).put("warmUpMs", warmUpMs).put("warmUpWaitedMs", waitedMs);
        document.set("latencyMs", latencyJson(latencyNs));
        return document;
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
