package io.gavel.chaos.simulation;

import io.gavel.engine.MessageText;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages in a few words, for the trace. */
final class MessageLine
{
    private static final String[] ORDER_ENTRY = {
        "?", "NewOrder", "Cancel", "Replace", "Resume", "MassCancel", "CancelOnDisconnect", "DeadMansTimer" };

    private MessageLine()
    {
    }

    /** A message of any schema, by its kind and first field, or an event in full. */
    static String of(final byte[] message)
    {
        if (message.length < MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES)
        {
            return message.length + " bytes";
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (ExecutionReportDecoder.SCHEMA_ID == header.schemaId())
        {
            return new MessageText().event(buffer, 0);
        }
        final int id = header.templateId();
        final long first = buffer.getLong(MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
        final boolean isOrderEntry = io.gavel.schema.ResumeDecoder.SCHEMA_ID == header.schemaId();
        return (isOrderEntry && id < ORDER_ENTRY.length ? ORDER_ENTRY[id] :
            (isOrderEntry ? "order-entry " : "admin ") + id) + " " + first;
    }
}
