package io.gavel.engine;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps what an exchange says, and checks that events are numbered without a hole. */
final class RecordedOutput implements EngineOutput
{
    /** A timer that was asked for. */
    record Timer(long id, long deadlineNs)
    {
    }

    final ByteArrayOutputStream events = new ByteArrayOutputStream();
    final ByteArrayOutputStream sessionMessages = new ByteArrayOutputStream();
    // Those that were asked for and have not come yet, as they come: by deadline.
    final PriorityQueue<Timer> timers =
        new PriorityQueue<>(Comparator.comparingLong(Timer::deadlineNs).thenComparingLong(Timer::id));
    final List<ParticipantCredential> credentials = new ArrayList<>();
    long lastEventSeq;
    EventStream.EventConsumer consumer = (templateId, buffer, offset, length, eventSeq) ->
    {
    };
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Override
    public void onEventBatch(
        final long firstSeq, final long lastSeq, final DirectBuffer buffer, final int offset, final int length)
    {
        if (firstSeq != lastEventSeq + 1 || lastSeq < firstSeq || length > EventStream.BATCH_BYTES_MAX)
        {
            throw new AssertionError("batch " + firstSeq + ".." + lastSeq + " of " + length + " bytes after " +
                lastEventSeq);
        }
        EventStream.forEachEvent(header, buffer, offset, length, (templateId, event, at, eventLength, eventSeq) ->
        {
            if (eventSeq != ++lastEventSeq)
            {
                throw new AssertionError("expected event " + lastEventSeq + ", actual " + eventSeq);
            }
            consumer.onEvent(templateId, event, at, eventLength, eventSeq);
        });
        if (lastSeq != lastEventSeq)
        {
            throw new AssertionError("batch says it ends at " + lastSeq + ", but ends at " + lastEventSeq);
        }
        keep(events, buffer, offset, length);
    }

    @Override
    public void onSessionMessage(final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        sessionMessages.write((int)sessionId);
        keep(sessionMessages, buffer, offset, length);
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
        timers.add(new Timer(timerId, deadlineNs));
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
        credentials.add(credential);
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
    }

    static List<byte[]> snapshot(final Exchange exchange)
    {
        final List<byte[]> records = new ArrayList<>();
        exchange.writeSnapshot((buffer, offset, length) ->
        {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        return records;
    }

    static Exchange restore(final List<byte[]> records, final EngineOutput output)
    {
        final Exchange exchange = new Exchange(output);
        boolean isDone = false;
        for (final byte[] record : records)
        {
            isDone = exchange.onSnapshotRecord(new UnsafeBuffer(record), 0, record.length);
        }
        if (!isDone)
        {
            throw new InvariantViolation("snapshot: expected an end record, actual none");
        }
        return exchange;
    }

    private static void keep(
        final ByteArrayOutputStream bytes, final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        bytes.write(copy, 0, length);
    }
}
