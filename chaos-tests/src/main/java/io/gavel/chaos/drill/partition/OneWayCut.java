package io.gavel.chaos.drill.partition;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.BridgedNetwork;

/** What the leader sends, or what is sent to it, is dropped, and only that. */
public final class OneWayCut extends PartitionDrill
{
    private final BridgedNetwork.Direction direction;

    /**
     * One of the two.
     *
     * @param direction whose packets are dropped.
     */
    public OneWayCut(final BridgedNetwork.Direction direction)
    {
        this.direction = direction;
    }

    @Override
    public String name()
    {
        return isOut() ? "one-way-cut-out" : "one-way-cut-in";
    }

    @Override
    public String description()
    {
        return isOut() ? "nobody hears the leader, which hears all; the others elect one" :
            "the leader hears nobody, and all hear it; it gives up, and another is elected";
    }

    private boolean isOut()
    {
        return BridgedNetwork.Direction.OUT == direction;
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final BridgedNetwork network = stage.faults().network();
        final int leader = stage.awaitLeader();
        network.cut(leader, direction);
        // The clock starts when the cut is whole: what was sent before it may still be answered.
        stage.fault("what node " + leader + ", the leader, " + (isOut() ? "sends" : "should get") + " is dropped");
        stage.awaitNewAnswer();
        stage.awaitAnswers(400);
        network.heal();
        stage.mended("node " + leader + " is reached and heard again");
        stage.awaitCaughtUp(leader);
        stage.awaitAnswers(200);
    }
}
