package io.gavel.benchmarks.engine;

import io.gavel.ops.cli.CommandFailure;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

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
    private final RunProgress progress;
    private final List<SideFigures> figures = new ArrayList<>();
    private final List<EngineSide.Maker> makers = new ArrayList<>();
    // What asking for allocated bytes allocates itself.
    private final long askingBytes;

    EngineRounds(final List<SideKind> sides, final OrderFlow flow, final int rounds, final RunProgress progress)
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
     * How often {@link #measure()} runs a side.
     *
     * @param sides  that are measured.
     * @param rounds that are counted.
     * @return runs of all sides.
     */
    static int runs(final int sides, final int rounds)
    {
        return sides * (WARM_UP_ROUNDS + rounds + 1);
    }

    /**
     * Measures rates in rounds, and then the latency.
     *
     * @return a side each.
     * @throws CommandFailure where a side stops in the middle of the flow.
     */
    List<SideFigures> measure()
    {
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++)
        {
            measure(round);
        }
        for (int side = 0; side < makers.size(); side++)
        {
            run(side, (paced, engine, digest) -> pace(paced, engine));
        }
        return figures;
    }

    /**
     * Measures the rates of one round.
     *
     * @param round from 0; below 0 it warms up, and is not counted.
     * @throws CommandFailure where a side stops in the middle of the flow.
     */
    void measure(final int round)
    {
        for (int i = 0; i < makers.size(); i++)
        {
            // The one that goes first changes from round to round.
            run(Math.floorMod(i + round, makers.size()), (side, engine, digest) -> time(round, side, engine, digest));
        }
    }

    /**
     * What was measured until now.
     *
     * @return a side each.
     */
    List<SideFigures> figures()
    {
        return figures;
    }

    /** What is done with books that are filled. */
    @FunctionalInterface
    private interface Run
    {
        void of(SideFigures side, EngineSide engine, FlowDigest digest);
    }

    private void run(final int index, final Run run)
    {
        progress.next();
        final SideFigures side = figures.get(index);
        try
        {
            final EngineSide engine = makers.get(index).make();
            final FlowDigest digest = new FlowDigest();
            fill(engine, digest);
            System.gc();
            run.of(side, engine, digest);
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure("flow " + flow.name() + ", " + side.name() + ": " + e.getMessage(), e);
        }
    }

    private void time(final int round, final SideFigures side, final EngineSide engine, final FlowDigest digest)
    {
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

    private void pace(final SideFigures side, final EngineSide engine)
    {
        final double perSecond = side.median() / 2;
        side.latency((long)perSecond, OpenLoop.run(i ->
        {
            engine.run(flow.fillSize() + i, flow.fillSize() + i + 1);
            if (i % EngineSide.SLICE == EngineSide.SLICE - 1)
            {
                engine.discard();
            }
        }, flow.size() - flow.fillSize(), perSecond));
    }
}
