package io.gavel.chaos.drill.partition;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.BridgedNetwork;
import java.util.concurrent.TimeUnit;

/** Both followers are cut off: nothing may be answered, until they are back, and then everything is. */
public final class PartitionMajority extends PartitionDrill
{
    private static final long CUT_MS = 4_000;

    @Override
    public String name()
    {
        return "partition-majority";
    }

    @Override
    public String description()
    {
        return "cut all nodes off from each other for 4 s: no command is answered; when they are back, all are";
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final BridgedNetwork network = stage.faults().network();
        final int leader = stage.awaitLeader();
        final int nodes = stage.venue().members().nodes().size();
        for (int i = 1; i < nodes; i++)
        {
            network.cut((leader + i) % nodes);
        }
        // The clock counts from behind the cut here: what is sent from now on can't be committed.
        stage.fault("node " + leader + ", the leader, is left alone");
        TimeUnit.MILLISECONDS.sleep(CUT_MS);
        stage.check(stage.load().clock().firstNs().isEmpty(),
            "a command was answered that no majority of the nodes can have had");
        network.heal();
        stage.faultEnds("all nodes reach each other again");
        stage.awaitNewAnswer();
        for (int i = 0; i < nodes; i++)
        {
            stage.awaitCaughtUp(i);
        }
        stage.awaitAnswers(300);
    }
}
