package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.session.ConnectionTimers;
import io.gavel.engine.session.Session;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.ConnectionTimedOutDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What one client may make the venue do is bounded, whatever it sends. */
class OneClientsWorkTest implements EngineOutput
{
    private final MessageText text = new MessageText();
    private final List<String> messages = new ArrayList<>();
    private final Set<Long> pendingTimers = new TreeSet<>();
    private final Exchange exchange = new Exchange(this);
    private final CommandEncoder encoder = new CommandEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int timedOut;
    private long operatorSeq;
    private long traderSeq;
    private long nowNs = 1_000_000_000L;

    OneClientsWorkTest()
    {
        exchange.onSessionOpened(1, 0, nowNs);
        send(1, encoder.resume(0, 0));
        send(1, encoder.addInstrument(++operatorSeq, "AAPL", "USD", 1, 1));
        send(1, encoder.addParticipant(++operatorSeq, "alice", Role.TRADER, 4096));
        send(1, encoder.addAccount(++operatorSeq, 1));
        send(1, encoder.adjustCash(++operatorSeq, 1, "USD", 1_000_000));
        exchange.onSessionOpened(2, 1, nowNs);
        send(2, encoder.resume(0, 0));
    }

    private void send(final long session, final int length)
    {
        exchange.onMessage(session, encoder.buffer, 0, length, nowNs);
    }

    @Test
    void shouldTradeInEveryAccountThatGotShares()
    {
        for (int account = 2; account <= 200; account++)
        {
            send(1, encoder.addAccount(++operatorSeq, 1, AccountStatus.VERIFIED));
            send(1, encoder.adjustHolding(++operatorSeq, account, 1, 10));
        }
        for (int account = 200; account >= 2; account--)
        {
            send(2, encoder.newOrder(++traderSeq, account, traderSeq, 1, Side.SELL, 10, 100, TimeInForce.GTC));
        }
        assertEquals(199, exchange.venue().orders().openCount());
    }

    @Test
    void shouldResumeAsOftenAsAClientHasReasonTo()
    {
        messages.clear();
        for (int i = 1; i < Session.RESUMES_AT_ONCE; i++)
        {
            send(2, encoder.resume(0, 0));
        }
        assertTrue(messages.stream().allMatch((message) -> message.endsWith(" NONE")), messages.toString());
        send(2, encoder.resume(0, 0));
        assertTrue(messages.get(messages.size() - 1).endsWith("RATE_EXCEEDED"), messages.toString());
        nowNs += 1_000_000_000L;
        send(2, encoder.resume(0, 0));
        assertTrue(messages.get(messages.size() - 1).endsWith(" NONE"), messages.toString());
    }

    @Test
    void shouldLeaveOneTimerOfAKindPendingHoweverDeadlinesFall()
    {
        final OrderSpec order = new OrderSpec();
        order.tif = TimeInForce.GTD;
        order.price = 1;
        for (int i = 1; i <= 500; i++)
        {
            order.clOrdId = i;
            order.expire = (1L << 62) - i;
            send(2, encoder.newOrder(++traderSeq, order));
            send(2, encoder.cancel(++traderSeq, 0, i));
            send(2, encoder.deadMansTimer(++traderSeq, 3_600_000_000_000L - i * 1_000_000L));
        }
        assertEquals(2, pendingTimers.size(), pendingTimers.toString());
        assertEquals(0, exchange.venue().orders().openCount());
    }

    @Test
    void shouldWorkOffConnectionsThatAreLostTogetherInSlices()
    {
        final int connections = 3 * Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
        for (int i = 0; i < connections; i++)
        {
            final int participantId = 2 + i / Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
            final int connectionId = i % Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
            if (0 == connectionId)
            {
                send(1, encoder.addParticipant(++operatorSeq, "trader" + participantId, Role.TRADER, 4096));
            }
            exchange.onSessionOpened(100 + i, participantId, nowNs);
            send(100 + i, encoder.resume(0, connectionId));
            send(100 + i, encoder.cancelOnDisconnect(1, ConnectionTimers.GRACE_MIN_NS));
        }
        for (int i = 0; i < connections; i++)
        {
            exchange.onSessionClosed(100 + i, nowNs);
        }
        final List<Integer> slices = new ArrayList<>();
        for (nowNs += ConnectionTimers.GRACE_MIN_NS; !pendingTimers.isEmpty(); nowNs += Timers.SLICE_PAUSE_NS)
        {
            timedOut = 0;
            final long timerId = pendingTimers.iterator().next();
            pendingTimers.remove(timerId);
            exchange.onTimer(timerId, nowNs);
            slices.add(timedOut);
        }
        assertEquals(List.of(ConnectionTimers.TIMEOUTS_PER_SLICE, ConnectionTimers.TIMEOUTS_PER_SLICE,
            ConnectionTimers.TIMEOUTS_PER_SLICE), slices);
    }

    @Override
    public void onEventBatch(
        final long firstSeq, final long lastSeq, final DirectBuffer buffer, final int offset, final int length)
    {
        EventStream.forEachEvent(header, buffer, offset, length, (templateId, event, at, eventLength, eventSeq) ->
            timedOut += ConnectionTimedOutDecoder.TEMPLATE_ID == templateId ? 1 : 0);
    }

    @Override
    public void onSessionMessage(final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        messages.add(text.sessionMessage(buffer, offset));
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
        assertTrue(pendingTimers.add(timerId), "used again: " + timerId);
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
        assertTrue(pendingTimers.remove(timerId), "not asked for: " + timerId);
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
    }
}
