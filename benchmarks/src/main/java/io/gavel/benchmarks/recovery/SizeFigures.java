package io.gavel.benchmarks.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What was measured with one number of open orders.
 *
 * @param engine              the state machine alone.
 * @param pauseMs             how long the slowest node's service stood still for the snapshot.
 * @param clientGapMs         the longest time between two answers meanwhile, as a client saw it.
 * @param snapshotBytes       as recorded, of the service.
 * @param snapshotMs          from the request until every node had it.
 * @param restartMs           from starting three killed nodes to the first answer.
 * @param loadMs              of it, the slowest node's load of the snapshot.
 * @param nodeRestartMs       from starting one killed node until it had caught up.
 * @param fillRate            commands a second while the state was made.
 */
record SizeFigures(
    EngineFigures engine,
    long pauseMs,
    long clientGapMs,
    long snapshotBytes,
    long snapshotMs,
    long restartMs,
    long loadMs,
    long nodeRestartMs,
    long fillRate)
{
    int orders()
    {
        return engine.orders();
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("openOrders", orders()).put("snapshotPauseMs", pauseMs)
            .put("clientGapMs", clientGapMs).put("snapshotBytes", snapshotBytes).put("snapshotMs", snapshotMs)
            .put("restartMs", restartMs).put("loadMs", loadMs).put("nodeRestartMs", nodeRestartMs)
            .put("fillCommandsPerSecond", fillRate);
        document.set("engine", engine.json());
        return document;
    }
}
