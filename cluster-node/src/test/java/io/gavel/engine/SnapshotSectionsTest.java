package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.order.Sweeps;
import io.gavel.schema.LimitType;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A snapshot of a venue that has everything, and is in the middle of everything. */
class SnapshotSectionsTest
{
    private static final int SECTIONS = 31;
    private static final int FREE_SLOTS = 14;
    private static final int END = 99;

    private final RecordedOutput output = new RecordedOutput();
    private final CommandEncoder encoder = new CommandEncoder();
    private final AdminEncoder admin = new AdminEncoder(encoder);
    private long nowNs = (20_000 * 86_400L + 12 * 3_600) * 1_000_000_000L;
    private long session;
    private Exchange exchange;

    private void send(final int participant, final int length)
    {
        exchange.onMessage(session - 1 + participant, encoder.buffer, 0, length, nowNs);
    }

    private long seq(final int participant)
    {
        return exchange.venue().participants().get(participant).connection(0).outcomes().lastClientSeq() + 1;
    }

    private void setUp()
    {
        final Exchange first = new Exchange(output);
        final RandomFlow flow = new RandomFlow(11, new DirectInput(first), first, output);
        flow.setUp();
        for (int i = 0; i < 3_000; i++)
        {
            flow.step();
        }
        nowNs = flow.nowNs();
        exchange = RecordedOutput.restore(withTiredSlot(RecordedOutput.snapshot(first)), output);
        session = 1_000_001;
        for (int participant = 0; participant < 2; participant++)
        {
            exchange.onSessionOpened(session - 1 + participant, participant, nowNs);
            send(participant, encoder.resume(0, 0));
        }
    }

    // The slot that is given out next has had all of its generations but one: its next order is the last.
    private static List<byte[]> withTiredSlot(final List<byte[]> records)
    {
        final List<byte[]> changed = new ArrayList<>(records);
        final int free = IntStream.range(0, records.size()).filter((i) -> FREE_SLOTS == records.get(i)[2])
            .findFirst().orElseThrow();
        changed.set(free, records.get(free).clone());
        new UnsafeBuffer(changed.get(free)).putInt(16, Integer.MAX_VALUE);
        final InvariantViolation refusal = assertThrows(
            InvariantViolation.class, () -> RecordedOutput.restore(changed, new RecordedOutput()));
        final String actual = refusal.getMessage().replaceAll(".* actual ", "");
        final byte[] end = records.get(records.size() - 1).clone();
        new UnsafeBuffer(end).putLong(16, Long.parseUnsignedLong(actual, 16));
        changed.set(changed.size() - 1, end);
        return changed;
    }

    // Orders enough that cancelling them takes more than one slice, instruments enough that a phase does.
    private void beginLongWork()
    {
        send(0, admin.release(seq(0), Scope.MARKET, 0));
        send(0, admin.resumeTrading(seq(0), 0, 0));
        exchange.onNewLeadershipTerm(nowNs, Behaviour.VERSION_MAX);
        send(0, admin.activateBehaviour(seq(0), Behaviour.RESUMES_IN_SLICES, Behaviour.VERSION_MAX));
        assertEquals(Behaviour.RESUMES_IN_SLICES, exchange.venue().behaviour().version());
        for (int i = 0; i < 300; i++)
        {
            send(0, encoder.addInstrument(seq(0), "MORE" + i, "USD", 1, 1));
        }
        final int instrument = exchange.venue().instruments().count() - 1;
        send(0, encoder.addParticipant(seq(0), "many", Role.TRADER, 4096));
        final int participant = exchange.venue().participants().count() - 1;
        send(0, encoder.addAccount(seq(0), participant));
        final int account = exchange.venue().accounts().count();
        send(0, encoder.adjustCash(seq(0), account, "USD", 1_000_000_000));
        final long own = 2_000_000;
        exchange.onSessionOpened(own, participant, nowNs);
        exchange.onMessage(own, encoder.buffer, 0, encoder.resume(0, 0), nowNs);
        exchange.onMessage(own, encoder.buffer, 0, encoder.newOrder(
            1, account, 1, instrument, Side.BUY, 1, 10, TimeInForce.DAY), nowNs);
        exchange.onMessage(own, encoder.buffer, 0, encoder.cancel(2, 0, 1), nowNs);
        for (int i = 3; i <= Sweeps.CANCELS_PER_SLICE + 200; i++)
        {
            exchange.onMessage(own, encoder.buffer, 0, encoder.newOrder(
                i, account, i, instrument, Side.BUY, 1, 10, TimeInForce.DAY), nowNs);
        }
        assertTrue(exchange.venue().orders().openCount() > Sweeps.CANCELS_PER_SLICE);
        // An auction whose price is not looked at yet, a kill switch, and limits.
        send(0, admin.setPhase(seq(0), 0, TradingPhase.CLOSING_AUCTION));
        send(0, admin.kill(seq(0), Scope.ACCOUNT, 1));
        send(0, admin.setLimit(seq(0), Scope.ACCOUNT, 2, 0,
            LimitType.ORDER_RATE, 5, 5));
        send(0, admin.cancelOrders(seq(0), participant, 0, 0, Side.NULL_VAL));
        send(0, admin.cancelOrders(seq(0), 1, 0, 0, Side.NULL_VAL));
        send(0, admin.halt(seq(0), 0));
        send(0, admin.resumeTrading(seq(0), 0, 0));
    }

    private static TreeSet<Integer> sections(final List<byte[]> records)
    {
        return records.stream().map((record) -> record[2] & 0xFF).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldRestoreASnapshotWithEverySectionToTheSameHashAndGoOnAlike()
    {
        setUp();
        beginLongWork();
        final List<byte[]> records = RecordedOutput.snapshot(exchange);
        final TreeSet<Integer> expected =
            IntStream.rangeClosed(1, SECTIONS).boxed().collect(Collectors.toCollection(TreeSet::new));
        expected.add(END);
        assertEquals(expected, sections(records));

        final RecordedOutput restoredOutput = new RecordedOutput();
        final Exchange restored = RecordedOutput.restore(records, restoredOutput);
        restoredOutput.lastEventSeq = restored.eventSeq();
        assertEquals(exchange.stateHash(), restored.stateHash());
        assertEqual(records, RecordedOutput.snapshot(restored));

        while (!output.timers.isEmpty() && output.timers.peek().deadlineNs() < nowNs + 60_000_000_000L)
        {
            final RecordedOutput.Timer timer = output.timers.remove();
            nowNs = Math.max(nowNs, timer.deadlineNs());
            exchange.onTimer(timer.id(), nowNs);
            restored.onTimer(timer.id(), nowNs);
        }
        assertEquals(0, exchange.venue().accounts().openOrders(exchange.venue().accounts().count()));
        assertTrue(exchange.venue().markets().steps().isEmpty());
        assertNull(exchange.venue().markets().resume());
        assertEqual(RecordedOutput.snapshot(exchange), RecordedOutput.snapshot(restored));
    }

    private static void assertEqual(final List<byte[]> expected, final List<byte[]> actual)
    {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++)
        {
            assertArrayEquals(expected.get(i), actual.get(i));
        }
    }
}
