package io.gavel.cluster.events;

import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.logbuffer.Header;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * Finds the last whole message of a stopped recording by replaying its last term, or the one before where the last
 * holds none.
 */
final class EventTailReader
{
    private static final String REPLAY_CHANNEL = "aeron:ipc?alias=events-tail";
    private static final int REPLAY_STREAM_ID = EventStream.STREAM_ID + 1;
    private static final int FRAGMENT_LIMIT = 64;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AeronArchive archive;
    private final IdleStrategy idle;
    private long eventSeq;
    private long batchSeq;
    private long position;
    private boolean broken;

    EventTailReader(final AeronArchive archive, final IdleStrategy idle)
    {
        this.archive = archive;
        this.idle = idle;
    }

    /**
     * Reads the tail.
     *
     * @param recordingId   of a stopped recording.
     * @param startPosition of the recording.
     * @param stopPosition  of the recording.
     * @return the last whole message, or null where there is none although the recording does not begin at 0.
     */
    EventTail read(final long recordingId, final long startPosition, final long stopPosition)
    {
        long to = stopPosition;
        while (to > startPosition)
        {
            final long from = Math.max(startPosition, EventPositions.termBaseBefore(to));
            eventSeq = 0;
            position = from;
            broken = false;
            replay(recordingId, from, to);
            if (eventSeq > 0)
            {
                return new EventTail(eventSeq, position);
            }
            to = from;
        }
        return 0 == startPosition ? EventTail.EMPTY : null;
    }

    private void replay(final long recordingId, final long from, final long to)
    {
        final FragmentAssembler assembler = new FragmentAssembler(this::onBatch);
        try (Subscription subscription =
            archive.replay(recordingId, from, to - from, REPLAY_CHANNEL, REPLAY_STREAM_ID))
        {
            while (0 == subscription.imageCount())
            {
                archive.checkForErrorResponse();
                idle.idle();
            }
            final Image image = subscription.imageAtIndex(0);
            while (image.position() < to && !image.isClosed())
            {
                final int fragments = image.poll(assembler, FRAGMENT_LIMIT);
                if (0 == fragments && image.isEndOfStream())
                {
                    // The archive ended the replay early, so what follows is damaged: the tail is what came whole.
                    break;
                }
                idle.idle(fragments);
            }
        }
    }

    private void onBatch(final DirectBuffer buffer, final int offset, final int length, final Header frame)
    {
        if (broken)
        {
            return;
        }
        try
        {
            batchSeq = eventSeq;
            EventStream.forEachEvent(header, buffer, offset, length, this::onEvent);
        }
        catch (final IllegalStateException e)
        {
            // A message that was torn as the process died; it and what follows is cut off, and made again by the log.
            broken = true;
            return;
        }
        eventSeq = batchSeq;
        position = frame.position();
    }

    private void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long seq)
    {
        if (0 != batchSeq && seq != batchSeq + 1)
        {
            throw new IllegalStateException("event " + seq + " follows event " + batchSeq);
        }
        batchSeq = seq;
    }
}
