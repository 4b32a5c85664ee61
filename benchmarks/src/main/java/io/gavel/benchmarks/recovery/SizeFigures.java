package io.gavel.benchmarks.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What was measured with one number of open orders.
 *
 * @param engine        the state machine alone.
 * @param snapshot      what the snapshot was like.
 * @param restartMs     from starting three killed nodes to the first answer.
 * @param loadMs        of it, the slowest node's load of the snapshot.
 * @param nodeRestartMs from starting one killed node until it had caught up.
 * @param fillRate      commands a second while the state was made.
 */
record SizeFigures(
    EngineFigures engine,
    MeasuredVenue.Snapshot snapshot,
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
        final ObjectNode document = Output.object()
            .put("openOrders", orders()).put("snapshotPauseMs", snapshot.pauseMs())
            .put("clientGapMs", snapshot.clientGapMs()).put("snapshotBytes", snapshot.bytes())
            .put("snapshotMs", snapshot.totalMs()).put("elections", snapshot.elections())
            .put("disconnects", snapshot.disconnects())
            .put("restartMs", restartMs).put("loadMs", loadMs).put("nodeRestartMs", nodeRestartMs)
            .put("fillCommandsPerSecond", fillRate);
        document.set("engine", engine.json());
        return document;
    }
}
