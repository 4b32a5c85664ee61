package io.gavel.cluster.storage;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import io.gavel.venue.EventStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The archive's catalog: which recordings there are, each descriptor checked by its CRC-32C. */
public final class ArchiveCatalog
{
    private static final int MAJOR_VERSION = 3;
    private static final int DESCRIPTOR_HEADER = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
    private static final int TERM_LENGTH_MIN = 64 * 1024;
    private static final int FRAME_ALIGNMENT = 32;

    private final Path file;
    private final List<Recording> recordings;

    private ArchiveCatalog(final Path file, final List<Recording> recordings)
    {
        this.file = file;
        this.recordings = recordings;
    }

    /**
     * Reads the catalog.
     *
     * @param files of a node.
     * @return its valid recordings.
     * @throws FaultException where it is corrupt.
     */
    public static ArchiveCatalog read(final NodeFiles files)
    {
        try (MappedFile file = MappedFile.open(files.catalog()))
        {
            return new Reader(file).read();
        }
    }

    /**
     * The recordings.
     *
     * @return by ascending id.
     */
    public List<Recording> recordings()
    {
        return recordings;
    }

    /**
     * One recording.
     *
     * @param recordingId of it.
     * @return null where there is none.
     */
    public Recording find(final long recordingId)
    {
        for (final Recording recording : recordings)
        {
            if (recording.recordingId() == recordingId)
            {
                return recording;
            }
        }
        return null;
    }

    /**
     * The recording of the event stream.
     *
     * @return null where there is none.
     * @throws FaultException where there is more than one.
     */
    public Recording events()
    {
        Recording found = null;
        for (final Recording recording : recordings)
        {
            if (EventStream.STREAM_ID == recording.streamId() &&
                recording.channel().contains("alias=" + EventStream.ALIAS))
            {
                if (null != found)
                {
                    throw new FaultException(new Fault(file, recording.descriptorOffset(), "one recording of events",
                        "recordings " + found.recordingId() + " and " + recording.recordingId()));
                }
                found = recording;
            }
        }
        return found;
    }

    /**
     * The catalog.
     *
     * @return its file.
     */
    public Path file()
    {
        return file;
    }

    /** Walks over one catalog. */
    private static final class Reader
    {
        private final RecordingDescriptorHeaderDecoder descriptorHeader = new RecordingDescriptorHeaderDecoder();
        private final RecordingDescriptorDecoder descriptor = new RecordingDescriptorDecoder();
        private final List<Recording> recordings = new ArrayList<>();
        private final CRC32C crc = new CRC32C();
        private final MappedFile file;
        private final UnsafeBuffer buffer;

        private Reader(final MappedFile file)
        {
            this.file = file;
            buffer = new UnsafeBuffer(file.buffer());
        }

        private ArchiveCatalog read()
        {
            require(file.size() >= CatalogHeaderDecoder.BLOCK_LENGTH, 0,
                "a header of " + CatalogHeaderDecoder.BLOCK_LENGTH + " bytes", file.size() + " bytes");
            final CatalogHeaderDecoder header = new CatalogHeaderDecoder().wrap(
                buffer, 0, CatalogHeaderDecoder.BLOCK_LENGTH, CatalogHeaderDecoder.SCHEMA_VERSION);
            require(MAJOR_VERSION == header.version() >>> 16, 0, "version " + MAJOR_VERSION + ".x",
                "version " + (header.version() >>> 16));
            require(header.length() == CatalogHeaderDecoder.BLOCK_LENGTH, CatalogHeaderDecoder.lengthEncodingOffset(),
                "header length " + CatalogHeaderDecoder.BLOCK_LENGTH, "" + header.length());
            final int alignment = header.alignment();
            require(BitUtil.CACHE_LINE_LENGTH == alignment, CatalogHeaderDecoder.alignmentEncodingOffset(),
                "alignment " + BitUtil.CACHE_LINE_LENGTH, "" + alignment);
            int offset = CatalogHeaderDecoder.BLOCK_LENGTH;
            long nextId = 0;
            while (offset + DESCRIPTOR_HEADER <= file.size())
            {
                descriptorHeader.wrap(buffer, offset, DESCRIPTOR_HEADER,
                    RecordingDescriptorHeaderDecoder.SCHEMA_VERSION);
                final int length = descriptorHeader.length();
                if (0 == length)
                {
                    break;
                }
                require(length >= RecordingDescriptorDecoder.BLOCK_LENGTH &&
                    length <= file.size() - offset - DESCRIPTOR_HEADER, offset, "a recording's descriptor",
                    "length " + length);
                nextId = descriptor(offset, length, nextId) + 1;
                offset += BitUtil.align(DESCRIPTOR_HEADER + length, alignment);
            }
            final int rest = file.firstNonZero(BitUtil.align(offset, Long.BYTES), file.size() & -Long.BYTES);
            require(rest < 0, rest, "nothing behind the last descriptor", "bytes that are not zero");
            require(header.nextRecordingId() == nextId, CatalogHeaderDecoder.nextRecordingIdEncodingOffset(),
                "next recording " + nextId, "" + header.nextRecordingId());
            return new ArchiveCatalog(file.path(), recordings);
        }

