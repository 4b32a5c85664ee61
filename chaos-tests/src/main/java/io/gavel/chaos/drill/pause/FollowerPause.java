package io.gavel.chaos.drill.pause;

import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** A follower is stopped where it stands for 0.5, 3 and 15 seconds. */
public final class FollowerPause extends NodePause
{
    @Override
    public String name()
    {
        return "follower-pause";
    }

    @Override
    public String description()
    {
        return "SIGSTOP of a follower for 0.5, 3 and 15 s; after the last its process ends, and is started again";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    int node(final DrillStage stage) throws InterruptedException
    {
        return stage.anyFollower();
    }

    @Override
    String role()
    {
        return "a follower";
    }
}
