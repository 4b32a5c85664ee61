package io.gavel.cluster.storage;

import org.agrona.DirectBuffer;

/** Takes the messages of the event stream as the engine makes them again. */
@FunctionalInterface
public interface EventBatchConsumer
{
    /**
     * One message of whole events.
     *
     * @param firstEventSeq of the message.
     * @param lastEventSeq  of the message.
     * @param position      of the stream behind the message.
     * @param buffer        readable during the call only.
     * @param offset        of the message.
     * @param length        of the message, bytes.
     */
    void onBatch(
        long firstEventSeq, long lastEventSeq, long position, DirectBuffer buffer, int offset, int length);
}
