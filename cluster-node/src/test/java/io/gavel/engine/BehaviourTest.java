package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.SnapshotBehaviourDecoder;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Older rules for older logs, new ones from their activation on, and none that a build does not have. */
class BehaviourTest
{
    private static final int INSTRUMENTS = 200;
    private static final int SLICE = 64;
    private static final int BEHAVIOUR_AT = 1;

    /** A venue, what it says, and who talks to it. */
    private static final class Driven
    {
        private final CommandEncoder encoder = new CommandEncoder();
        private final AdminEncoder admin = new AdminEncoder(encoder);
        private final RecordedOutput output = new RecordedOutput();
        private final long[] seqs = new long[3];
        private Exchange exchange;
        private long nowNs = 1_000_000_000L;

        private Driven(final int versionMax)
        {
            exchange = new Exchange(output, versionMax);
            open(0);
        }

        private void open(final int participant)
        {
            exchange.onSessionOpened(1 + participant, participant, nowNs);
            exchange.onMessage(1 + participant, encoder.buffer, 0, encoder.resume(0, 0), nowNs);
        }

        private long seq(final int participant)
        {
            return ++seqs[participant];
        }

        private void send(final int participant, final int length)
        {
            exchange.onMessage(1 + participant, encoder.buffer, 0, length, nowNs);
        }

        private void activate()
        {
            exchange.onNewLeadershipTerm(nowNs, Behaviour.RESUMES_IN_SLICES);
            send(0, admin.activateBehaviour(seq(0), Behaviour.RESUMES_IN_SLICES, Behaviour.RESUMES_IN_SLICES));
        }

        private void list()
        {
            for (int i = 1; i <= INSTRUMENTS; i++)
            {
                send(0, encoder.addInstrument(seq(0), "S" + i, "USD", 1, 1));
            }
            for (int i = 1; i <= 2; i++)
            {
                send(0, encoder.addParticipant(seq(0), "trader" + i, Role.TRADER, 4096));
                open(i);
                send(0, encoder.addAccount(seq(0), i));
                send(0, encoder.adjustCash(seq(0), i, "USD", 1_000_000_000_000L));
            }
            for (int i = 1; i <= INSTRUMENTS; i++)
            {
                send(0, encoder.adjustHolding(seq(0), 2, i, 1_000_000));
            }
        }

        /** The timers that are due until a moment, each on its own. */
        private int fire(final long untilNs)
        {
            int fired = 0;
            while (!output.timers.isEmpty() && output.timers.peek().deadlineNs() <= untilNs)
            {
                final RecordedOutput.Timer timer = output.timers.remove();
                nowNs = Math.max(nowNs, timer.deadlineNs());
                exchange.onTimer(timer.id(), nowNs);
                fired++;
            }
            nowNs = Math.max(nowNs, untilNs);
            return fired;
        }

        private void restart()
        {
            final List<byte[]> records = RecordedOutput.snapshot(exchange);
            output.lastEventSeq = exchange.eventSeq();
            exchange = RecordedOutput.restore(records, output);
            assertEquals(RecordedOutput.snapshot(exchange).size(), records.size());
        }

        private TradingPhase phase(final int instrument)
        {
            return exchange.venue().instruments().get(instrument).trading().phase();
        }

        /** What the market came to: phases, last prices, trades, open orders. */
        private String outcome()
        {
            final StringBuilder text = new StringBuilder();
            for (int i = 1; i <= INSTRUMENTS; i++)
            {
                final var trading = exchange.venue().instruments().get(i).trading();
                text.append(trading.phase()).append(' ').append(trading.lastTicks()).append(' ')
                    .append(trading.day().tradeCount()).append(' ').append(trading.isHalted()).append('\n');
            }
            return text + "open " + exchange.venue().orders().openCount() + " trades " + exchange.venue().matchId();
        }
    }

    @Test
    void shouldStopAnOlderBuildBeforeItAnswersWhatItDoesNotKnow()
    {
        final Driven old = new Driven(Behaviour.FIRST);
        final long before = old.exchange.eventSeq();
        final UnknownBehaviour stop = assertThrows(UnknownBehaviour.class, old::activate);
        assertEquals("the log activates behaviour 2, this build knows up to 1: start this node with a newer build",
            stop.getMessage());
        assertEquals(before, old.exchange.eventSeq());
        assertEquals(Behaviour.FIRST, old.exchange.venue().behaviour().version());
    }

    @Test
    void shouldAnswerAlikeOnEveryBuildWhatIsNotActivated()
    {
        final Driven old = new Driven(Behaviour.FIRST);
        final Driven now = new Driven(Behaviour.VERSION_MAX);
        for (final Driven venue : List.of(old, now))
        {
            // The leader's build says nothing, then too little, then the command does.
            venue.send(0, venue.admin.activateBehaviour(venue.seq(0), 2, 2));
            venue.exchange.onNewLeadershipTerm(venue.nowNs, 0);
            venue.send(0, venue.admin.activateBehaviour(venue.seq(0), 2, 2));
            venue.exchange.onNewLeadershipTerm(venue.nowNs, 2);
            venue.send(0, venue.admin.activateBehaviour(venue.seq(0), 2, 1));
            venue.send(0, venue.admin.activateBehaviour(venue.seq(0), 99, 99));
            venue.send(0, venue.encoder.hashState(venue.seq(0)));
        }
        assertTrue(java.util.Arrays.equals(old.output.events.toByteArray(), now.output.events.toByteArray()));
    }

