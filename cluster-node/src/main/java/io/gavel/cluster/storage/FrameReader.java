package io.gavel.cluster.storage;

import static io.aeron.logbuffer.FrameDescriptor.BEGIN_FRAG_FLAG;
import static io.aeron.logbuffer.FrameDescriptor.END_FRAG_FLAG;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Reads the frames of a recording from its files, and checks each: its header is what its position asks for, its
 * payload has the CRC-32C that was recorded, and what fills it up to its alignment is zero. A recording whose process
 * was killed ends behind its last whole frame.
 */
final class FrameReader implements AutoCloseable
{
    private static final int ALIGNMENT = 32;
    private static final int PADDING_LOOKED_AT = 4096;
    private static final int UNFRAGMENTED = (BEGIN_FRAG_FLAG | END_FRAG_FLAG) & 0xFF;

    private final CRC32C crc = new CRC32C();
    private final Path archive;
    private final Recording recording;
    private final Consumer<Fault> faults;
    private final long to;
    private MappedFile segment;
    private ByteBuffer view;
    private long segmentBase;
    private long position;
    private long framePosition;
    private int frameOffset;
    private int frameLength;
    private boolean isTorn;

    /**
     * A reader.
     *
     * @param archive   folder.
     * @param recording to read.
     * @param from      position of a frame.
     * @param to        position to stop at; {@link Long#MAX_VALUE} for the recording's end.
     * @param faults    takes what is wrong, and may throw; reading goes on at the next frame that is right.
     */
    FrameReader(
        final Path archive, final Recording recording, final long from, final long to, final Consumer<Fault> faults)
    {
        this.archive = archive;
        this.recording = recording;
        this.faults = faults;
        this.to = recording.isStopped() ? Math.min(to, recording.stopPosition()) : to;
        position = from;
    }

