package io.gavel.chaos.drill.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.venue.Members;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The log is purged while brokers trade, and every node starts again with what is left of it. */
public final class PurgeUnderLoad implements Drill
{
    @Override
    public String name()
    {
        return "purge-under-load";
    }

    @Override
    public String description()
    {
        return "the log behind two snapshots is purged while brokers trade; then nodes are killed and start again";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(20);
    }

    @Override
    public boolean needsOwnVenue()
    {
        return true;
    }

    @Override
    public Optional<String> leftOutOfBuild()
    {
        return Optional.of("it fills a segment of the log, and executes all of it again, which takes minutes");
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final PurgedLog log = PurgedLog.make(stage);
        final int follower = stage.anyFollower();
        stage.fault("kill -9 of node " + follower + ", a follower, behind the purge");
        stage.killNode(follower);
        stage.awaitNewAnswer();
        stage.startNode(follower);
        stage.awaitCaughtUp(follower);
        stage.awaitAnswers(100);
        stage.fault("kill -9 of all nodes");
        for (final Members.Node node : stage.venue().members().nodes())
        {
            stage.killNode(node.nodeId());
        }
        compareSnapshots(stage, log);
        for (final Members.Node node : stage.venue().members().nodes())
        {
            stage.startNode(node.nodeId());
        }
        stage.faultEnds("all nodes were started");
        stage.awaitNewAnswer();
    }

    // The older snapshot and the log behind it come to the same as the newest one.
    private static void compareSnapshots(final DrillStage stage, final PurgedLog log) throws Exception
    {
        final Path directory = stage.venue().directory();
        final String from = stage.venue().nodeData(0).toString();
        final JsonNode older = OperatorCommand.run(stage, "restore", "--from", from, "--to",
            directory.resolve("from-older").toString(), "--snapshot", Long.toString(log.olderSnapshot()));
        final JsonNode newest = OperatorCommand.run(stage, "restore", "--from", from, "--to",
            directory.resolve("from-newest").toString());
        stage.check(older.path("snapshotLogPosition").asLong() == log.olderSnapshot() &&
            newest.path("snapshotLogPosition").asLong() > log.olderSnapshot(),
            "expected the older snapshot and the newest one to be begun with, found: " + older + " and " + newest);
        stage.check(older.path("stateHash").equals(newest.path("stateHash")) &&
            older.path("eventSeq").equals(newest.path("eventSeq")) &&
            older.path("logPosition").equals(newest.path("logPosition")),
            "expected the same from the older snapshot as from the newest one, found: " + older + " and " + newest);
    }
}
