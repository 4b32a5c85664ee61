package io.gavel.chaos.drill.corruption;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.drill.upkeep.Snapshots;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A node is ended under load, one byte of what it would load is changed, and it is started: it refuses, says which byte
 * of which file, and loads nothing. The byte is put back, and the node comes back. The others trade all the while.
 */
abstract class FlippedByte implements Drill
{
    private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MS = 20;
    private static final int FRAME_HEADER = 32;

    /** One byte of one file. */
    record Target(Path file, long offset)
    {
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    /**
     * Chooses a byte of a message. Of a frame's header some bytes mean nothing, and the last frame may be one that a
     * dying process left unfinished, which is cut off and not refused.
     *
     * @param places of frames.
     * @param random of the round.
     * @return one of a payload.
     */
    static Target target(final List<NodeStorage.Place> places, final SplittableRandom random)
    {
        final NodeStorage.Place place = places.get(random.nextInt(Math.max(1, places.size() - 1)));
        return new Target(place.file(), place.offset() + FRAME_HEADER + random.nextInt(place.length() - FRAME_HEADER));
    }

    /**
     * Chooses the byte.
     *
     * @param storage of the node, which is stopped.
     * @param random  of the round.
     * @return of what the node would load.
     */
    abstract Target choose(NodeStorage storage, SplittableRandom random);

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        Snapshots.ask(stage).awaitOnEveryNode(stage);
        stage.awaitAnswers(200);
        final int node = stage.anyFollower();
        stage.fault("SIGTERM of node " + node + ", a follower");
        stage.endNode(node);
        stage.awaitNewAnswer();
        final Target target;
        try (NodeFiles files = NodeFiles.open(stage.venue().directory().resolve("node" + node)))
        {
            target = choose(NodeStorage.read(files), stage.random());
        }
        final int mask = 1 + stage.random().nextInt(255);
        flip(target, mask);
        stage.fault("byte " + target.offset + " of " + target.file + " xor " + mask);
        stage.startNode(node);
        stage.expectEndOf(node);
        awaitRefusal(stage, node, target);
        stage.awaitNewAnswer();
        flip(target, mask);
        stage.progress("put the byte back");
        stage.startNode(node);
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(100);
    }

    private static void awaitRefusal(final DrillStage stage, final int node, final Target target)
        throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + REFUSAL_PATIENCE.toNanos();
        while (stage.venue().isNodeAlive(node))
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("node " + node + " runs though byte " + target.offset + " of " +
                    target.file + " was changed");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        final String obituary = String.join("; ", stage.venue().obituaries());
        stage.progress(obituary);
        stage.check(obituary.contains("status 3") && obituary.contains("its files are corrupt, and none was loaded: " +
            target.file), "expected node " + node + " to refuse " + target.file + " with status 3, found: " + obituary);
    }

    private static void flip(final Target target, final int mask) throws IOException
    {
        try (RandomAccessFile bytes = new RandomAccessFile(target.file.toFile(), "rw"))
        {
            bytes.seek(target.offset);
            final int value = bytes.read();
            bytes.seek(target.offset);
            bytes.write(value ^ mask);
        }
    }
}
