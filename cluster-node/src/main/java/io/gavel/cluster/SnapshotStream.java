package io.gavel.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.ImageFragmentAssembler;
import io.aeron.Publication;
import io.gavel.engine.Exchange;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.SnapshotOutput;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.SnapshotEventPositionDecoder;
import io.gavel.schema.SnapshotEventPositionEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A snapshot on its way to or from the archive: the node's own record of where the event stream stood, then the
 * engine's records up to its end record, one message each.
 */
final class SnapshotStream
{
    private static final int FRAGMENT_LIMIT = 256;

    private final IdleStrategy idle;

    SnapshotStream(final IdleStrategy idle)
    {
        this.idle = idle;
    }

    /**
     * Writes a snapshot.
     *
     * @param publication   that the archive records.
     * @param exchange      whose state it is.
     * @param eventPosition of the event stream at the exchange's last event.
     */
    void write(final ExclusivePublication publication, final Exchange exchange, final long eventPosition)
    {
        final UnsafeBuffer first = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + SnapshotEventPositionEncoder.BLOCK_LENGTH]);
        new SnapshotEventPositionEncoder().wrapAndApplyHeader(first, 0, new MessageHeaderEncoder())
            .eventSeq(exchange.eventSeq())
            .eventPosition(eventPosition);
        final SnapshotOutput output = (buffer, offset, length) -> offer(publication, buffer, offset, length);
        output.onRecord(first, 0, first.capacity());
        exchange.writeSnapshot(output);
    }

    private void offer(
        final ExclusivePublication publication, final DirectBuffer buffer, final int offset, final int length)
    {
        long result;
        while ((result = publication.offer(buffer, offset, length)) < 0)
        {
            if (Publication.BACK_PRESSURED != result && Publication.ADMIN_ACTION != result)
            {
                throw new IllegalStateException(
                    "snapshot cannot be written: " + Publication.errorString(result));
            }
            idle.idle();
        }
    }

    /**
     * Loads a snapshot.
     *
     * @param image    of its replay.
     * @param exchange that is empty.
     * @return position of the event stream at the exchange's last event.
     * @throws InvariantViolation where it is incomplete, out of order or does not add up.
     */
    long load(final Image image, final Exchange exchange)
    {
        final Loader loader = new Loader(exchange);
        final ImageFragmentAssembler assembler = new ImageFragmentAssembler(
            (buffer, offset, length, header) -> loader.onRecord(buffer, offset, length));
        while (!loader.complete)
        {
            final int fragments = image.poll(assembler, FRAGMENT_LIMIT);
            if (0 == fragments && (image.isClosed() || image.isEndOfStream()) && !loader.complete)
            {
                throw new InvariantViolation("snapshot ended after " + loader.records +
                    " records without its end record: expected a complete one");
            }
            idle.idle(fragments);
        }
        checkEvent(loader.first.eventSeq, exchange.eventSeq());
        return loader.first.eventPosition;
    }

    /**
     * The last event that a snapshot says.
     *
     * @param said   by its first record.
     * @param loaded by the state.
     * @throws InvariantViolation where they differ.
     */
    static void checkEvent(final long said, final long loaded)
    {
        if (said != loaded)
        {
            throw new InvariantViolation("snapshot says event " + said + ", its state is at event " + loaded);
        }
    }

    /**
     * Holds the first record of a snapshot against a state that was loaded before, and leaves the rest unread.
     *
     * @param image of its replay.
     * @param state of a snapshot at the same position of the log.
     * @return position of the event stream at the state's last event.
     * @throws InvariantViolation where the replay has no first record.
     * @throws RuntimeException   where the state is another snapshot's, or was refused.
     */
    long take(final Image image, final VenueState state)
    {
        final First first = new First();
        while (!first.isRead)
        {
            final int fragments = image.poll((buffer, offset, length, header) ->
                first.onRecord(buffer, offset, length), 1);
            if (0 == fragments && (image.isClosed() || image.isEndOfStream()))
            {
                throw new InvariantViolation("snapshot ended before its first record: expected a complete one");
            }
            idle.idle(fragments);
        }
        state.take(first.eventSeq, first.eventPosition);
        return first.eventPosition;
    }

    /** Takes the records one by one. */
    private static final class Loader
    {
        private final First first = new First();
        private final Exchange exchange;
        private long records;
        private boolean complete;

        private Loader(final Exchange exchange)
        {
            this.exchange = exchange;
        }

        private void onRecord(final DirectBuffer buffer, final int offset, final int length)
        {
            if (complete)
            {
                throw new InvariantViolation("snapshot goes on after its end record");
            }
            if (0 == records++)
            {
                first.onRecord(buffer, offset, length);
            }
            else
            {
                complete = exchange.onSnapshotRecord(buffer, offset, length);
            }
        }
    }

    /** The first record: where the event stream stood. */
    private static final class First
    {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SnapshotEventPositionDecoder position = new SnapshotEventPositionDecoder();
        private boolean isRead;
        private long eventSeq;
        private long eventPosition;

        private void onRecord(final DirectBuffer buffer, final int offset, final int length)
        {
            if (length < MessageHeaderDecoder.ENCODED_LENGTH + SnapshotEventPositionDecoder.BLOCK_LENGTH)
            {
                throw new InvariantViolation("first record of the snapshot has " + length + " bytes");
            }
            header.wrap(buffer, offset);
            if (SnapshotEventPositionDecoder.SCHEMA_ID != header.schemaId() ||
                SnapshotEventPositionDecoder.TEMPLATE_ID != header.templateId())
            {
                throw new InvariantViolation("first record of the snapshot: expected schemaId=" +
                    SnapshotEventPositionDecoder.SCHEMA_ID + " templateId=" + SnapshotEventPositionDecoder.TEMPLATE_ID +
                    ", actual=" + header.schemaId() + " and " + header.templateId());
            }
            position.wrapAndApplyHeader(buffer, offset, header);
            eventSeq = position.eventSeq();
            eventPosition = position.eventPosition();
            isRead = true;
        }
    }
}
