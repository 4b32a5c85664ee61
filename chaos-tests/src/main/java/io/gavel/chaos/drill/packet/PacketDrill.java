package io.gavel.chaos.drill.packet;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.PacketFaults;
import java.time.Duration;

/** A bad network between all nodes, their clients and the gateway, on which trading goes on. */
abstract class PacketDrill implements Drill
{
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final long ANSWERS = 1_000;

    @Override
    public Duration bound()
    {
        return BOUND;
    }

    @Override
    public boolean needsFaultMakers()
    {
        return true;
    }

    /** Makes the network bad for one node. */
    abstract void worsen(PacketFaults packets, int nodeId);

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final PacketFaults packets = stage.faults().packets();
        stage.fault(description());
        for (int nodeId = 0; nodeId < stage.venue().members().nodes().size(); nodeId++)
        {
            worsen(packets, nodeId);
        }
        stage.awaitNewAnswer();
        stage.awaitAnswers(ANSWERS);
        packets.heal();
        stage.mended("packets arrive again, and in time");
        stage.awaitAnswers(300);
    }
}
