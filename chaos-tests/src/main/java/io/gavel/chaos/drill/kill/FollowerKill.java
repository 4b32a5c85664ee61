package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** A follower is killed: no client sees anything of it. */
public final class FollowerKill implements Drill
{
    @Override
    public String name()
    {
        return "follower-kill";
    }

    @Override
    public String description()
    {
        return "kill -9 of a follower; nobody notices, and it comes back and catches up";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int follower = stage.anyFollower();
        stage.fault("kill -9 of node " + follower + ", a follower");
        stage.killNode(follower);
        stage.awaitNewAnswer();
        stage.awaitAnswers(200);
        stage.startNode(follower);
        stage.awaitCaughtUp(follower);
        stage.awaitAnswers(100);
    }
}
