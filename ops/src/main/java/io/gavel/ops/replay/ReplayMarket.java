package io.gavel.ops.replay;

import io.gavel.client.ExecutionReport;
import java.util.concurrent.CompletableFuture;

/**
 * Where a replay's commands go: two participants of an exchange, each of whose commands are executed in the order in
 * which they were given. Nothing is promised about the order between the two.
 */
public interface ReplayMarket
{
    /**
     * Gives a command of the first participant, who has the recorded orders, or of the second, who sweeps.
     *
     * @param step a {@link ReplayStep.Sweep} is the second participant's, any other the first one's.
     * @return completes with the report that answers it.
     */
    CompletableFuture<ExecutionReport> submit(ReplayStep step);
}
