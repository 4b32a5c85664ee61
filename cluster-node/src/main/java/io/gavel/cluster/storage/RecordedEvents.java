package io.gavel.cluster.storage;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

import io.aeron.logbuffer.LogBufferDescriptor;
import io.gavel.venue.EventStream;
import java.util.function.Consumer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/** One node's recorded events, held against those that the engine makes again, message by message. */
final class RecordedEvents implements AutoCloseable
{
    private final NodeStorage storage;
    private final Recording recording;
    private final Consumer<Fault> faults;
    private MessageReader messages;
    private long compared;
    private long lastEventSeq;
    private boolean isEnded;
    private boolean isBroken;

    /**
     * The events of a node.
     *
     * @param storage of the node.
     * @param faults  takes what differs.
     */
    RecordedEvents(final NodeStorage storage, final Consumer<Fault> faults)
    {
        this.storage = storage;
        this.faults = faults;
        recording = storage.catalog().events();
        isEnded = null == recording;
    }

    /** Compares one message, where the recording holds it. */
    void compare(
        final long firstEventSeq,
        final long lastSeq,
        final long position,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        if (isEnded || isBroken || position <= recording.startPosition())
        {
            return;
        }
        if (null == messages)
        {
            // Events are kept where the log before a snapshot was purged: those that are not made again come first.
            messages = new MessageReader(storage.files(), recording,
                Math.max(startOf(position, length), recording.startPosition()), Long.MAX_VALUE, this::onFault);
        }
        if (!messages.next())
        {
            isEnded = true;
            return;
        }
        if (isBroken)
        {
            return;
        }
        final int differs = mismatch(buffer, offset, length);
        if (position != messages.position() || messages.isAfterCut() || differs >= 0)
        {
            onFault(messages.faultHere("events " + firstEventSeq + " to " + lastSeq + ", " + length +
                " bytes that end at position " + position, messages.length() + " bytes that end at " +
                messages.position() + (differs < 0 ? "" : " and differ at byte " + differs)));
            return;
        }
        compared += lastSeq - firstEventSeq + 1;
        lastEventSeq = lastSeq;
    }

    private static long startOf(final long position, final int length)
    {
        final int payloadMax = EventStream.MTU_LENGTH -
            HEADER_LENGTH;
        final int framed = length <= payloadMax ?
            BitUtil.align(length + HEADER_LENGTH, 32) :
            LogBufferDescriptor.computeFragmentedFrameLength(length, payloadMax);
        return position - framed;
    }

    private int mismatch(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length != messages.length())
        {
            return Math.min(length, messages.length());
        }
        for (int i = 0; i < length; i++)
        {
            if (buffer.getByte(offset + i) != messages.buffer().getByte(messages.offset() + i))
            {
                return i;
            }
        }
        return -1;
    }

    // Nothing behind the first difference can be told from it: it is the one that counts.
    private void onFault(final Fault fault)
    {
        if (!isBroken)
        {
            isBroken = true;
            faults.accept(fault);
        }
    }

    /** The log has ended: there must be no more events than it made. */
    void end(final long eventSeq)
    {
        if (!isEnded && !isBroken && null != messages && messages.next() && !isBroken)
        {
            onFault(messages.faultHere("no event behind event " + eventSeq + ", the last that the log makes",
                "another message of events"));
        }
    }

    /** How many events were equal. */
    long compared()
    {
        return compared;
    }

    /** The last event that was equal; 0 where there is none. */
    long lastEventSeq()
    {
        return lastEventSeq;
    }

    @Override
    public void close()
    {
        if (null != messages)
        {
            messages.close();
        }
    }
}
