package io.gavel.chaos.drill.disk;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.SlowDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A node that forces each write to its disk, on a disk that takes 40 writes a second: the others do not wait. */
public final class SlowDiskDrill implements Drill
{
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int WRITES_PER_SECOND = 40;
    private static final String DURABILITY = "-Dgavel.durability=";

    @Override
    public String name()
    {
        return "slow-disk";
    }

    @Override
    public String description()
    {
        return "a node syncs each write, and its disk takes " + WRITES_PER_SECOND +
            " a second; trading goes on, and it catches up";
    }

    @Override
    public Duration bound()
    {
        return BOUND;
    }

    @Override
    public boolean needsOwnVenue()
    {
        // Of nodes whose data are on a real disk.
        return true;
    }

    @Override
    public Optional<String> unavailable()
    {
        return SlowDisk.unavailable(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public Optional<String> leftOutOfBuild()
    {
        return Optional.of("it starts a venue of its own on a slow disk, which takes most of a minute");
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int node = stage.random().nextBoolean() ? stage.awaitLeader() : stage.anyFollower();
        restart(stage, node, "sync");
        try (SlowDisk disk = new SlowDisk())
        {
            stage.fault("the disk of node " + node + " takes " + WRITES_PER_SECOND + " writes a second");
            disk.slowDown(stage.venue().nodePid(node), stage.venue().nodeData(node), WRITES_PER_SECOND);
            stage.awaitNewAnswer();
            stage.awaitAnswers(800);
        }
        stage.mended("the disk of node " + node + " is as fast as before");
        stage.awaitCaughtUp(node);
        restart(stage, node, "page-cache");
        stage.awaitAnswers(200);
    }

    // The system property wins over the node's file.
    private static void restart(final DrillStage stage, final int node, final String durability) throws Exception
    {
        stage.endNode(node);
        stage.venue().placement(node).jvmFlag(DURABILITY + durability);
        stage.startNode(node);
        stage.awaitCaughtUp(node);
    }
}
