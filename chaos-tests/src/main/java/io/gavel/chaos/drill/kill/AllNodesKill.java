package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All nodes are killed at once, and come back from their logs. */
public final class AllNodesKill implements Drill
{
    @Override
    public String name()
    {
        return "all-nodes-kill";
    }

    @Override
    public String description()
    {
        return "kill -9 of all nodes at once; they come back by snapshot and log, and clients resume";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(20);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final List<Integer> nodes =
            new ArrayList<>(stage.venue().members().nodes().stream().map(Members.Node::nodeId).toList());
        stage.fault("kill -9 of all nodes");
        for (final int node : nodes)
        {
            stage.killNode(node);
        }
        Collections.rotate(nodes, stage.random().nextInt(nodes.size()));
        for (final int node : nodes)
        {
            stage.startNode(node);
        }
        stage.faultEnds("all nodes are started");
        stage.awaitNewAnswer();
        stage.awaitAnswers(200);
    }
}
