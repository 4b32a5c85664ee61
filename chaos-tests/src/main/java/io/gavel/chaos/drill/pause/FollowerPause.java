package io.gavel.chaos.drill.pause;

import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;
import java.util.Optional;

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
    public Optional<String> leftOutOfBuild()
    {
        return Optional.of("it is leader-pause with another node, and takes most of a minute");
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
