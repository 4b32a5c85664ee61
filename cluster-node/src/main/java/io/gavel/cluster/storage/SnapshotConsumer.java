package io.gavel.cluster.storage;

import org.agrona.DirectBuffer;

/** Takes what a snapshot of the service holds, in order. */
public interface SnapshotConsumer
{
    /**
     * A session that was open.
     *
     * @param sessionId of the cluster.
     * @param principal that was authenticated.
     */
    void onSession(long sessionId, byte[] principal);

    /**
     * Where the event stream stood; first of the node's own records.
     *
     * @param eventSeq      of the last event.
     * @param eventPosition of the stream behind it.
     */
    void onEventPosition(long eventSeq, long eventPosition);

    /**
     * A record of the engine, from its header to its end record.
     *
     * @param buffer readable during the call only.
     * @param offset of the record's header.
     * @param length of the record, bytes.
     */
    void onRecord(DirectBuffer buffer, int offset, int length);
}
