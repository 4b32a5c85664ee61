package io.gavel.gateway.feed;

import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.logbuffer.ControlledFragmentHandler;
import org.agrona.CloseHelper;

/**
 * One node's event recording, replayed from a position and followed as it grows. Opened and closed on the connector's
 * thread, polled on the feed's.
 */
final class ReplaySource implements AutoCloseable
{
    private final int nodeId;
    private final AeronArchive archive;
    private final Subscription subscription;
    private final Image image;
    private final long startPosition;
    private final long recordedPosition;

    ReplaySource(
        final int nodeId,
        final AeronArchive archive,
        final Subscription subscription,
        final Image image,
        final long startPosition,
        final long recordedPosition)
    {
        this.nodeId = nodeId;
        this.archive = archive;
        this.subscription = subscription;
        this.image = image;
        this.startPosition = startPosition;
        this.recordedPosition = recordedPosition;
    }

    int nodeId()
    {
        return nodeId;
    }

    /** Where the replay began. */
    long startPosition()
    {
        return startPosition;
    }

    /** How far the node had recorded when the replay was asked for. */
    long recordedPosition()
    {
        return recordedPosition;
    }

    int poll(final ControlledFragmentHandler handler, final int fragmentLimit)
    {
        return image.controlledPoll(handler, fragmentLimit);
    }

    /** True where nothing will come any more: the node died, stopped recording, or was silent for too long. */
    boolean isEnded()
    {
        return image.isClosed() || image.isEndOfStream();
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(subscription);
        CloseHelper.quietClose(archive);
    }
}
