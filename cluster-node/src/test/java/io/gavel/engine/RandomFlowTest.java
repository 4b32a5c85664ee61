package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What has to hold whatever comes in. One seed again: {@code -Dflow.seed=N}. */
class RandomFlowTest
{
    private static final int SEEDS = Integer.getInteger("flow.seeds", 100);
    private static final int STEPS = Integer.getInteger("flow.steps", 2_500);

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
                default -> exchange.onTimer(number, nowNs);
            }
        }
    }

    /** Records the inputs, and applies them. */
    private static final class Log implements RandomFlow.Input
    {
        private final List<Entry> entries = new ArrayList<>();
        private final Exchange exchange;

        private Log(final Exchange exchange)
        {
            this.exchange = exchange;
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

        private void add(final Entry entry)
        {
            entries.add(entry);
            entry.apply(exchange);
        }
    }

    @Test
    void shouldKeepEveryInvariantAndReplayToTheSameStateAndEvents()
    {
        final Long only = Long.getLong("flow.seed");
        long accepted = 0;
        long traded = 0;
        for (long seed = null == only ? 1 : only; seed <= (null == only ? SEEDS : only); seed++)
        {
            try
            {
                final VenueChecks checks = flow(seed);
                accepted += checks.accepted;
                traded += checks.traded;
            }
            catch (final RuntimeException | AssertionError e)
            {
                throw new AssertionError("seed " + seed + ": run it alone with -Dflow.seed=" + seed, e);
            }
        }
        assertTrue(accepted > 100 && traded > 100, "the flow must trade: " + accepted + " orders, " + traded);
    }

    private static VenueChecks flow(final long seed)
    {
        final RecordedOutput output = new RecordedOutput();
        final Exchange exchange = new Exchange(output);
        final VenueChecks checks = new VenueChecks();
        output.consumer = checks::onEvent;
        final Log log = new Log(exchange);
        final RandomFlow flow = new RandomFlow(seed, log, exchange, output);
        flow.setUp();
        final int snapshotStep = (int)(seed * 7919 % STEPS);
        int snapshotEntries = 0;
        List<byte[]> snapshot = List.of();
        int eventBytes = 0;
        int messageBytes = 0;
        for (int i = 0; i < STEPS; i++)
        {
            flow.step();
            if (0 == i % 25)
            {
                checks.check(exchange);
            }
            if (i == snapshotStep)
            {
                snapshot = RecordedOutput.snapshot(exchange);
                snapshotEntries = log.entries.size();
                eventBytes = output.events.size();
                messageBytes = output.sessionMessages.size();
            }
        }
        checks.check(exchange);

        final RecordedOutput replayed = new RecordedOutput();
        final Exchange second = new Exchange(replayed);
        log.entries.forEach((entry) -> entry.apply(second));
        compare(exchange, output, second, replayed, 0, 0);

        final RecordedOutput resumed = new RecordedOutput();
        final Exchange third = RecordedOutput.restore(snapshot, resumed);
        resumed.lastEventSeq = third.eventSeq();
        log.entries.subList(snapshotEntries, log.entries.size()).forEach((entry) -> entry.apply(third));
        compare(exchange, output, third, resumed, eventBytes, messageBytes);
        return checks;
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
        assertArrayEquals(tail(expectedOutput.events.toByteArray(), eventBytes), actualOutput.events.toByteArray());
        assertArrayEquals(tail(expectedOutput.sessionMessages.toByteArray(), messageBytes),
            actualOutput.sessionMessages.toByteArray());
        assertEquals(expected.stateHash(), actual.stateHash());
        final List<byte[]> expectedSnapshot = RecordedOutput.snapshot(expected);
        final List<byte[]> actualSnapshot = RecordedOutput.snapshot(actual);
        assertEquals(expectedSnapshot.size(), actualSnapshot.size());
        for (int i = 0; i < expectedSnapshot.size(); i++)
        {
            assertArrayEquals(expectedSnapshot.get(i), actualSnapshot.get(i));
        }
    }

    private static byte[] tail(final byte[] bytes, final int from)
    {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
