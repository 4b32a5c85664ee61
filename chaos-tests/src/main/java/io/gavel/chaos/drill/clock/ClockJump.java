package io.gavel.chaos.drill.clock;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.WallClock;
import io.gavel.ops.venue.NodeStatus;
import java.time.Duration;
import java.util.Optional;

/** The wall clock of a node is set an hour ahead, back, and an hour behind, as by hand or by a wrong time service. */
public final class ClockJump implements Drill
{
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BOUND = Duration.ofSeconds(3);

    private final boolean isLeader;

    /**
     * One of the two.
     *
     * @param isLeader whether the leader's clock is set, or a follower's.
     */
    public ClockJump(final boolean isLeader)
    {
        this.isLeader = isLeader;
    }

    @Override
    public String name()
    {
        return isLeader ? "clock-jump-leader" : "clock-jump-follower";
    }

    @Override
    public String description()
    {
        return "the wall clock of " + (isLeader ? "the leader" : "a follower") +
            " is set 1 h ahead, back, 1 h behind, and right; no session ends, and nobody is elected";
    }

    @Override
    public Duration bound()
    {
        return BOUND;
    }

    @Override
    public boolean needsFaultMakers()
    {
        return true;
    }

    @Override
    public Optional<String> unavailable()
    {
        return WallClock.unavailable();
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int node = isLeader ? stage.awaitLeader() : stage.anyFollower();
        final NodeStatus before = status(stage, stage.awaitLeader());
        set(stage, node, HOUR);
        set(stage, node, Duration.ZERO);
        set(stage, node, HOUR.negated());
        set(stage, node, Duration.ZERO);
        final NodeStatus after = status(stage, stage.awaitLeader());
        stage.check(after.leadershipTermId() == before.leadershipTermId(), "a leader was elected: expected term " +
            before.leadershipTermId() + " as before the clock was set, found " + after.leadershipTermId());
        stage.check(after.sessions() >= before.sessions(), "client sessions ended: " + before.sessions() +
            " before the clock was set, " + after.sessions() + " after");
    }

    private static NodeStatus status(final DrillStage stage, final int nodeId) throws InterruptedException
    {
        return NodeStatus.of(stage.venue().members().nodes().get(nodeId))
            .orElseThrow(() -> new IllegalStateException("node " + nodeId + " does not say how it is"));
    }

    private static void set(final DrillStage stage, final int node, final Duration shift) throws Exception
    {
        stage.fault("the clock of node " + node + " is set to the true time" +
            (shift.isZero() ? "" : shift.isNegative() ? " less an hour" : " plus an hour"));
        stage.faults().clock(node).shift(shift);
        stage.awaitNewAnswer();
        stage.awaitAnswers(600);
    }
}
