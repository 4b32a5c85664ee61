package io.gavel.chaos.drill.upkeep;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** A snapshot is taken while brokers trade, and every node starts from it. */
public final class SnapshotUnderLoad implements Drill
{
    @Override
    public String name()
    {
        return "snapshot-under-load";
    }

    @Override
    public String description()
    {
        return "a snapshot on every node while brokers trade; then a node is killed and starts from it";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        stage.fault("a snapshot is asked for");
        final Snapshots snapshots = Snapshots.ask(stage);
        stage.awaitNewAnswer();
        snapshots.awaitOnEveryNode(stage);
        stage.awaitAnswers(300);
        final int node = stage.random().nextInt(stage.venue().members().nodes().size());
        stage.fault("kill -9 of node " + node + ", which starts from the snapshot");
        stage.killNode(node);
        stage.awaitNewAnswer();
        stage.startNode(node);
        stage.awaitCaughtUp(node);
    }
}
