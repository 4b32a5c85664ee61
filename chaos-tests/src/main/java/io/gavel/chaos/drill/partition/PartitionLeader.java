package io.gavel.chaos.drill.partition;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.BridgedNetwork;

/** The leader is cut off, from everybody or from the other nodes alone, and comes back as a follower. */
public final class PartitionLeader extends PartitionDrill
{
    @Override
    public String name()
    {
        return "partition-leader";
    }

    @Override
    public String description()
    {
        return "cut the leader off, by chance from everybody or from the nodes alone; the others elect one";
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final BridgedNetwork network = stage.faults().network();
        final int leader = stage.awaitLeader();
        final boolean isFromAll = stage.random().nextBoolean();
        if (isFromAll)
        {
            network.cut(leader);
        }
        else
        {
            network.cutFromPeers(leader, BridgedNetwork.Direction.OUT);
            network.cutFromPeers(leader, BridgedNetwork.Direction.IN);
        }
        // The clock starts when the cut is whole: what was sent before it may still be answered.
        stage.fault("node " + leader + ", the leader, is cut off from " +
            (isFromAll ? "everybody" : "the other nodes, while brokers still reach it"));
        stage.awaitNewAnswer();
        stage.check(stage.awaitLeader() != leader, "node " + leader + " was cut off, and is the newest leader");
        stage.awaitAnswers(400);
        network.heal();
        stage.mended("node " + leader + " is reached again");
        stage.awaitCaughtUp(leader);
        stage.awaitAnswers(200);
    }
}
