package io.gavel.engine.snapshot;

import io.gavel.engine.InvariantViolation;
import io.gavel.schema.GroupSizeEncodingDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.SnapshotHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** The outside of one record of a snapshot, whose lengths are checked before anything in it is read. */
final class RecordFrame
{
    private static final int VERSION_FIRST = 1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private int templateId;

    /**
     * Looks at a record.
     *
     * @param source that holds it.
     * @param at     offset of its header.
     * @param bytes  of it.
     */
    void wrap(final DirectBuffer source, final int at, final int bytes)
    {
        require(bytes >= MessageHeaderDecoder.ENCODED_LENGTH, "record length of at least 8", bytes);
        buffer = source;
        offset = at;
        length = bytes;
        header.wrap(source, at);
        require(SnapshotHeaderDecoder.SCHEMA_ID == header.schemaId(), "schemaId=" + SnapshotHeaderDecoder.SCHEMA_ID,
            header.schemaId());
        require(header.version() >= VERSION_FIRST && header.version() <= SnapshotHeaderDecoder.SCHEMA_VERSION,
            "version=" + VERSION_FIRST + ".." + SnapshotHeaderDecoder.SCHEMA_VERSION, header.version());
        templateId = header.templateId();
    }

    /**
     * The record's section.
     *
     * @return template id.
     */
    int templateId()
    {
        return templateId;
    }

    /**
     * Holds the record.
     *
     * @return the buffer.
     */
    DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Where the record is.
     *
     * @return offset of its header.
     */
    int offset()
    {
        return offset;
    }

    /**
     * To decode with.
     *
     * @return flyweight.
     */
    MessageHeaderDecoder header()
    {
        return header;
    }

    /**
     * Checks a record of fixed length.
     *
     * @param blockLength of its body, bytes.
     */
    void requireFixed(final int blockLength)
    {
        requireBlock(blockLength);
        require(MessageHeaderDecoder.ENCODED_LENGTH + blockLength == length,
            "length=" + (MessageHeaderDecoder.ENCODED_LENGTH + blockLength), length);
    }

    /**
     * Whether the record is of the first version, which knows less.
     *
     * @return true where what came later is missing.
     */
    boolean isFirstVersion()
    {
        return VERSION_FIRST == header.version();
    }

    /**
     * Checks a record of fixed length that was shorter in the first version.
     *
     * @param firstLength of its body in the first version, bytes.
     * @param blockLength of its body, bytes.
     */
    void requireFixed(final int firstLength, final int blockLength)
    {
        requireFixed(isFirstVersion() ? firstLength : blockLength);
    }

    /**
     * Checks a record with one group.
     *
     * @param blockLength of the fixed part, bytes.
     * @param rowLength   of a row of the group, bytes.
     */
    void requireGroup(final int blockLength, final int rowLength)
    {
        requireBlock(blockLength);
        final int groupAt = MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        require(length >= groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH, "a group", length);
        final int rowLengthActual = buffer.getShort(offset + groupAt, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final int rows = buffer.getShort(offset + groupAt + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        require(rowLength == rowLengthActual, "rows of " + rowLength + " bytes", rowLengthActual);
        require(groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + rows * rowLength == length,
            rows + " rows of " + rowLength + " bytes", length);
    }

    /**
     * Checks a record with bytes behind its fixed part.
     *
     * @param blockLength of the fixed part, bytes.
     * @return how many bytes there are.
     */
    int requireBytes(final int blockLength)
    {
        requireBlock(blockLength);
        final int bytesAt = MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        require(length >= bytesAt + Integer.BYTES, "bytes with their length", length);
        final int bytes = buffer.getInt(offset + bytesAt, ByteOrder.LITTLE_ENDIAN);
        require(bytes == length - bytesAt - Integer.BYTES, (length - bytesAt - Integer.BYTES) + " bytes", bytes);
        return bytes;
    }

    /**
     * A condition on the snapshot.
     *
     * @param condition that must hold.
     * @param expected  what would be right.
     * @param actual    what is there.
     */
    static void require(final boolean condition, final String expected, final long actual)
    {
        if (!condition)
        {
            throw new InvariantViolation("snapshot: expected " + expected + ", actual " + actual);
        }
    }

    /**
     * A condition on a row of many, whose sentence is made only where it does not hold.
     *
     * @param condition that must hold.
     * @param expected  what would be right, up to the number that it is about.
     * @param of        that number.
     * @param actual    what is there.
     */
    static void require(final boolean condition, final String expected, final long of, final long actual)
    {
        if (!condition)
        {
            require(false, expected + of, actual);
        }
    }

    private void requireBlock(final int blockLength)
    {
        require(blockLength == header.blockLength(), "blockLength=" + blockLength + " of template " + templateId,
            header.blockLength());
    }
}
