package io.gavel.chaos.drill.disk;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.SmallDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node's disk fills up: the node stops and says why, and goes on where it was once there is space. */
public final class FullDisk implements Drill
{
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final long END_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_MS = 20;
    private static final String ADVICE = "free space on the disk of gavel.data.dir";

    private final boolean isLeader;

    /**
     * One of the two.
     *
     * @param isLeader whether it is the leader's disk, or a follower's.
     */
    public FullDisk(final boolean isLeader)
    {
        this.isLeader = isLeader;
    }

    @Override
    public String name()
    {
        return isLeader ? "full-disk-leader" : "full-disk-follower";
    }

    @Override
    public String description()
    {
        return "the disk of " + (isLeader ? "the leader" : "a follower") +
            " is filled under load; the node stops and says so, is given space, and catches up";
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
        return SmallDisk.unavailable();
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int node = isLeader ? stage.awaitLeader() : stage.anyFollower();
        final SmallDisk disk = stage.faults().disk(node);
        final Path log = stage.venue().directory().resolve("node" + node + ".log");
        final long logLength = Files.size(log);
        stage.expectEndOf(node);
        stage.fault("the disk of node " + node + " is full");
        disk.fill();
        stage.awaitNewAnswer();
        final long deadlineNs = System.nanoTime() + END_TIMEOUT_NS;
        while (stage.venue().isNodeAlive(node) && System.nanoTime() - deadlineNs < 0)
        {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        stage.check(!stage.venue().isNodeAlive(node), "node " + node + " runs on with a full disk");
        stage.killNode(node);
        final byte[] all = Files.readAllBytes(log);
        final String said = new String(all, (int)logLength, all.length - (int)logLength, StandardCharsets.UTF_8);
        stage.check(said.contains(ADVICE), "node " + node + " did not say '" + ADVICE + "', but: " + said.strip());
        stage.awaitAnswers(300);
        disk.free();
        stage.mended("the disk of node " + node + " has space again");
        stage.startNode(node);
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(200);
    }
}
