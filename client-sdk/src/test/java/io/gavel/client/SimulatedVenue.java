package io.gavel.client;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Exchange;
import io.gavel.engine.ParticipantCredential;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The venue's state machine behind a log that never loses what it took, in this thread. What goes astray does so
 * between it and the clients, see {@link SimulatedTransport}.
 */
final class SimulatedVenue implements EngineOutput, VenueSide
{
    private final Exchange exchange = new Exchange(this);
    private final Map<Long, List<byte[]>> outboxes = new HashMap<>();
    private final Map<Integer, Map<Long, Integer>> newOrders = new HashMap<>();
    private long nextSessionId = 1;
    private long timeNs;

    @Override
    public long openSession(final int participantId)
    {
        final long sessionId = nextSessionId++;
        outboxes.put(sessionId, new ArrayList<>());
        exchange.onSessionOpened(sessionId, participantId, timeNs++);
        return sessionId;
    }

    /** Log time goes on by itself. */
    void letPass(final long elapsedNs)
    {
        timeNs += elapsedNs;
    }

    @Override
    public void closeSession(final long sessionId)
    {
        exchange.onSessionClosed(sessionId, timeNs++);
        outboxes.remove(sessionId);
    }

    @Override
    public void onMessage(final long sessionId, final byte[] message)
    {
        exchange.onMessage(sessionId, new UnsafeBuffer(message), 0, message.length, timeNs++);
    }

    @Override
    public List<byte[]> outbox(final long sessionId)
    {
        return outboxes.get(sessionId);
    }

    @Override
    public void onSessionMessage(final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        final List<byte[]> outbox = outboxes.get(sessionId);
        if (outbox != null)
        {
            final byte[] message = new byte[length];
            buffer.getBytes(offset, message);
            outbox.add(message);
        }
    }

    @Override
    public void onEventBatch(
        final long firstEventSeq,
        final long lastEventSeq,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        EventStream.forEachEvent(header, buffer, offset, length, (templateId, event, at, size, seq) ->
        {
            if (templateId == ExecutionReportDecoder.TEMPLATE_ID)
            {
                onExecution(new ExecutionReportDecoder().wrapAndApplyHeader(event, at, new MessageHeaderDecoder()));
            }
        });
    }

    private void onExecution(final ExecutionReportDecoder report)
    {
        if (report.clientSeq() != 0 && report.execType() == ExecType.NEW)
        {
            newOrders.computeIfAbsent(report.participantId(), (participantId) -> new HashMap<>())
                .merge(report.clOrdId(), 1, Integer::sum);
        }
    }

    /** How often each order of the participant was executed, by clOrdId, as the event stream says. */
    Map<Long, Integer> executedNewOrders(final int participantId)
    {
        return newOrders.getOrDefault(participantId, Map.of());
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
        // No client waits for a timer here.
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
        // Sessions are opened by participantId here.
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
        // No client sends garbage here.
    }
}
