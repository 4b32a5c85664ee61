package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.BehaviourActivatedDecoder;
import io.gavel.schema.CashTransferredDecoder;
import io.gavel.schema.ConnectionTimedOutDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.TradeBustedDecoder;
import io.gavel.schema.TradeCorrectedDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What has to hold whatever comes in. One seed again: {@code -Dflow.seed=N}; others: {@code -Dflow.from=N}. */
class RandomFlowTest
{
    private static final int SEEDS = Integer.getInteger("flow.seeds", 1_000);
    private static final int STEPS = Integer.getInteger("flow.steps", 5_000);
    private static final int THREADS = 2;
    private static final int FAILURES_MAX = 5;
    private static final int TRACED = Integer.getInteger("flow.traced", 50);

    /** One input of the log. */
    private record Entry(int kind, long sessionId, byte[] bytes, long number, long nowNs)
    {
        void apply(final Exchange exchange)
        {
            switch (kind)
            {
                case 0 -> exchange.onSessionOpened(sessionId, (int)number, nowNs);
                case 1 -> exchange.onSessionClosed(sessionId, nowNs);
                case 2 -> exchange.onMessage(sessionId, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
                case 3 -> exchange.onTimer(number, nowNs);
                default -> exchange.onNewLeadershipTerm(nowNs, (int)number);
            }
        }
    }

    /** Records the inputs, applies them, and checks what has to hold after each. */
    private static final class Log implements RandomFlow.Input
    {
        private final List<Entry> entries = new ArrayList<>(STEPS + 200);
        private final Exchange exchange;
        private final VenueChecks checks;

        private Log(final Exchange exchange, final VenueChecks checks)
        {
            this.exchange = exchange;
            this.checks = checks;
        }

        @Override
        public void onOpen(final long sessionId, final int participantId, final long nowNs)
        {
            add(new Entry(0, sessionId, null, participantId, nowNs));
        }

        @Override
        public void onClose(final long sessionId, final long nowNs)
        {
            add(new Entry(1, sessionId, null, 0, nowNs));
        }

        @Override
        public void onMessage(final long sessionId, final DirectBuffer buffer, final int length, final long nowNs)
        {
            final byte[] bytes = new byte[length];
            buffer.getBytes(0, bytes);
            add(new Entry(2, sessionId, bytes, 0, nowNs));
        }

        @Override
        public void onTimer(final long timerId, final long nowNs)
        {
            add(new Entry(3, 0, null, timerId, nowNs));
        }

        @Override
        public void onNewTerm(final long nowNs, final int behaviourVersionMax)
        {
            add(new Entry(4, 0, null, behaviourVersionMax, nowNs));
        }

        private void add(final Entry entry)
        {
            entries.add(entry);
            entry.apply(exchange);
            checks.check();
        }
    }

    /** What the flows did, all together: a flow that does nothing proves nothing. */
    private static final class Activity
    {
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong traded = new AtomicLong();
        private final AtomicLong uncrossed = new AtomicLong();
        private final AtomicLong triggered = new AtomicLong();
        private final AtomicLong restated = new AtomicLong();
        private final AtomicLong expired = new AtomicLong();
        private final AtomicLong busted = new AtomicLong();
        private final AtomicLong transferred = new AtomicLong();
        private final AtomicLong timedOut = new AtomicLong();
        private final AtomicLong activated = new AtomicLong();

        private void add(final VenueChecks checks)
        {
            accepted.addAndGet(checks.accepted());
            traded.addAndGet(checks.traded());
            uncrossed.addAndGet(checks.uncrossed());
            triggered.addAndGet(checks.count(ExecType.TRIGGERED));
            restated.addAndGet(checks.count(ExecType.RESTATED));
            expired.addAndGet(checks.count(ExecType.EXPIRED));
            busted.addAndGet(Math.min(
                checks.count(TradeBustedDecoder.TEMPLATE_ID), checks.count(TradeCorrectedDecoder.TEMPLATE_ID)));
            transferred.addAndGet(checks.count(CashTransferredDecoder.TEMPLATE_ID));
            timedOut.addAndGet(checks.count(ConnectionTimedOutDecoder.TEMPLATE_ID));
            activated.addAndGet(checks.count(BehaviourActivatedDecoder.TEMPLATE_ID));
        }

        @Override
        public String toString()
        {
            return "accepted " + accepted + ", traded " + traded + ", uncrossed " + uncrossed + ", triggered " +
                triggered + ", restated " + restated + ", expired " + expired + ", busted " + busted +
                ", transferred " + transferred + ", timed out " + timedOut + ", activated " + activated;
        }
    }

