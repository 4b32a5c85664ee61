package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** What was measured of one side in one flow. */
final class SideFigures
{
    private static final double NANOS = 1e9;

    private final String name;
    private final double[] rates;
    private final double[] processorRates;
    private final FlowDigest[] digests;
    private long bytes;
    private long commands;
    private double[] bytesOfSlices = new double[64];
    private int slices;
    private int slicesThatAllocated;
    private long pacedPerSecond;
    private Histogram latencyNs = new Histogram(3);

    SideFigures(final String name, final int rounds)
    {
        this.name = name;
        rates = new double[rounds];
        processorRates = new double[rounds];
        digests = new FlowDigest[rounds];
    }

    String name()
    {
        return name;
    }

    /** A round: commands a second by the clock, and by the time that the thread had a processor. */
    void round(final int round, final double perSecond, final double perProcessorSecond, final FlowDigest digest)
    {
        rates[round] = perSecond;
        processorRates[round] = perProcessorSecond;
        digests[round] = digest;
    }

    void allocated(final long sliceBytes, final int sliceCommands)
    {
        bytes += sliceBytes;
        commands += sliceCommands;
        if (slices == bytesOfSlices.length)
        {
            bytesOfSlices = Arrays.copyOf(bytesOfSlices, 2 * slices);
        }
        bytesOfSlices[slices++] = (double)sliceBytes / sliceCommands;
        slicesThatAllocated += 0 == sliceBytes ? 0 : 1;
    }

    void latency(final long perSecond, final Histogram histogram)
    {
        pacedPerSecond = perSecond;
        latencyNs = histogram;
    }

    boolean isRight(final FlowDigest expected)
    {
        return Arrays.stream(digests).allMatch(expected::isEqualTo);
    }

    /** Of the first round that reported something else. */
    FlowDigest wrongDigest(final FlowDigest expected)
    {
        return Arrays.stream(digests).filter(digest -> !expected.isEqualTo(digest)).findFirst().orElseThrow();
    }

    FlowDigest lastDigest()
    {
        return digests[digests.length - 1];
    }

    double median()
    {
        return median(rates);
    }

    /** Of the median round. */
    double nanosPerCommand()
    {
        return NANOS / median();
    }

    double nanosPerCommandMin()
    {
        return NANOS / max();
    }

    double nanosPerCommandMax()
    {
        return NANOS / min();
    }

    double min()
    {
        return Arrays.stream(rates).min().orElse(0);
    }

    double max()
    {
        return Arrays.stream(rates).max().orElse(0);
    }

    /** In the median slice: what every command costs, without the tables that grew now and then. */
    double bytesPerCommand()
    {
        return median(Arrays.copyOf(bytesOfSlices, slices));
    }

    /** On average over all slices, with the tables that grew. */
    double bytesPerCommandWithGrowth()
    {
        return (double)bytes / commands;
    }

    int slices()
    {
        return slices;
    }

    int slicesThatAllocated()
    {
        return slicesThatAllocated;
    }

    long pacedPerSecond()
    {
        return pacedPerSecond;
    }

    Histogram latencyNs()
    {
        return latencyNs;
    }

    ObjectNode json(final FlowDigest expected)
    {
        final ObjectNode document = Output.object();
        document.set("commandsPerSecond", Output.object().put("median", Math.round(median()))
            .put("min", Math.round(min())).put("max", Math.round(max())));
        document.put("commandsPerProcessorSecond", Math.round(median(processorRates)));
        document.set("nsPerCommand", Output.object().put("median", rounded(nanosPerCommand()))
            .put("min", rounded(nanosPerCommandMin())).put("max", rounded(nanosPerCommandMax())));
        if (0 != latencyNs.getTotalCount())
        {
            document.set("latencyNs", Output.object().put("pacedPerSecond", pacedPerSecond)
                .put("p50", latencyNs.getValueAtPercentile(50)).put("p99", latencyNs.getValueAtPercentile(99))
                .put("p99.9", latencyNs.getValueAtPercentile(99.9)).put("max", latencyNs.getMaxValue())
                .put("commands", latencyNs.getTotalCount()));
        }
        return document.put("bytesPerCommand", rounded(bytesPerCommand()))
            .put("bytesPerCommandWithGrowth", rounded(bytesPerCommandWithGrowth()))
            .put("slices", slices).put("slicesThatAllocated", slicesThatAllocated)
            .put("digest", String.format("%016x", lastDigest().tradeValue())).put("isRight", isRight(expected));
    }

    private static double rounded(final double value)
    {
        return Math.round(value * 1e2) / 1e2;
    }

    private static double median(final double[] values)
    {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
