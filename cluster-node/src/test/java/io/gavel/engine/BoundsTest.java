package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.participant.ClOrdIdHistory;
import io.gavel.engine.query.Queries;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What is kept is bounded, and what is done at once is too. */
class BoundsTest
{
    private final MessageText text = new MessageText();
    private final List<String> messages = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final Exchange exchange = new Exchange(new UnheardOutput()
    {
        @Override
        public void onEventBatch(
            final long firstSeq, final long lastSeq, final DirectBuffer buffer, final int offset, final int length)
        {
            batches.add(length);
        }

        @Override
        public void onSessionMessage(
            final long sessionId, final DirectBuffer buffer, final int offset, final int length)
        {
            assertTrue(length <= 8 * 1024, "message of " + length + " bytes");
            messages.add(text.sessionMessage(buffer, offset));
        }

        @Override
        public void onTimerWanted(final long timerId, final long deadlineNs)
        {
            timers.add(timerId);
        }
    });
    private final CommandEncoder encoder = new CommandEncoder();

    private void setUp()
    {
        exchange.onSessionOpened(1, 0, 0);
        send(1, encoder.resume(0, 0));
        send(1, encoder.addInstrument(1, "AAPL", "USD", 1, 1));
        send(1, encoder.addParticipant(2, "alice", Role.TRADER, 4096));
        send(1, encoder.addAccount(3, 1));
        send(1, encoder.adjustCash(4, 1, "USD", 1_000_000_000));
        send(1, encoder.adjustHolding(5, 1, 1, 1_000_000));
        exchange.onSessionOpened(2, 1, 0);
        send(2, encoder.resume(0, 0));
    }

    private void send(final long session, final int length)
    {
        exchange.onMessage(session, encoder.buffer, 0, length, 0);
    }

    private void rest(final int count, final TimeInForce tif)
    {
        for (int i = 1; i <= count; i++)
        {
            send(2, encoder.newOrder(i, 1, i, 1, Side.SELL, 1, 100, tif));
        }
    }

    @Test
    void shouldKeepTheLastOutcomesAndReportsOfAConnection()
    {
        setUp();
        rest(3_000, TimeInForce.GTC);
        messages.clear();
        send(2, encoder.cancel(1_977, 0, 1));
        send(2, encoder.cancel(1_976, 0, 1));
        send(2, encoder.resume(0, 0));
        assertTrue(messages.get(0).startsWith("CommandOutcome seq=1977 "), messages.get(0));
        assertEquals("CommandReject seq=1976 expected=3001 CLIENT_SEQ_TOO_OLD", messages.get(1));
        assertEquals(2 + Limits.REPORT_WINDOW + 1, messages.size());
        assertEquals("ResumeAck P1/0 next=3001 reports=1977..3000 NONE", messages.get(messages.size() - 1));
        messages.clear();
        send(2, encoder.resume(2_998, 0));
        assertEquals(3, messages.size());
    }

    @Test
    void shouldRefuseToRestMoreOrdersOfAParticipantThanItMayHave()
    {
        setUp();
        final int max = Limits.OPEN_ORDERS_PER_PARTICIPANT_MAX;
        rest(max, TimeInForce.GTC);
        messages.clear();
        send(2, encoder.newOrder(max + 1, 1, max + 1, 1, Side.SELL, 1, 100, TimeInForce.GTC));
        send(2, encoder.newOrder(max + 1, 1, max + 1, 1, Side.SELL, 1, 100, TimeInForce.GTC));
        assertTrue(messages.get(1).endsWith("TOO_MANY_OPEN_ORDERS"), messages.get(1));
        assertEquals(max, exchange.venue().orders().openCount());

        messages.clear();
        send(2, encoder.newOrder(max + 2, 1, max + 2, 1, Side.SELL, 1, 101, TimeInForce.IOC));
        assertEquals(2, messages.size(), "accepted, and its rest cancelled");
        send(2, encoder.cancel(max + 3, 0, 1));
        assertEquals(max - 1, exchange.venue().orders().openCount());
        send(2, encoder.newOrder(max + 4, 1, max + 3, 1, Side.SELL, 1, 100, TimeInForce.GTC));
        assertEquals(max, exchange.venue().orders().openCount());
    }

