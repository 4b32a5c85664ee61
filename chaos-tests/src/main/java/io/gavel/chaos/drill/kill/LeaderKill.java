package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** The leader is killed, and comes back as a follower. */
public final class LeaderKill implements Drill
{
    @Override
    public String name()
    {
        return "leader-kill";
    }

    @Override
    public String description()
    {
        return "kill -9 of the leader; the others elect one, the killed node comes back and catches up";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    public Duration medianBound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int leader = stage.awaitLeader();
        stage.fault("kill -9 of node " + leader + ", the leader");
        stage.killNode(leader);
        stage.awaitNewAnswer();
        final int successor = stage.awaitLeader();
        stage.check(successor != leader, "node " + leader + " was killed, and says that it leads");
        stage.awaitAnswers(200);
        stage.startNode(leader);
        stage.awaitCaughtUp(leader);
        stage.awaitAnswers(200);
    }
}
