package io.gavel.chaos.simulation;

import java.util.SplittableRandom;

/**
 * How often what goes wrong: each seed draws its own, and leaves some faults out altogether, so that the seeds between
 * them see each fault alone, with others, often and seldom. All of a million; those of
 * actions are per tick.
 */
final class FaultRates
{
    final int ingressLost;
    final int ingressTwice;
    final int ingressReordered;
    final int ingressLate;
    final int sendRefused;
    final int egressRefused;
    final int egressTwice;
    final int egressLate;
    final int newsLost;
    final int killLeader;
    final int killFollower;
    final int killTwo;
    final int killAll;
    final int depose;
    final int pause;
    final int clockJump;
    final int snapshot;
    final int tornRead;
    final int interruptSnapshot;
    final int dropSession;
    final int silence;
    final int crashBroker;
    final int crashInListener;
    final int takeOver;
    final int cancelLate;
    final int journal;
    final int killInJournal;
    /** Whether messages that were sent to an earlier term's leader are taken by its successor, which Aeron refuses. */
    final boolean isTermIgnored;
    /** Whether a program sends commands that it may not. */
    final boolean isRogueThere;
    private boolean isOver;

    FaultRates(final SplittableRandom random)
    {
        final int harshness = 1 + random.nextInt(4);
        ingressLost = draw(random, 30_000 * harshness);
        ingressTwice = draw(random, 40_000 * harshness);
        ingressReordered = draw(random, 30_000 * harshness);
        ingressLate = draw(random, 5_000 * harshness);
        sendRefused = draw(random, 50_000 * harshness);
        egressRefused = draw(random, 40_000 * harshness);
        egressTwice = draw(random, 40_000 * harshness);
        egressLate = draw(random, 5_000 * harshness);
        newsLost = draw(random, 200_000);
        killLeader = draw(random, 4_000 * harshness);
        killFollower = draw(random, 8_000 * harshness);
        killTwo = draw(random, 1_000 * harshness);
        killAll = draw(random, 1_000 * harshness);
        depose = draw(random, 2_000 * harshness);
        pause = draw(random, 4_000 * harshness);
        clockJump = draw(random, 4_000 * harshness);
        snapshot = draw(random, 15_000 * harshness);
        tornRead = draw(random, 1_000_000);
        interruptSnapshot = draw(random, 100_000);
        dropSession = draw(random, 3_000 * harshness);
        silence = draw(random, 2_000 * harshness);
        crashBroker = draw(random, 3_000 * harshness);
        crashInListener = draw(random, 2_000 * harshness);
        takeOver = draw(random, 1_500 * harshness);
        isTermIgnored = random.nextBoolean();
        cancelLate = draw(random, 500_000);
        journal = draw(random, 1_000_000);
        killInJournal = draw(random, 1_000_000);
        isRogueThere = 0 == random.nextInt(4);
    }

    private static int draw(final SplittableRandom random, final int most)
    {
        return 0 == random.nextInt(3) ? 0 : random.nextInt(most);
    }

    /** From now on nothing goes wrong. */
    void stop()
    {
        isOver = true;
    }

    boolean isOver()
    {
        return isOver;
    }

    /** A rate while faults are made; after that, none. */
    int now(final int rate)
    {
        return isOver ? 0 : rate;
    }
}
