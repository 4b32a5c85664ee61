package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A node is killed again and again while it recovers. */
public final class KillWhileRecovering implements Drill
{
    private static final int AGAIN = 2;

    @Override
    public String name()
    {
        return "kill-while-recovering";
    }

    @Override
    public String description()
    {
        return "kill -9 of a node, and twice more while it recovers; the others go on, and it comes back";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int node = stage.random().nextInt(stage.venue().members().nodes().size());
        stage.fault("kill -9 of node " + node);
        stage.killNode(node);
        stage.awaitNewAnswer();
        stage.awaitAnswers(300);
        for (int again = 1; again <= AGAIN; again++)
        {
            stage.startNode(node);
            // A JVM takes half a second to come up, a recovery one or two.
            final long afterMs = stage.random().nextInt(300, 2_500);
            TimeUnit.MILLISECONDS.sleep(afterMs);
            stage.fault("kill -9 of node " + node + " again, " + afterMs + " ms after its start");
            stage.killNode(node);
            stage.awaitNewAnswer();
        }
        stage.startNode(node);
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(100);
    }
}