    @Test
    void shouldRefuseASnapshotOfANewerBehaviourOnceItIsSeenToBeWhole()
    {
        final Driven now = new Driven(Behaviour.VERSION_MAX);
        now.activate();
        final List<byte[]> records = RecordedOutput.snapshot(now.exchange);
        assertEquals(SnapshotBehaviourDecoder.TEMPLATE_ID, records.get(BEHAVIOUR_AT)[2]);
        assertEquals("the snapshot was taken under behaviour 2, this build knows up to 1: start this node with a " +
            "newer build", assertThrows(UnknownBehaviour.class, () -> load(records, Behaviour.FIRST)).getMessage());

        final List<byte[]> flipped = new ArrayList<>(records);
        flipped.set(BEHAVIOUR_AT, records.get(BEHAVIOUR_AT).clone());
        new UnsafeBuffer(flipped.get(BEHAVIOUR_AT)).putInt(8, 3);
        assertThrows(InvariantViolation.class, () -> load(flipped, Behaviour.VERSION_MAX));
        assertEquals(Behaviour.RESUMES_IN_SLICES,
            load(records, Behaviour.VERSION_MAX).venue().behaviour().version());
    }

    private static Exchange load(final List<byte[]> records, final int versionMax)
    {
        final Exchange exchange = new Exchange(new RecordedOutput(), versionMax);
        records.forEach((record) -> exchange.onSnapshotRecord(new UnsafeBuffer(record), 0, record.length));
        return exchange;
    }

    @Test
    void shouldHashAsBeforeUntilThereIsSomethingNew()
    {
        final Driven now = new Driven(Behaviour.VERSION_MAX);
        now.exchange.onNewLeadershipTerm(now.nowNs, 0);
        assertFalse(RecordedOutput.snapshot(now.exchange).stream()
            .anyMatch((record) -> SnapshotBehaviourDecoder.TEMPLATE_ID == record[2]));
        final long before = now.exchange.stateHash();
        now.exchange.onNewLeadershipTerm(now.nowNs, 2);
        assertNotEquals(before, now.exchange.stateHash());
        now.exchange.onNewLeadershipTerm(now.nowNs, 1);
        assertEquals(before, now.exchange.stateHash());
    }

    @Test
    void shouldComeToTheSameMarketInSlicesAsAtOnce()
    {
        for (long seed = 1; seed <= 20; seed++)
        {
            final Driven atOnce = new Driven(Behaviour.VERSION_MAX);
            final Driven inSlices = new Driven(Behaviour.VERSION_MAX);
            inSlices.activate();
            for (final Driven venue : List.of(atOnce, inSlices))
            {
                venue.list();
                haltCrossed(venue, new SplittableRandom(seed));
                venue.send(0, venue.admin.resumeTrading(venue.seq(0), 0, seed % 3 * 1_000_000_000L));
            }
            assertEquals(TradingPhase.HALTED, inSlices.phase(SLICE + 1), "seed " + seed);
            inSlices.restart();
            atOnce.fire(atOnce.nowNs + 100_000_000L);
            final int fired = inSlices.fire(inSlices.nowNs + 100_000_000L);
            assertTrue(fired >= INSTRUMENTS / SLICE, "seed " + seed + ": timers that came: " + fired);
            assertEquals(atOnce.outcome(), inSlices.outcome(), "seed " + seed);
            atOnce.fire(atOnce.nowNs + 5_000_000_000L);
            inSlices.fire(inSlices.nowNs + 5_000_000_000L);
            assertEquals(atOnce.outcome(), inSlices.outcome(), "seed " + seed);
            assertTrue(inSlices.exchange.venue().matchId() > 0, "seed " + seed);
        }
    }

    // An auction collects orders that cross; the market is halted, and continuous trading is what it would go on with.
    private static void haltCrossed(final Driven venue, final SplittableRandom random)
    {
        venue.send(0, venue.admin.setPhase(venue.seq(0), 0, TradingPhase.OPENING_AUCTION));
        venue.fire(venue.nowNs + 10_000_000L);
        for (int i = 0; i < 600; i++)
        {
            final boolean isBuy = random.nextBoolean();
            final int participant = isBuy ? 1 : 2;
            final long seq = venue.seq(participant);
            venue.send(participant, venue.encoder.newOrder(seq, participant, seq, 1 + random.nextInt(INSTRUMENTS),
                isBuy ? Side.BUY : Side.SELL, 1 + random.nextInt(5), 98 + random.nextInt(5), TimeInForce.DAY));
        }
        venue.send(0, venue.admin.halt(venue.seq(0), 1 + random.nextInt(INSTRUMENTS)));
        venue.send(0, venue.admin.halt(venue.seq(0), 0));
        venue.send(0, venue.admin.setPhase(venue.seq(0), 0, TradingPhase.CONTINUOUS));
        venue.fire(venue.nowNs + 10_000_000L);
    }
}
