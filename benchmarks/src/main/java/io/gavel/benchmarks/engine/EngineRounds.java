package io.gavel.benchmarks.engine;

import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Runs all sides over one flow, in turns, each round from empty books: those that fill the books are not timed. Time
 * and allocations are taken slice by slice, and between two slices, untimed, the reports are read.
 */
final class EngineRounds
{
    private static final int WARM_UP_ROUNDS = 2;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final OrderFlow flow;
    private final int rounds;
    private final Progress progress;
    private final List<SideFigures> figures = new ArrayList<>();
    private final List<EngineSide.Maker> makers = new ArrayList<>();
    // What asking for allocated bytes allocates itself.
    private final long askingBytes;

    EngineRounds(final List<SideKind> sides, final OrderFlow flow, final int rounds, final Progress progress)
    {
        this.flow = flow;
        this.rounds = rounds;
        this.progress = progress;
        for (final SideKind side : sides)
        {
            figures.add(new SideFigures(side.name(), rounds));
            makers.add(side.preparation().prepare(flow));
        }
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        askingBytes = threads.getCurrentThreadAllocatedBytes() - before;
    }

    /**
     * Measures.
     *
     * @return a side each.
     * @throws CommandFailure where a side stops in the middle of the flow.
     */
    List<SideFigures> measure()
    {
        final int total = rounds + WARM_UP_ROUNDS + 1;
        for (int round = -WARM_UP_ROUNDS; round <= rounds; round++)
        {
            for (int i = 0; i < makers.size(); i++)
            {
                progress.onProgress("flow " + flow.name(),
                    (long)(round + WARM_UP_ROUNDS) * makers.size() + i, (long)total * makers.size());
                // The one that goes first changes from round to round.
                final int side = (i + round + WARM_UP_ROUNDS) % makers.size();
                try
                {
                    run(round, figures.get(side), makers.get(side));
                }
                catch (final IllegalStateException e)
                {
                    throw new CommandFailure(
                        "flow " + flow.name() + ", " + figures.get(side).name() + ": " + e.getMessage(), e);
                }
            }
        }
        return figures;
    }

    private void run(final int round, final SideFigures side, final EngineSide.Maker maker)
    {
        final EngineSide engine = maker.make();
        final FlowDigest digest = new FlowDigest();
        fill(engine, digest);
        System.gc();
        if (round == rounds)
        {
            side.latency((long)(side.median() / 2), paced(engine, side.median() / 2));
            return;
        }
        long wallNs = 0;
        long processorNs = 0;
        for (int from = flow.fillSize(); from < flow.size(); from += EngineSide.SLICE)
        {
            final int to = Math.min(from + EngineSide.SLICE, flow.size());
            final long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            final long processorBefore = threads.getCurrentThreadCpuTime();
            final long startNs = System.nanoTime();
            engine.run(from, to);
            wallNs += System.nanoTime() - startNs;
            processorNs += threads.getCurrentThreadCpuTime() - processorBefore;
            final long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore - askingBytes;
            engine.drain(digest);
            if (round >= 0)
            {
                side.allocated(bytes, to - from);
            }
        }
        if (round >= 0)
        {
            final double commands = (flow.size() - flow.fillSize()) * 1e9;
            side.round(round, commands / wallNs, commands / Math.max(1, processorNs), digest);
        }
    }

    private void fill(final EngineSide engine, final FlowDigest digest)
    {
        for (int from = 0; from < flow.fillSize(); from += EngineSide.SLICE)
        {
            engine.run(from, Math.min(from + EngineSide.SLICE, flow.fillSize()));
            engine.drain(digest);
        }
    }

    private Histogram paced(final EngineSide engine, final double perSecond)
    {
        return OpenLoop.run(i ->
        {
            engine.run(flow.fillSize() + i, flow.fillSize() + i + 1);
            if (i % EngineSide.SLICE == EngineSide.SLICE - 1)
            {
                engine.discard();
            }
        }, flow.size() - flow.fillSize(), perSecond);
    }
}