    @Test
    void shouldCloseABatchBeforeItGrowsTooLong()
    {
        setUp();
        rest(500, TimeInForce.GTC);
        batches.clear();
        messages.clear();
        send(2, encoder.newOrder(501, 1, 501, 1, Side.BUY, 500, 100, TimeInForce.IOC));
        assertTrue(batches.size() > 5, "batches: " + batches.size());
        batches.forEach((length) -> assertTrue(length <= EventStream.BATCH_BYTES_MAX, "batch of " + length));
        assertEquals(1 + 2 * 500, messages.size());
        assertEquals(0, exchange.venue().orders().openCount());
    }

    @Test
    void shouldEndTheDayInSlicesThatASnapshotCanComeBetween()
    {
        setUp();
        rest(2_500, TimeInForce.DAY);
        send(1, encoder.closeDay(6));
        assertEquals(List.of(exchange.venue().timers().id(Timers.SWEEPS)), timers);
        assertEquals(1_500, exchange.venue().orders().openCount());

        final Exchange restored = RecordedOutput.restore(
            RecordedOutput.snapshot(exchange), new RecordedOutputFrom(exchange.eventSeq()).output);
        for (final Exchange each : List.of(exchange, restored))
        {
            each.onTimer(each.venue().timers().id(Timers.SWEEPS), 0);
            assertEquals(500, each.venue().orders().openCount());
            each.onTimer(each.venue().timers().id(Timers.SWEEPS), 0);
            assertEquals(0, each.venue().orders().openCount());
            assertEquals(0, each.venue().timers().deadlineNs(Timers.SWEEPS));
        }
        assertEquals(exchange.stateHash(), restored.stateHash());
        assertEquals(2, timers.size(), "the last slice asks for no further one");
    }

    /** An output that goes on where a snapshot was taken. */
    private static final class RecordedOutputFrom
    {
        private final RecordedOutput output = new RecordedOutput();

        private RecordedOutputFrom(final long eventSeq)
        {
            output.lastEventSeq = eventSeq;
        }
    }

    @Test
    void shouldPageOpenOrdersAndReachThemAll()
    {
        setUp();
        rest(1_000, TimeInForce.GTC);
        final List<String> rows = new ArrayList<>();
        long cursor = 0;
        int pages = 0;
        do
        {
            messages.clear();
            send(2, encoder.openOrdersQuery(0, cursor, 0));
            final String page = messages.get(0);
            cursor = Long.parseLong(page.substring(page.indexOf('=') + 1, page.indexOf(' ', page.indexOf('='))));
            final String[] parts = page.split("\\[");
            assertTrue(parts.length - 1 <= Queries.PAGE_ROWS);
            for (int i = 1; i < parts.length; i++)
            {
                rows.add(parts[i]);
            }
            pages++;
        }
        while (cursor != 0);
        assertEquals(1_000, rows.size());
        assertEquals(1_000, rows.stream().distinct().count());
        assertEquals(16, pages);
    }

    @Test
    void shouldForgetTheOldestPageOfClientOrderIdsFirst()
    {
        final ClOrdIdHistory history = new ClOrdIdHistory(0);
        for (long page = 0; page < ClOrdIdHistory.PAGES_MAX; page++)
        {
            history.add(page * 64 + 1);
        }
        history.add(2);
        assertTrue(history.contains(1) && history.contains(2));
        assertFalse(history.contains(3));
        assertFalse(history.canAdd(Long.MAX_VALUE), "nothing of this day is forgotten");
        history.beginDay();
        assertTrue(history.canAdd(Long.MAX_VALUE));
        history.add(Long.MAX_VALUE);
        assertFalse(history.contains(1), "the page begun first is forgotten");
        assertFalse(history.contains(2), "the whole of it");
        assertTrue(history.contains(65) && history.contains(Long.MAX_VALUE));
        assertEquals(ClOrdIdHistory.PAGES_MAX, history.pageCount());
        assertEquals(1, history.page(history.oldestPage()));
        history.add(66);
        history.add(1);
        assertTrue(history.contains(65) && history.contains(66), "a page that is used again is kept for the day");
        assertFalse(history.contains(129), "the next one is forgotten for it");
        assertTrue(history.contains(1));
    }
}
