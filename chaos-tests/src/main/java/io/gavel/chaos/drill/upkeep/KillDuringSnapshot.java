package io.gavel.chaos.drill.upkeep;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A follower, and then the leader, is killed while the nodes take a snapshot. */
public final class KillDuringSnapshot implements Drill
{
    private static final int SNAPSHOT_MS = 60;

    @Override
    public String name()
    {
        return "kill-during-snapshot";
    }

    @Override
    public String description()
    {
        return "kill -9 of a follower, and then of the leader, while they take a snapshot; the next one is whole";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        killDuringSnapshot(stage, stage.anyFollower(), "a follower");
        killDuringSnapshot(stage, stage.awaitLeader(), "the leader");
        final Snapshots next = Snapshots.ask(stage);
        next.awaitOnEveryNode(stage);
        stage.awaitAnswers(100);
    }

    private static void killDuringSnapshot(final DrillStage stage, final int node, final String role) throws Exception
    {
        Snapshots.ask(stage);
        final long afterMs = stage.random().nextInt(SNAPSHOT_MS);
        TimeUnit.MILLISECONDS.sleep(afterMs);
        stage.fault("kill -9 of node " + node + ", " + role + ", " + afterMs + " ms after a snapshot was asked for");
        stage.killNode(node);
        stage.awaitNewAnswer();
        stage.startNode(node);
        stage.awaitCaughtUp(node);
    }
}
