package io.gavel.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gavel.engine.EngineOutput;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Whatever is spoiled, a few seeds see it, and say what is wrong; the same seeds pass where nothing is. */
class SabotageTest
{
    private static final int SEEDS = 30;
    private static final int SPOILED_NODE = 1;
    // As the SDK's journal describes itself.
    private static final int JOURNAL_HEADER_LENGTH = 4_096;
    private static final int JOURNAL_TAIL_OFFSET = 3_136;

    private static void assertCaught(final Sabotage sabotage, final String expected)
    {
        for (long seed = 1; seed <= SEEDS; seed++)
        {
            try
            {
                Simulation.run(seed, sabotage);
            }
            catch (final SimulationFailure e)
            {
                final String first = e.getMessage().lines().findFirst().orElseThrow();
                System.out.println("caught: " + first);
                assertTrue(first.matches(".*(" + expected + ").*"), e::getMessage);
                Simulation.run(seed);
                return;
            }
        }
        fail("seeds 1 to " + SEEDS + " saw nothing");
    }

    private static Sabotage everywhere(final Function<EngineOutput, VenueEngine> engine)
    {
        return engines((nodeId, output) -> engine.apply(output));
    }

    private static Sabotage onOneNode(final Function<EngineOutput, VenueEngine> engine)
    {
        return engines((nodeId, output) -> SPOILED_NODE == nodeId ? engine.apply(output) : new VenueEngine(output));
    }

    private static Sabotage engines(final BiFunction<Integer, EngineOutput, VenueEngine> engines)
    {
        return new Sabotage()
        {
            @Override
            public VenueEngine engine(final int nodeId, final EngineOutput output)
            {
                return engines.apply(nodeId, output);
            }
        };
    }

    @Test
    void shouldSeeThatACommandIsExecutedTwice()
    {
        assertCaught(everywhere(SpoiledEngines.WithoutIdempotency::new), "was executed, and was not due");
    }

    @Test
    void shouldSeeThatMissedReportsAreNotSentAgain()
    {
        assertCaught(everywhere(SpoiledEngines.WithoutReplay::of),
            "the client gave up|has got no report|without an answer|is not connected|resolved");
    }

    @Test
    void shouldSeeThatOneNodeSkipsAnEvent()
    {
        assertCaught(onOneNode((output) -> new VenueEngine(new SpoiledEngines.SkippedEvent(output))),
            "node 1 differs at entry .* expected events|node 1 at entry .* the first that is missing is events");
    }

    @Test
    void shouldSeeThatEachNodeCancelsInTheOrderOfAHashTable()
    {
        assertCaught(engines(SpoiledEngines.HashOrdered::of), "node . differs at entry .*MassCancel.*expected events");
    }

    @Test
    void shouldSeeThatATornSnapshotIsAccepted()
    {
        assertCaught(new ForgedSnapshots(), "loaded the snapshot of entry .* expected state hash");
    }

    @Test
    void shouldSeeThatOneNodeGoesByAClockOfItsOwn()
    {
        assertCaught(onOneNode(SpoiledEngines.OwnClock::new), "node 1 (differs at|executed) entry");
    }

    @Test
    void shouldSeeThatMoneyIsMade()
    {
        assertCaught(everywhere(SpoiledEngines.DoubleDeposit::new), "balances are what events say");
    }

    @Test
    void shouldSeeThatOneNodeLosesACommittedMessage()
    {
        assertCaught(onOneNode(SpoiledEngines.LostMessage::new), "node 1 at entry .* expected . effects, actual 0");
    }

    @Test
    void shouldSeeThatACommittedEntryIsLostWithItsLeader()
    {
        assertCaught(new Sabotage()
        {
            @Override
            public int survivors(final int committed, final int surviving)
            {
                return committed - 1;
            }
        }, "was committed and is not in the log|was committed as .*, and now as");
    }

    @Test
    void shouldSeeThatAnAnswerGoesToSomebodyElse()
    {
        assertCaught(new Sabotage()
        {
            private int messages;

            @Override
            public long recipient(final long sessionId, final List<Long> open)
            {
                return 0 == ++messages % 100 ? open.get(messages % open.size()) : sessionId;
            }
        }, "was sent a report of|got");
    }

    @Test
    void shouldSeeThatATimerFiresTwice()
    {
        assertCaught(new Sabotage()
        {
            @Override
            public int firings(final long timerId)
            {
                return 2;
            }
        }, "fired twice");
    }

    @Test
    void shouldSeeThatAJournalDoesNotKnowWhatWasSent()
    {
        assertCaught(journal((offset) -> offset < JOURNAL_HEADER_LENGTH),
            "is told of a command that was not open|often than the broker was told|the client gave up|" +
            "is told of the execution of a command that was not executed so|never told");
    }

    @Test
    void shouldSeeThatAJournalForgetsWhatWasHandedIn()
    {
        assertCaught(journal((offset) -> JOURNAL_TAIL_OFFSET != offset),
            "was never told what became of a command of its dead process");
    }

    private static Sabotage journal(final IntPredicate isJournalled)
    {
        return new Sabotage()
        {
            @Override
            public boolean isJournalled(final int offset)
            {
                return isJournalled.test(offset);
            }
        };
    }

    @Test
    void shouldSeeThatTimersAreForgottenAtARestart()
    {
        assertCaught(new Sabotage()
        {
            @Override
            public SortedMap<Long, Long> timers(final SortedMap<Long, Long> timers)
            {
                return new TreeMap<>();
            }
        }, "and has not come");
    }
}
