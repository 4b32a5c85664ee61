package io.gavel.chaos.drill.pause;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;
import java.util.List;

/**
 * A node is stopped where it stands, as by a hypervisor or a swapping machine, for less than a failover takes, for
 * longer than that, and for so long that Aeron ends its process when it goes on.
 */
abstract class NodePause implements Drill
{
    private static final List<Duration> PAUSES =
        List.of(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(15));

    /** Aeron ends a process that finds that it did nothing for ten seconds. */
    private static final Duration FATAL = Duration.ofSeconds(10);

    /** Whose node it is. */
    abstract int node(DrillStage stage) throws InterruptedException;

    /** For a sentence. */
    abstract String role();

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        for (final Duration pause : PAUSES)
        {
            final int node = node(stage);
            final boolean isFatal = pause.compareTo(FATAL) > 0;
            final long endNs = System.nanoTime() + pause.toNanos();
            stage.pauseNode(node);
            // The clock starts once the node stands still: what it answered until then tells nothing.
            stage.fault("SIGSTOP of node " + node + ", " + role() + ", for " + pause.toMillis() + " ms");
            if (isFatal)
            {
                stage.awaitNewAnswer();
                stage.expectEndOf(node);
            }
            stage.sleepUntil(endNs);
            stage.continueNode(node);
            stage.mended("SIGCONT of node " + node);
            if (!isFatal)
            {
                stage.awaitNewAnswer();
            }
            stage.superviseUntilCaughtUp(node, isFatal);
            stage.awaitAnswers(100);
        }
    }
}
