package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** Two of three nodes are killed: nothing is committed until one of them is back. */
public final class TwoNodesKill implements Drill
{
    @Override
    public String name()
    {
        return "two-nodes-kill";
    }

    @Override
    public String description()
    {
        return "kill -9 of the leader and a follower at once; no command is answered until one is back";
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
        final int follower = stage.anyFollower();
        stage.fault("kill -9 of nodes " + leader + " (the leader) and " + follower);
        stage.killNode(leader);
        stage.killNode(follower);
        // Whichever comes back first has to have all that was ever answered, or get it from the one that is left.
        final boolean isLeaderFirst = stage.random().nextBoolean();
        stage.startNode(isLeaderFirst ? leader : follower);
        stage.faultEnds("two of three nodes are there again");
        stage.awaitNewAnswer();
        stage.startNode(isLeaderFirst ? follower : leader);
        stage.awaitCaughtUp(isLeaderFirst ? follower : leader);
        stage.awaitAnswers(100);
    }
}