    @Test
    void shouldKeepEveryInvariantAndReplayToTheSameStateAndEvents() throws Exception
    {
        final Long only = Long.getLong("flow.seed");
        final long from = null == only ? Long.getLong("flow.from", 1) : only;
        final long to = null == only ? from + SEEDS - 1 : only;
        final Activity activity = new Activity();
        final AtomicLong next = new AtomicLong(from);
        final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++)
        {
            threads.add(new Thread(() -> flows(next, to, activity, failures)));
            threads.get(i).start();
        }
        for (final Thread thread : threads)
        {
            thread.join();
        }
        if (!failures.isEmpty())
        {
            final AssertionError first = new AssertionError("flows fail", failures.remove());
            failures.forEach(first::addSuppressed);
            throw first;
        }
        final long flows = to - from + 1;
        assertTrue(activity.accepted.get() > flows * STEPS / 8, activity::toString);
        assertTrue(activity.traded.get() > flows * STEPS / 8, activity::toString);
        assertTrue(activity.uncrossed.get() > flows * STEPS / 1_000, activity::toString);
        assertTrue(activity.triggered.get() > flows * STEPS / 200, activity::toString);
        assertTrue(activity.restated.get() > flows * STEPS / 2_000, activity::toString);
        assertTrue(activity.expired.get() > flows * STEPS / 200, activity::toString);
        assertTrue(activity.busted.get() > flows * STEPS / 2_000, activity::toString);
        assertTrue(activity.transferred.get() > flows * STEPS / 2_000, activity::toString);
        assertTrue(activity.timedOut.get() > flows * STEPS / 5_000, activity::toString);
        assertTrue(null != only || activity.activated.get() > flows / 5, activity::toString);
    }

    private static void flows(
        final AtomicLong next, final long to, final Activity activity, final Queue<Throwable> failures)
    {
        long seed = next.getAndIncrement();
        for (; seed <= to && failures.size() < FAILURES_MAX; seed = next.getAndIncrement())
        {
            try
            {
                activity.add(flow(seed));
            }
            catch (final RuntimeException | AssertionError e)
            {
                failures.add(new AssertionError("seed " + seed + ": run it alone with -Dflow.seed=" + seed, e));
            }
        }
    }

    private static VenueChecks flow(final long seed)
    {
        final RecordedOutput output = new RecordedOutput();
        final Exchange exchange = new Exchange(output);
        final VenueChecks checks = new VenueChecks(exchange);
        final Deque<String> last = new ArrayDeque<>();
        output.consumer = null == Long.getLong("flow.seed") ? checks::onEvent :
            (templateId, buffer, offset, length, eventSeq) ->
            {
                trace(last, new MessageText().event(buffer, offset));
                checks.onEvent(templateId, buffer, offset, length, eventSeq);
            };
        final Log log = new Log(exchange, checks);
        final RandomFlow flow = new RandomFlow(seed, log, exchange, output);
        flow.setUp();
        final int snapshotStep = (int)(seed * 7919 % STEPS);
        int snapshotEntries = 0;
        List<byte[]> snapshot = List.of();
        int eventBytes = 0;
        int messageBytes = 0;
        for (int i = 0; i < STEPS; i++)
        {
            step(flow, i, last);
            if (0 == i % 500)
            {
                checks.checkBooks();
            }
            if (i == snapshotStep)
            {
                snapshot = RecordedOutput.snapshot(exchange);
                snapshotEntries = log.entries.size();
                eventBytes = output.events.size();
                messageBytes = output.sessionMessages.size();
            }
        }

        final RecordedOutput replayed = new RecordedOutput();
        final Exchange second = new Exchange(replayed);
        log.entries.forEach((entry) -> entry.apply(second));
        compare(exchange, output, second, replayed, 0, 0);

        final RecordedOutput resumed = new RecordedOutput();
        final Exchange third = RecordedOutput.restore(snapshot, resumed);
        resumed.lastEventSeq = third.eventSeq();
        log.entries.subList(snapshotEntries, log.entries.size()).forEach((entry) -> entry.apply(third));
        compare(exchange, output, third, resumed, eventBytes, messageBytes);

        flow.end();
        checks.checkEmpty();
        return checks;
    }

    // What happened last, where a seed is run alone.
    private static void trace(final Deque<String> last, final String event)
    {
        last.add(event);
        if (last.size() > TRACED)
        {
            last.remove();
        }
    }

    private static void step(final RandomFlow flow, final int step, final Deque<String> last)
    {
        try
        {
            flow.step();
        }
        catch (final RuntimeException | AssertionError e)
        {
            throw new AssertionError("step " + step + "\n" + String.join("\n", last), e);
        }
    }

    private static void compare(
        final Exchange expected,
        final RecordedOutput expectedOutput,
        final Exchange actual,
        final RecordedOutput actualOutput,
        final int eventBytes,
        final int messageBytes)
    {
        assertEquals(expected.eventSeq(), actual.eventSeq());
        assertEqual(expectedOutput.events.toByteArray(), eventBytes, actualOutput.events.toByteArray());
        assertEqual(expectedOutput.sessionMessages.toByteArray(), messageBytes,
            actualOutput.sessionMessages.toByteArray());
        final List<byte[]> expectedSnapshot = RecordedOutput.snapshot(expected);
        final List<byte[]> actualSnapshot = RecordedOutput.snapshot(actual);
        assertEquals(expectedSnapshot.size(), actualSnapshot.size());
        for (int i = 0; i < expectedSnapshot.size(); i++)
        {
            // The last record has the hash.
            assertArrayEquals(expectedSnapshot.get(i), actualSnapshot.get(i));
        }
    }

    private static void assertEqual(final byte[] expected, final int from, final byte[] actual)
    {
        assertEquals(-1, Arrays.mismatch(expected, from, expected.length, actual, 0, actual.length));
    }
}
