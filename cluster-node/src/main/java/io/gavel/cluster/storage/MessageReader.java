package io.gavel.cluster.storage;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Reads the messages of a recording, put together from their frames. */
final class MessageReader implements AutoCloseable
{
    private final ExpandableArrayBuffer assembled = new ExpandableArrayBuffer(8 * 1024);
    private final Recording recording;
    private final Consumer<Fault> faults;
    private final FrameReader frames;
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private long startPosition;
    private boolean isOpen;
    private boolean isAfterCut;

    /**
     * A reader.
     *
     * @param files     of a node.
     * @param recording to read.
     * @param from      position of the first frame of a message.
     * @param to        position to stop at; {@link Long#MAX_VALUE} for the recording's end.
     * @param faults    takes what is wrong, and may throw.
     */
    MessageReader(
        final NodeFiles files,
        final Recording recording,
        final long from,
        final long to,
        final Consumer<Fault> faults)
    {
        this.recording = recording;
        this.faults = faults;
        frames = new FrameReader(files.archive(), recording, from, to, faults);
    }

    /**
     * Goes on to the next message.
     *
     * @return false at the end.
     */
    boolean next()
    {
        isOpen = false;
        isAfterCut = false;
        while (frames.next())
        {
            if (frames.isPadding())
            {
                continue;
            }
            if (!frames.isBegin() && !isOpen)
            {
                faults.accept(frames.faultHere("the first part of a message", "a later one"));
                continue;
            }
            isAfterCut |= frames.isBegin() && isOpen;
            if (!frames.isEnd() && frames.frameLength() != recording.mtuLength())
            {
                faults.accept(frames.faultHere("a whole frame of " + recording.mtuLength() + " bytes",
                    frames.frameLength() + " bytes"));
            }
            if (take())
            {
                return true;
            }
        }
        if (isOpen && recording.isStopped())
        {
            faults.accept(frames.faultHere("the last part of a message", "the end of the recording"));
        }
        return false;
    }

    private boolean take()
    {
        if (frames.isBegin())
        {
            startPosition = frames.framePosition();
            length = 0;
            if (frames.isEnd())
            {
                buffer = frames.buffer();
                offset = frames.payloadOffset();
                length = frames.payloadLength();
                return true;
            }
            isOpen = true;
        }
        assembled.putBytes(length, frames.buffer(), frames.payloadOffset(), frames.payloadLength());
        length += frames.payloadLength();
        buffer = assembled;
        offset = 0;
        return frames.isEnd();
    }

    DirectBuffer buffer()
    {
        return buffer;
    }

    int offset()
    {
        return offset;
    }

    int length()
    {
        return length;
    }

    /** Where the message begins. */
    long startPosition()
    {
        return startPosition;
    }

    /** Behind the message. */
    long position()
    {
        return frames.position();
    }

    /** Whether the message before it has no end: it was cut off as its sender died. */
    boolean isAfterCut()
    {
        return isAfterCut;
    }

    Fault faultHere(final String expected, final String found)
    {
        return frames.faultHere(expected, found);
    }

    boolean isTorn()
    {
        return frames.isTorn();
    }

    Path file()
    {
        return frames.file();
    }

    @Override
    public void close()
    {
        frames.close();
    }
}
