package io.gavel.chaos.drill.upkeep;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;

/** Each node is restarted, one after the other, the leader last. */
public final class RollingRestart implements Drill
{
    @Override
    public String name()
    {
        return "rolling-restart";
    }

    @Override
    public String description()
    {
        return "every node is ended and started again, one after the other, the leader last, under load";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int leader = stage.awaitLeader();
        final int nodes = stage.venue().members().nodes().size();
        for (int i = 1; i <= nodes; i++)
        {
            final int node = (leader + i) % nodes;
            stage.fault("SIGTERM of node " + node + (node == leader ? ", the leader" : ""));
            stage.endNode(node);
            stage.awaitNewAnswer();
            stage.startNode(node);
            stage.awaitCaughtUp(node);
        }
        stage.awaitAnswers(100);
    }
}
