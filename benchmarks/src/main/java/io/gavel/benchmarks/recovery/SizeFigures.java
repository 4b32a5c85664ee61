package io.gavel.benchmarks.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What was measured with one number of open orders.
 *
 * @param engine        the state machine alone.
 * @param snapshot      what the snapshot was like.
 * @param all           of three killed nodes, to the first answer.
 * @param one           of one killed node, until it had caught up.
 * @param fillRate      commands a second while the state was made.
 */
record SizeFigures(
    EngineFigures engine,
    MeasuredVenue.Snapshot snapshot,
    MeasuredVenue.Start all,
    MeasuredVenue.Start one,
    long fillRate)
{
    int orders()
    {
        return engine.orders();
    }

    long loadMs()
    {
        return Math.max(all.loadMs(), one.loadMs());
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object()
            .put("openOrders", orders()).put("snapshotPauseMs", snapshot.pauseMs())
            .put("clientGapMs", snapshot.clientGapMs()).put("snapshotBytes", snapshot.bytes())
            .put("snapshotMs", snapshot.totalMs()).put("elections", snapshot.elections())
            .put("disconnects", snapshot.disconnects())
            .put("restartMs", all.firstMs()).put("loadMs", loadMs()).put("nodeRestartMs", one.firstMs())
            .put("fillCommandsPerSecond", fillRate);
        document.set("restartPhases", all.phases());
        document.set("nodeRestartPhases", one.phases());
        document.set("engine", engine.json());
        return document;
    }
}
