package io.gavel.benchmarks.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What the state machine alone needs, without cluster, disk or network, on one thread.
 *
 * @param orders    open.
 * @param commands  that were replayed to make the state.
 * @param replayNs  for all of them, the second time, as a node that replays a long log does most of it.
 * @param hashNs    to hash the state.
 * @param writeNs   to write it.
 * @param bytes     of the snapshot.
 * @param loadNs    to load it, all checks included.
 * @param heapBytes that the state keeps.
 */
record EngineFigures(
    int orders, long commands, long replayNs, long hashNs, long writeNs, long bytes, long loadNs, long heapBytes)
{
    /** Commands a second. */
    long replayRate()
    {
        return commands * 1_000_000_000L / Math.max(1, replayNs);
    }

    ObjectNode json()
    {
        return Output.object().put("openOrders", orders).put("commands", commands)
            .put("replayCommandsPerSecond", replayRate()).put("hashMs", hashNs / 1_000_000)
            .put("writeMs", writeNs / 1_000_000).put("snapshotBytes", bytes).put("loadMs", loadNs / 1_000_000)
            .put("heapBytes", heapBytes);
    }
}
