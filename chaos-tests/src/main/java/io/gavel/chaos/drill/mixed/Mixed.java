package io.gavel.chaos.drill.mixed;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Mishaps by chance, one after the other: one of a node, half of the time with one of the whole venue beside it, so
 * that a majority of the nodes is always able. Each round is checked, so {@code --for 2h} checks about every half
 * minute.
 */
public final class Mixed implements Drill
{
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int MISHAPS = 4;
    private static final int LAST_MS_MIN = 100;
    private static final int LAST_MS_MAX = 2_500;

    @Override
    public String name()
    {
        return "mixed";
    }

    @Override
    public String description()
    {
        return "kills, pauses, cuts, full disks, bad networks and wrong clocks by chance; with --for, for hours";
    }

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

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        for (int i = 0; i < MISHAPS; i++)
        {
            final int node = stage.random().nextBoolean() ? stage.awaitLeader() : stage.anyFollower();
            final Mishap ofNode = any(true, stage.random());
            final Mishap ofVenue = stage.random().nextBoolean() ? any(false, stage.random()) : null;
            if (ofVenue != null)
            {
                ofVenue.begin(stage, node);
            }
            ofNode.begin(stage, node);
            // The clock starts when all of it is done: what was sent before may still be answered.
            stage.fault(ofNode.text(node) + (ofVenue == null ? "" : ", and " + ofVenue.text(node)));
            stage.awaitNewAnswer();
            TimeUnit.MILLISECONDS.sleep(stage.random().nextInt(LAST_MS_MIN, LAST_MS_MAX));
            ofNode.end(stage, node);
            // The node comes back on a bad network as well.
            stage.superviseUntilCaughtUp(node, false);
            if (ofVenue != null)
            {
                ofVenue.end(stage, node);
            }
            stage.mended("all is well with node " + node);
            stage.awaitAnswers(200);
        }
    }

    private static Mishap any(final boolean isOfOneNode, final SplittableRandom random)
    {
        final List<Mishap> possible = Arrays.stream(Mishap.values())
            .filter(mishap -> mishap.isOfOneNode() == isOfOneNode && mishap.unavailable().isEmpty()).toList();
        return possible.get(random.nextInt(possible.size()));
    }
}
