package io.gavel.cluster.storage;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;

/** Reads the events that a node which does not run has recorded, each of them, from its files alone. */
public final class EventHistory
{
    private EventHistory()
    {
    }

    /**
     * Reads all events.
     *
     * @param files    of a node.
     * @param consumer of each event, in order.
     * @return events that were read.
     * @throws FaultException where the catalog or the recording is corrupt, or an event is missing.
     */
    public static long read(final NodeFiles files, final EventStream.EventConsumer consumer)
    {
        final Recording recording = NodeStorage.read(files).catalog().events();
        if (null == recording)
        {
            return 0;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final long[] last = new long[2];
        try (MessageReader messages =
            new MessageReader(files, recording, recording.startPosition(), Long.MAX_VALUE, EventHistory::fail))
        {
            while (messages.next())
            {
                EventStream.forEachEvent(header, messages.buffer(), messages.offset(), messages.length(),
                    (templateId, buffer, offset, length, eventSeq) ->
                    {
                        if (last[1] > 0 && eventSeq != last[0] + 1)
                        {
                            fail(messages.faultHere("event " + (last[0] + 1), "event " + eventSeq));
                        }
                        last[0] = eventSeq;
                        last[1]++;
                        consumer.onEvent(templateId, buffer, offset, length, eventSeq);
                    });
            }
        }
        return last[1];
    }

    private static void fail(final Fault fault)
    {
        throw new FaultException(fault);
    }
}
