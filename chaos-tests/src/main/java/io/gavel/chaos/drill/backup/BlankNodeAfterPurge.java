package io.gavel.chaos.drill.backup;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.ops.venue.NodeStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node is started blank after a purge, which does not bring it back; rebuilding it does. */
public final class BlankNodeAfterPurge implements Drill
{
    private static final Duration BLANK_TIME = Duration.ofSeconds(12);
    private static final long POLL_MS = 50;

    @Override
    public String name()
    {
        return "blank-node-after-purge";
    }

    @Override
    public String description()
    {
        return "a follower is started blank after a purge and does not catch up; it is rebuilt from the others";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    public boolean needsOwnVenue()
    {
        return true;
    }

    @Override
    public Optional<String> leftOutOfBuild()
    {
        return Optional.of("it fills a segment of the log before there is anything to purge, which takes minutes");
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        PurgedLog.make(stage);
        final int node = stage.anyFollower();
        stage.fault("kill -9 of node " + node + ", a follower, and its files taken away");
        stage.killNode(node);
        final Path data = stage.venue().nodeData(node);
        Files.move(data, data.resolveSibling(data.getFileName() + ".lost"));
        stage.awaitNewAnswer();
        stage.fault("node " + node + " is started with a blank directory");
        stage.startNode(node);
        stage.expectEndOf(node);
        watchBlank(stage, node);
        stage.awaitNewAnswer();
        if (stage.venue().isNodeAlive(node))
        {
            stage.killNode(node);
        }
        OperatorCommand.rebuild(stage, node);
        stage.startNode(node);
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(100);
    }

    // Until it ends by itself, or has had time enough to catch up if it could.
    private static void watchBlank(final DrillStage stage, final int node) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + BLANK_TIME.toNanos();
        Optional<NodeStatus> last = Optional.empty();
        while (stage.venue().isNodeAlive(node) && System.nanoTime() - deadlineNs < 0)
        {
            final Optional<NodeStatus> status = NodeStatus.of(stage.venue().members().nodes().get(node));
            last = status.isPresent() ? status : last;
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        stage.progress(stage.venue().isNodeAlive(node) ? "the blank node runs: " +
            last.map(status -> status.document().toString()).orElse("it gives no status") :
            "the blank node ended: " + String.join("; ", stage.venue().obituaries()));
        stage.check(last.isEmpty() || last.get().eventSeq() <= 0,
            "expected the blank node not to catch up, found it at event " + last.map(NodeStatus::eventSeq).orElse(-1L));
    }
}
