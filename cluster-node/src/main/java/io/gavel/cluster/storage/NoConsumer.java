package io.gavel.cluster.storage;

import org.agrona.DirectBuffer;

/** Takes a snapshot that is read for its checks alone. */
enum NoConsumer implements SnapshotConsumer
{
    NONE;

    @Override
    public void onSession(final long sessionId, final byte[] principal)
    {
        // The reader has checked it.
    }

    @Override
    public void onEventPosition(final long eventSeq, final long eventPosition)
    {
        // As above.
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        // As above.
    }
}
