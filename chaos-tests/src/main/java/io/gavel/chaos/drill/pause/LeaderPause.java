package io.gavel.chaos.drill.pause;

import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** The leader is stopped where it stands for 0.5, 3 and 15 seconds. */
public final class LeaderPause extends NodePause
{
    @Override
    public String name()
    {
        return "leader-pause";
    }

    @Override
    public String description()
    {
        return "SIGSTOP of the leader for 0.5, 3 and 15 s; after the last its process ends, and is started again";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    int node(final DrillStage stage) throws InterruptedException
    {
        return stage.awaitLeader();
    }

    @Override
    String role()
    {
        return "the leader";
    }
}
