package io.gavel.chaos.drill.partition;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.BridgedNetwork;
import java.util.concurrent.TimeUnit;

/** A node's link goes and comes, in times by chance around those in which nodes give each other up. */
public final class FlappingLink extends PartitionDrill
{
    private static final int FLAPS = 6;
    private static final int DOWN_MS_MIN = 100;
    private static final int DOWN_MS_MAX = 1_200;
    private static final int UP_MS_MIN = 50;
    private static final int UP_MS_MAX = 900;

    @Override
    public String name()
    {
        return "flapping-link";
    }

    @Override
    public String description()
    {
        return "the link of a node goes and comes six times, by chance for 0.1 to 1.2 s; it settles";
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final BridgedNetwork network = stage.faults().network();
        final int node = stage.random().nextBoolean() ? stage.awaitLeader() : stage.anyFollower();
        stage.fault("the link of node " + node + " goes and comes");
        for (int i = 0; i < FLAPS; i++)
        {
            network.cut(node);
            TimeUnit.MILLISECONDS.sleep(stage.random().nextInt(DOWN_MS_MIN, DOWN_MS_MAX));
            network.heal();
            TimeUnit.MILLISECONDS.sleep(stage.random().nextInt(UP_MS_MIN, UP_MS_MAX));
        }
        stage.faultEnds("the link of node " + node + " stays");
        stage.awaitNewAnswer();
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(300);
    }
}
