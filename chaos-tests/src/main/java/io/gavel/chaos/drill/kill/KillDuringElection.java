package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The leader is killed, and then the node that is about to follow it, before it leads. */
public final class KillDuringElection implements Drill
{
    @Override
    public String name()
    {
        return "kill-during-election";
    }

    @Override
    public String description()
    {
        return "kill -9 of the leader, and of another node while they elect; the first comes back, and the rest elect";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int leader = stage.awaitLeader();
        final int other = stage.anyFollower();
        stage.fault("kill -9 of node " + leader + ", the leader");
        stage.killNode(leader);
        // An election takes 500 to 1,000 ms: anywhere in it, sometimes right after it.
        final long afterMs = stage.random().nextInt(50, 1_000);
        TimeUnit.MILLISECONDS.sleep(afterMs);
        stage.fault("kill -9 of node " + other + " during the election, after " + afterMs + " ms");
        stage.killNode(other);
        stage.startNode(leader);
        stage.faultEnds("two of three nodes are there again");
        stage.awaitNewAnswer();
        stage.startNode(other);
        stage.awaitCaughtUp(other);
        stage.awaitAnswers(100);
    }
}
