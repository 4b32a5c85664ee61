package io.gavel.benchmarks.cluster;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.ops.watch.StateHash;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The exchange's client: some connections, which take turns. */
final class OrderLoad implements Load
{
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long POLL_MS = 10;

    private final LocalVenue venue;
    private final GavelClient operator;
    private final List<OrderLane> lanes = new ArrayList<>();
    private int next;

    /**
     * Opens the members, connects, and fills the books.
     *
     * @param venue that is empty.
     * @param shape of the load.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refuses something.
     */
    OrderLoad(final LocalVenue venue, final LoadShape shape) throws InterruptedException
    {
        this.venue = venue;
        operator = GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant("operator").password(venue.operatorPassword()).connectTimeout(BOUND));
        try
        {
            final GavelOperator desk = operator.operator().because("benchmark");
            final List<LaneMembers> members = new ArrayList<>();
            for (int i = 0; i < shape.connections(); i++)
            {
                members.add(LaneMembers.open(desk, i));
            }
            members.forEach(each -> lanes.add(new OrderLane(venue, each, shape.isDriven())));
            fill();
            lanes.forEach(OrderLane::onFilled);
        }
        catch (final InterruptedException | RuntimeException e)
        {
            close();
            throw e;
        }
    }

    private void fill()
    {
        for (int i = 0; i < MixedFlow.DEPTH; i++)
        {
            for (final OrderLane lane : lanes)
            {
                while (!lane.sendDeep())
                {
                    lane.poll(null);
                }
            }
        }
        final long startNs = System.nanoTime();
        while (unanswered() > 0)
        {
            poll(null);
            if (System.nanoTime() - startNs > BOUND.toNanos())
            {
                throw new CommandFailure(unanswered() + " orders have no answer for " + BOUND.toSeconds() + " s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean send(final long dueNs)
    {
        if (!lanes.get(next).send(dueNs))
        {
            return false;
        }
        next = next + 1 < lanes.size() ? next + 1 : 0;
        return true;
    }

    @Override
    public int poll(final Histogram latencyNs)
    {
        int count = 0;
        for (final OrderLane lane : lanes)
        {
            count += lane.poll(latencyNs);
        }
        return count;
    }

    @Override
    public long unanswered()
    {
        long count = 0;
        for (final OrderLane lane : lanes)
        {
            count += lane.unanswered();
        }
        return count;
    }

    @Override
    public long giveUp()
    {
        throw new CommandFailure(unanswered() + " commands were not answered, which the venue never lets happen");
    }

    /**
     * How often a connection was lost.
     *
     * @return from 0.
     */
    long disconnects()
    {
        return lanes.stream().mapToLong(OrderLane::disconnects).sum();
    }

    /**
     * Cancels what is open, and checks accounts, books, and that the nodes have one state.
     *
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where something is not what it has to be.
     */
    void check() throws InterruptedException
    {
        for (final OrderLane lane : lanes)
        {
            lane.check();
        }
        final StateHash hash = StateHash.ask(operator, venue.members(), BOUND);
        if (!hash.areEqual())
        {
            throw new CommandFailure(hash.line());
        }
        for (final Members.Node node : venue.members().nodes())
        {
            awaitNoOrders(node);
        }
    }

    private static void awaitNoOrders(final Members.Node node) throws InterruptedException
    {
        final Patience patience = new Patience(BOUND, POLL_MS);
        while (true)
        {
            final Optional<NodeStatus> status = NodeStatus.of(node);
            final int open = status.map(known -> known.document().path("openOrders").asInt(-1)).orElse(-1);
            if (open == 0)
            {
                return;
            }
            if (patience.isOver())
            {
                throw new CommandFailure("expected node " + node.nodeId() + " to have no open order, actual " +
                    (open < 0 ? "no answer" : open + " after " + TimeUnit.SECONDS.toMillis(BOUND.toSeconds()) + " ms"));
            }
            patience.pause();
        }
    }

    @Override
    public void close()
    {
        lanes.forEach(OrderLane::close);
        operator.close();
    }
}
