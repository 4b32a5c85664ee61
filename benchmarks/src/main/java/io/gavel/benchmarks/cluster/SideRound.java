package io.gavel.benchmarks.cluster;

import io.gavel.cluster.EchoNode;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.ops.venue.VenueContext;
import io.gavel.venue.Members;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster of three nodes with one side in it, started for one round and checked at its end. */
final class SideRound
{
    private static final int NODES = 3;
    private static final Duration BOUND = Duration.ofSeconds(60);
    // Long: where three processes on a busy machine start slowly, that is no reason to throw the rounds before away.
    private static final Duration START_BOUND = Duration.ofSeconds(180);
    private static final long POLL_MS = 10;
    private static final int SLICE_SECONDS = 2;
    private static final int STEADY_SLICES = 5;
    private static final double RISE = 1.05;

    private final Side side;
    private final LoadShape shape;
    private final String step;
    private final Progress progress;

    /**
     * A round.
     *
     * @param side     that runs.
     * @param shape    of the load.
     * @param step     its name, for progress and errors.
     * @param progress told how far it is.
     */
    SideRound(final Side side, final LoadShape shape, final String step, final Progress progress)
    {
        this.side = side;
        this.shape = shape;
        this.step = step;
        this.progress = progress;
    }

    /**
     * Starts the nodes, warms them up, measures, checks, and ends them.
     *
     * @return what was measured.
     * @throws IOException          where a process or a directory cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the nodes do not start, or an answer or a state is not what it has to be.
     */
    RoundFigures measure() throws IOException, InterruptedException
    {
        progress.onProgress(step + ": starting three nodes", 0, 0);
        try (LocalVenue venue = start())
        {
            final long term = newestTerm(venue);
            if (side == Side.GAVEL)
            {
                try (OrderLoad load = new OrderLoad(venue, shape))
                {
                    final List<StepFigures> open = new ArrayList<>();
                    final StepFigures closed = run(load, open);
                    final long elections = newestTerm(venue) - term;
                    final long disconnects = load.disconnects();
                    load.check();
                    return new RoundFigures(open, closed, elections, disconnects);
                }
            }
            try (EchoLoad load = new EchoLoad(venue))
            {
                final List<StepFigures> open = new ArrayList<>();
                final StepFigures closed = run(load, open);
                final long elections = newestTerm(venue) - term;
                checkEchoes(venue, load);
                return new RoundFigures(open, closed, elections, 0);
            }
        }
        catch (final CommandFailure e)
        {
            throw new CommandFailure(step + ": " + e.getMessage(), e);
        }
    }

    private LocalVenue start() throws IOException, InterruptedException
    {
        final VenueContext context = new VenueContext().nodes(NODES).withGateway(false)
            .directoryIn(shape.directory()).startTimeout(START_BOUND);
        shape.nodeProperties().forEach(context::nodeProperty);
        for (int i = 0; i < NODES; i++)
        {
            if (null != shape.recordings())
            {
                context.node(i).jvmFlag("-XX:StartFlightRecording=settings=profile,filename=" +
                    shape.recordings().resolve(side.text() + "-node" + i + ".jfr"));
            }
            if (side != Side.GAVEL)
            {
                context.node(i).mainClass(EchoNode.class.getName())
                    .jvmFlag("-D" + EchoNode.WITH_EVENTS + "=" + (side == Side.ECHO_EVENTS));
            }
        }
        try
        {
            return LocalVenue.start(context);
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private StepFigures run(final Load load, final List<StepFigures> open)
    {
        warmUp(load);
        final StepFigures closed =
            new LoadLoop(load, step + ", closed loop", progress).closed(shape.window(), shape.seconds());
        // The highest rate first: what the JVMs have not compiled yet, they compile then.
        for (int i = shape.rates().size() - 1; i >= 0; i--)
        {
            final int rate = shape.rates().get(i);
            open.add(0, new LoadLoop(load, step + ", " + rate + "/s", progress).open(rate, shape.seconds()));
        }
        return closed;
    }

    // Until the JVMs have compiled what there is to compile, and so get no faster any more.
    private void warmUp(final Load load)
    {
        double best = 0;
        int slicesSinceBest = 0;
        for (int seconds = 0; seconds < shape.warmUpSeconds() && slicesSinceBest < STEADY_SLICES;
            seconds += SLICE_SECONDS)
        {
            final double achieved = new LoadLoop(load, step + ", warm-up", progress)
                .closed(shape.window(), SLICE_SECONDS).achieved();
            slicesSinceBest = achieved > best * RISE ? 0 : slicesSinceBest + 1;
            best = Math.max(best, achieved);
        }
    }

    // Where nothing got lost in an election, every node has executed exactly what was sent.
    private static void checkEchoes(final LocalVenue venue, final EchoLoad load) throws InterruptedException
    {
        if (load.lost() > 0)
        {
            return;
        }
        for (final Members.Node node : venue.members().nodes())
        {
            final Patience patience = new Patience(BOUND, POLL_MS);
            long commands = commands(node);
            while (commands != load.sent())
            {
                if (patience.isOver())
                {
                    throw new CommandFailure("expected node " + node.nodeId() + " to have executed " + load.sent() +
                        " messages, actual " + commands);
                }
                patience.pause();
                commands = commands(node);
            }
        }
    }

    private static long commands(final Members.Node node) throws InterruptedException
    {
        return NodeStatus.of(node).map(status -> status.document().path("commands").asLong(-1)).orElse(-1L);
    }

    private static long newestTerm(final LocalVenue venue) throws InterruptedException
    {
        long newest = -1;
        for (final Members.Node node : venue.members().nodes())
        {
            final Optional<NodeStatus> status = NodeStatus.of(node);
            newest = Math.max(newest, status.map(NodeStatus::leadershipTermId).orElse(-1L));
        }
        return newest;
    }
}