    /**
     * Goes on to the next frame.
     *
     * @return false at the end.
     */
    boolean next()
    {
        while (position < to)
        {
            if (!openSegment())
            {
                return false;
            }
            frameOffset = (int)(position - segmentBase);
            framePosition = position;
            if (segment.size() - frameOffset < HEADER_LENGTH || 0 == length(frameOffset))
            {
                return onEnd();
            }
            final String wrong = wrongHeader(frameOffset, position);
            if (null == wrong)
            {
                frameLength = length(frameOffset);
                final int aligned = BitUtil.align(frameLength, ALIGNMENT);
                if (isPadding() ? isPaddingEmpty(aligned) : isPayloadRight(aligned))
                {
                    position += aligned;
                    return true;
                }
                if (isTornHere(aligned))
                {
                    return false;
                }
                faults.accept(payloadFault(aligned));
                position += aligned;
            }
            else if (isLoneHeader())
            {
                isTorn = true;
                return false;
            }
            else
            {
                faults.accept(fault(frameOffset, wrong, header(frameOffset)));
                if (!skip())
                {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean openSegment()
    {
        final long base = recording.segmentBase(position);
        if (null == segment || base != segmentBase)
        {
            final Path path = archive.resolve(recording.segmentFile(position));
            if (!recording.isStopped() && !MappedFile.exists(path))
            {
                return false;
            }
            close();
            segment = MappedFile.open(path);
            view = segment.view();
            segmentBase = base;
        }
        return true;
    }

    // Zeros: the end of what a killed process recorded, or a hole.
    private boolean onEnd()
    {
        final int rest = segment.firstNonZero(
            frameOffset & -Long.BYTES, segment.size() & -Long.BYTES);
        final boolean isLast = !MappedFile.exists(
            archive.resolve(recording.segmentFile(segmentBase + recording.segmentFileLength())));
        if (!recording.isStopped() && isLast && rest < 0)
        {
            return false;
        }
        faults.accept(fault(frameOffset, "a frame of the recording up to position " +
            (recording.isStopped() ? Long.toString(recording.stopPosition()) : "at offset " + Math.max(0, rest)),
            "a frame of length 0"));
        return skip() && next();
    }

    private int length(final int offset)
    {
        return segment.buffer().getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    // Everything in a header follows from its position, but for its length, its flags, and the checksum.
    private String wrongHeader(final int offset, final long at)
    {
        if (segment.size() - offset < HEADER_LENGTH)
        {
            return "a frame's header";
        }
        final DirectBuffer buffer = segment.buffer();
        final int length = length(offset);
        final int termOffset = (int)(at & recording.termBufferLength() - 1);
        final int termId = recording.initialTermId() + (int)(at / recording.termBufferLength());
        final int type = buffer.getShort(offset + HeaderFlyweight.TYPE_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final boolean isData = HeaderFlyweight.HDR_TYPE_DATA == type;
        final int lengthMax = Math.min(recording.termBufferLength() - termOffset,
            isData ? recording.mtuLength() : Integer.MAX_VALUE);
        if (length < HEADER_LENGTH || length > lengthMax || BitUtil.align(length, ALIGNMENT) > segment.size() - offset)
        {
            return "a frame length of " + HEADER_LENGTH + " to " + lengthMax;
        }
        if (!isData && HeaderFlyweight.HDR_TYPE_PAD != type)
        {
            return "frame type 0 or 1";
        }
        if (HeaderFlyweight.CURRENT_VERSION != buffer.getByte(offset + HeaderFlyweight.VERSION_FIELD_OFFSET))
        {
            return "frame version " + HeaderFlyweight.CURRENT_VERSION;
        }
        if (0 != (flags(offset) & ~UNFRAGMENTED))
        {
            return "frame flags of a part of a message";
        }
        if (termOffset != buffer.getInt(
            offset + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN))
        {
            return "term offset " + termOffset;
        }
        if (termId != buffer.getInt(offset + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN))
        {
            return "term " + termId;
        }
        return recording.streamId() == buffer.getInt(
            offset + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) ? null :
            "stream " + recording.streamId();
    }

    private boolean isPaddingEmpty(final int aligned)
    {
        return 0 > segment.firstNonZero(frameOffset + HEADER_LENGTH,
            frameOffset + Math.min(aligned, PADDING_LOOKED_AT));
    }

    private boolean isPayloadRight(final int aligned)
    {
        if (checksumOf(aligned) != recordedChecksum())
        {
            return false;
        }
        for (int at = frameOffset + frameLength; at < frameOffset + aligned; at++)
        {
            if (0 != segment.buffer().getByte(at))
            {
                return false;
            }
        }
        return true;
    }

    private int recordedChecksum()
    {
        return segment.buffer().getInt(
            frameOffset + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private int checksumOf(final int aligned)
    {
        crc.reset();
        view.limit(frameOffset + aligned).position(frameOffset + HEADER_LENGTH);
        crc.update(view);
        view.clear();
        return (int)crc.getValue();
    }

    private Fault payloadFault(final int aligned)
    {
        final int actual = checksumOf(aligned);
        return isPadding() ? fault(frameOffset, "padding of zeros", "other bytes") :
            actual == recordedChecksum() ? fault(frameOffset, "zeros behind a frame of " + frameLength + " bytes",
                "other bytes") :
            fault(frameOffset, "a frame with CRC-32C " + String.format("%08x", recordedChecksum()),
                String.format("%08x", actual));
    }

    // A killed process may leave the first pages of its last frame. A frame that was written to its end is not torn,
    // nor is one that has its checksum by a shorter length, nor one with anything behind it.
    private boolean isTornHere(final int aligned)
    {
        final int end = frameOffset + aligned;
        if (recording.isStopped() || isPadding() || segment.firstNonZero(end - ALIGNMENT, segment.size()) >= 0 ||
            MappedFile.exists(archive.resolve(recording.segmentFile(segmentBase + recording.segmentFileLength()))))
        {
            return false;
        }
        for (int shorter = HEADER_LENGTH + ALIGNMENT; shorter < aligned; shorter += ALIGNMENT)
        {
            if (checksumOf(shorter) == recordedChecksum())
            {
                return false;
            }
        }
        isTorn = true;
        return true;
    }

    // A header with nothing behind it is of a frame whose other pages a killed process did not write: no message is
    // empty, so nothing that was acknowledged is like that.
    private boolean isLoneHeader()
    {
        return !recording.isStopped() && segment.firstNonZero(frameOffset + HEADER_LENGTH, segment.size()) < 0 &&
            !MappedFile.exists(archive.resolve(recording.segmentFile(segmentBase + recording.segmentFileLength())));
    }

    // To the next offset in this file that holds a frame of this very position; to the next file where there is none.
    private boolean skip()
    {
        for (int at = frameOffset + ALIGNMENT; at + HEADER_LENGTH <= segment.size(); at += ALIGNMENT)
        {
            if (0 != length(at) && null == wrongHeader(at, segmentBase + at))
            {
                position = segmentBase + at;
                return true;
            }
        }
        position = segmentBase + recording.segmentFileLength();
        return position < to && MappedFile.exists(archive.resolve(recording.segmentFile(position)));
    }

    private String header(final int offset)
    {
        if (segment.size() - offset < HEADER_LENGTH)
        {
            return "the end of the file";
        }
        final DirectBuffer buffer = segment.buffer();
        return "length " + length(offset) + ", version " +
            buffer.getByte(offset + HeaderFlyweight.VERSION_FIELD_OFFSET) + ", flags " +
            Integer.toHexString(flags(offset)) + ", type " +
            buffer.getShort(offset + HeaderFlyweight.TYPE_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) + ", term offset " +
            buffer.getInt(offset + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) + ", term " +
            buffer.getInt(offset + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) + ", stream " +
            buffer.getInt(offset + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private int flags(final int offset)
    {
        return segment.buffer().getByte(offset + HeaderFlyweight.FLAGS_FIELD_OFFSET) & 0xFF;
    }

    Fault fault(final int offset, final String expected, final String found)
    {
        return new Fault(segment.path(), offset, expected + " (position " + (segmentBase + offset) + " of recording " +
            recording.recordingId() + ")", found);
    }

    /** A fault at the frame. */
    Fault faultHere(final String expected, final String found)
    {
        return fault(frameOffset, expected, found);
    }

    DirectBuffer buffer()
    {
        return segment.buffer();
    }

    int payloadOffset()
    {
        return frameOffset + HEADER_LENGTH;
    }

    int payloadLength()
    {
        return frameLength - HEADER_LENGTH;
    }

    int frameLength()
    {
        return frameLength;
    }

    int frameOffset()
    {
        return frameOffset;
    }

    long framePosition()
    {
        return framePosition;
    }

    /** Behind the frame. */
    long position()
    {
        return position;
    }

    boolean isPadding()
    {
        return HeaderFlyweight.HDR_TYPE_PAD == segment.buffer().getShort(
            frameOffset + HeaderFlyweight.TYPE_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    boolean isBegin()
    {
        return 0 != (flags(frameOffset) & BEGIN_FRAG_FLAG & 0xFF);
    }

    boolean isEnd()
    {
        return 0 != (flags(frameOffset) & END_FRAG_FLAG);
    }

    /** Whether the recording ended in a frame that a killed process left unfinished. */
    boolean isTorn()
    {
        return isTorn;
    }

    Path file()
    {
        return null == segment ? archive.resolve(recording.segmentFile(position)) : segment.path();
    }

    @Override
    public void close()
    {
        if (null != segment)
        {
            segment.close();
            segment = null;
        }
    }
}
