package io.gavel.benchmarks.failover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What a run is like.
 *
 * @param rounds each of which kills a leader, &gt; 0.
 * @param rate   commands a second of all brokers together, &gt; 0.
 * @param seed   of what the brokers do.
 */
record FailoverShape(int rounds, int rate, long seed)
{
    ObjectNode json()
    {
        return Output.object().put("rounds", rounds).put("commandsPerSecond", rate).put("seed", seed);
    }
}
