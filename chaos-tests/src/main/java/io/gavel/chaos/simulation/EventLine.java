package io.gavel.chaos.simulation;

import io.gavel.engine.MessageText;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The events of a batch, for people. */
final class EventLine
{
    private EventLine()
    {
    }

    static String of(final byte[] batch)
    {
        final List<String> lines = new ArrayList<>();
        EventStream.forEachEvent(new MessageHeaderDecoder(), new UnsafeBuffer(batch), 0, batch.length,
            (templateId, buffer, offset, length, eventSeq) -> lines.add(new MessageText().event(buffer, offset)));
        return String.join(" | ", lines);
    }
}
