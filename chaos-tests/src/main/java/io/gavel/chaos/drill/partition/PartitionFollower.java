package io.gavel.chaos.drill.partition;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.BridgedNetwork;

/** A follower is cut off, and catches up when it is reached again. */
public final class PartitionFollower extends PartitionDrill
{
    @Override
    public String name()
    {
        return "partition-follower";
    }

    @Override
    public String description()
    {
        return "cut a follower off; nobody sees it, and it catches up";
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final BridgedNetwork network = stage.faults().network();
        final int follower = stage.anyFollower();
        network.cut(follower);
        stage.fault("node " + follower + ", a follower, is cut off from everybody");
        stage.awaitNewAnswer();
        stage.awaitAnswers(800);
        network.heal();
        stage.mended("node " + follower + " is reached again");
        stage.awaitCaughtUp(follower);
        stage.awaitAnswers(200);
    }
}