        private long descriptor(final int offset, final int length, final long idMin)
        {
            descriptor.wrap(buffer, offset + DESCRIPTOR_HEADER, RecordingDescriptorDecoder.BLOCK_LENGTH,
                RecordingDescriptorDecoder.SCHEMA_VERSION);
            final boolean isProtected = isChecksum(offset, length, false);
            require(isProtected || isChecksum(offset, length, true), offset,
                "a descriptor with CRC-32C " + hex(descriptorHeader.checksum()), hex(checksum(offset, length, false)));
            final long id = descriptor.recordingId();
            require(id == idMin, offset, "recording " + idMin, "recording " + id);
            final RecordingState state = state(offset);
            if (RecordingState.VALID == state)
            {
                add(offset, isProtected);
            }
            return id;
        }

        private RecordingState state(final int offset)
        {
            final int at = offset + RecordingDescriptorHeaderDecoder.stateEncodingOffset();
            final int value = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            for (final RecordingState state : RecordingState.values())
            {
                if (state != RecordingState.NULL_VAL && state.value() == value)
                {
                    return state;
                }
            }
            require(false, at, "a recording's state", "" + value);
            return RecordingState.NULL_VAL;
        }

        private void add(final int offset, final boolean isProtected)
        {
            final long start = descriptor.startPosition();
            final long stop = descriptor.stopPosition();
            final int term = descriptor.termBufferLength();
            final int segment = descriptor.segmentFileLength();
            require(BitUtil.isPowerOfTwo(term) && term >= TERM_LENGTH_MIN && BitUtil.isPowerOfTwo(segment) &&
                segment >= term, offset, "term and segment lengths", term + " and " + segment);
            require(start >= 0 && 0 == (start & FRAME_ALIGNMENT - 1) && (AeronArchive.NULL_POSITION == stop ||
                stop >= start && 0 == (stop & FRAME_ALIGNMENT - 1)), offset,
                "a stop position behind the start", start + " to " + stop);
            final long startTimestampMs = descriptor.startTimestamp();
            final int initialTermId = descriptor.initialTermId();
            final int mtuLength = descriptor.mtuLength();
            final int streamId = descriptor.streamId();
            final long id = descriptor.recordingId();
            descriptor.skipStrippedChannel();
            recordings.add(new Recording(id, start, stop, startTimestampMs, initialTermId, segment, term, mtuLength,
                streamId, descriptor.originalChannel(), offset, isProtected));
        }

        // The archive works out where the recording of a killed process ends, and leaves the checksum as it was then.
        private boolean isChecksum(final int offset, final int length, final boolean isOpen)
        {
            return descriptorHeader.checksum() == checksum(offset, length, isOpen);
        }

        private int checksum(final int offset, final int length, final boolean isOpen)
        {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset + DESCRIPTOR_HEADER, bytes);
            if (isOpen)
            {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(RecordingDescriptorDecoder.stopPositionEncodingOffset(), AeronArchive.NULL_POSITION)
                    .putLong(RecordingDescriptorDecoder.stopTimestampEncodingOffset(), AeronArchive.NULL_TIMESTAMP);
            }
            crc.reset();
            crc.update(bytes);
            return (int)crc.getValue();
        }

        private void require(final boolean condition, final long offset, final String expected, final String found)
        {
            if (!condition)
            {
                throw new FaultException(new Fault(file.path(), offset, expected, found));
            }
        }

        private static String hex(final int value)
        {
            return String.format("%08x", value);
        }
    }
}
