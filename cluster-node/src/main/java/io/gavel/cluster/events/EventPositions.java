package io.gavel.cluster.events;

import static io.aeron.logbuffer.FrameDescriptor.FRAME_ALIGNMENT;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

import io.aeron.logbuffer.LogBufferDescriptor;
import io.gavel.venue.EventStream;
import org.agrona.BitUtil;

/** Where a message of the event stream ends, by arithmetic alone: the same on every node. */
public final class EventPositions
{
    private static final int PAYLOAD_MAX = EventStream.MTU_LENGTH - HEADER_LENGTH;

    private EventPositions()
    {
    }

    /**
     * The stream's position after a message. A message that does not fit into what is left of a term begins the next.
     *
     * @param position before the message.
     * @param length   of the message, bytes.
     * @return position after it.
     */
    public static long after(final long position, final int length)
    {
        final int framed = length <= PAYLOAD_MAX ?
            BitUtil.align(length + HEADER_LENGTH, FRAME_ALIGNMENT) :
            LogBufferDescriptor.computeFragmentedFrameLength(length, PAYLOAD_MAX);
        final long termOffset = position & (EventStream.TERM_LENGTH - 1);
        final long start = termOffset + framed > EventStream.TERM_LENGTH ?
            position - termOffset + EventStream.TERM_LENGTH : position;
        return start + framed;
    }

    /**
     * Where the term begins that holds the byte before a position.
     *
     * @param position &gt; 0.
     * @return a multiple of the term length.
     */
    public static long termBaseBefore(final long position)
    {
        return (position - 1) & -EventStream.TERM_LENGTH;
    }
}
