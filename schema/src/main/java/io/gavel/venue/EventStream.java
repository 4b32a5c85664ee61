package io.gavel.venue;

import io.gavel.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * The form of the event stream that every node publishes and records, and that gateways and reports read.
 */
public final class EventStream
{
    /** Aeron stream id of the events. */
    public static final int STREAM_ID = 300;

    /** Alias in the channel by which a node's recording is found. */
    public static final String ALIAS = "events";

    /** The last byte of every message of the stream. */
    public static final byte BATCH_END = (byte)0xE7;

    /** A batch is closed, and the next begun, before it would grow beyond this many bytes. */
    public static final int BATCH_BYTES_MAX = 32 * 1024;

    /** Part of the stream's identity: a position is a function of the events only while this stays. */
    public static final int TERM_LENGTH = 16 * 1024 * 1024;

    /** Part of the stream's identity, as {@link #TERM_LENGTH}. */
    public static final int MTU_LENGTH = 8 * 1024;

    /** Events with a template id below this one are public. */
    public static final int PRIVATE_TEMPLATE_ID_MIN = 50;

    private EventStream()
    {
    }

    /** Receives the events of a batch, one at a time. */
    @FunctionalInterface
    public interface EventConsumer
    {
        /**
         * One event. The buffer may be read during this call only.
         *
         * @param templateId of the events schema.
         * @param buffer     that holds the event.
         * @param offset     of its messageHeader.
         * @param length     header and body, bytes.
         * @param eventSeq   of the event.
         */
        void onEvent(int templateId, DirectBuffer buffer, int offset, int length, long eventSeq);
    }

    /**
     * Walks over a batch.
     *
     * @param header   to decode with.
     * @param buffer   that holds one message of the stream.
     * @param offset   of the message.
     * @param length   of the message, bytes.
     * @param consumer of its events.
     * @throws IllegalStateException where the message is no batch of whole events.
     */
    public static void forEachEvent(
        final MessageHeaderDecoder header,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final EventConsumer consumer)
    {
        final int end = offset + length - 1;
        if (length < 2 || buffer.getByte(end) != BATCH_END)
        {
            throw new IllegalStateException("event batch of " + length + " bytes does not end with its end mark");
        }
        int at = offset;
        while (at < end)
        {
            if (end - at < MessageHeaderDecoder.ENCODED_LENGTH)
            {
                throw new IllegalStateException("event batch: " + (end - at) + " bytes left over at its end");
            }
            header.wrap(buffer, at);
            final int eventLength = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            if (eventLength > end - at || header.blockLength() < Long.BYTES)
            {
                throw new IllegalStateException("event batch: event of " + eventLength + " bytes, left " + (end - at));
            }
            final long eventSeq = buffer.getLong(
                at + MessageHeaderDecoder.ENCODED_LENGTH, java.nio.ByteOrder.LITTLE_ENDIAN);
            consumer.onEvent(header.templateId(), buffer, at, eventLength, eventSeq);
            at += eventLength;
        }
    }
}
