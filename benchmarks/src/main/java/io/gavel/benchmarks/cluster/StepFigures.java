package io.gavel.benchmarks.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import org.HdrHistogram.Histogram;

/**
 * What was measured in one step of a round.
 *
 * @param rate      that was asked for, messages a second; 0 for the closed loop.
 * @param answers   that came and were right.
 * @param lost      messages that were not answered.
 * @param elapsedNs from the first message's due time to the last answer.
 * @param latencyNs from each message's due time to its answer.
 */
record StepFigures(int rate, long answers, long lost, long elapsedNs, Histogram latencyNs)
{
    /** Of the rate, that is reached where it is held: what is late at the end of a step is no backlog. */
    private static final double SUSTAINED = 0.98;

    double achieved()
    {
        return answers * 1e9 / Math.max(1, elapsedNs);
    }

    boolean isSustained()
    {
        return lost == 0 && achieved() >= SUSTAINED * rate;
    }

    /**
     * Adds another round's.
     *
     * @param other of the same rate.
     * @return both together.
     */
    StepFigures plus(final StepFigures other)
    {
        final Histogram both = latencyNs.copy();
        both.add(other.latencyNs);
        return new StepFigures(
            rate, answers + other.answers, lost + other.lost, elapsedNs + other.elapsedNs, both);
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("achieved", Math.round(achieved()));
        if (rate > 0)
        {
            document.put("rate", rate).put("sustained", isSustained());
        }
        document.put("answers", answers).put("lost", lost);
        document.set("latencyUs", Output.object().put("p50", microsAt(50)).put("p99", microsAt(99))
            .put("p999", microsAt(99.9)).put("max", latencyNs.getMaxValue() / 1e3));
        return document;
    }

    double microsAt(final double percentile)
    {
        return latencyNs.getValueAtPercentile(percentile) / 1e3;
    }
}
