package io.gavel.chaos.drill.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.drill.upkeep.Snapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A follower's disk is lost, and the node is rebuilt from its peers while they trade. */
public final class RebuildNodeUnderLoad implements Drill
{
    @Override
    public String name()
    {
        return "rebuild-node-under-load";
    }

    @Override
    public String description()
    {
        return "a follower is killed and its files taken away; it is rebuilt from the others while they trade";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        stage.awaitAnswers(200);
        final int node = stage.anyFollower();
        final Path data = stage.venue().nodeData(node);
        final Path lost = Files.createTempDirectory(data.getParent(), "lost");
        stage.fault("kill -9 of node " + node + ", a follower, and its files taken away");
        stage.killNode(node);
        Files.move(data, lost.resolve("data"));
        stage.awaitNewAnswer();
        stage.awaitAnswers(100);
        final JsonNode rebuilt = OperatorCommand.rebuild(stage, node);
        stage.check(rebuilt.path("nodeId").asInt(-1) == node && rebuilt.path("eventSeq").asLong() > 0,
            "expected node " + node + " to be rebuilt with its events, found: " + rebuilt);
        stage.check(rebuilt.path("kept").isNull(), "nothing was there to be kept, found: " + rebuilt.path("kept"));
        stage.startNode(node);
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(100);
        // It takes part like any other.
        Snapshots.ask(stage).awaitOnEveryNode(stage);
        stage.awaitAnswers(100);
    }
}
