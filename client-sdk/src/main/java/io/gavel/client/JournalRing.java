package io.gavel.client;

import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records of a journal, behind its header. A position counts units of 32 bytes from the first record ever, and lies
 * in the ring at its remainder. A record begins at a multiple of 32:
 *
 * <pre>
 *  0  int64   its position
 *  8  int32   length of the command, bytes; 0: nothing here up to the end of the ring
 * 12  uint32  CRC-32C of position, length, time and command
 * 16  word    state: 0 queued, 1.. the clientSeq that it has, withdrawn, or answered (see {@link JournalWord})
 * 24  int64   time at which it was handed in, ms since 1970
 * 32  bytes   the command as it is sent, header included, its clientSeq zero
 * </pre>
 */
final class JournalRing
{
    /** Bytes of a unit. */
    static final int UNIT = 32;

    /** Bytes before the command in a record. */
    static final int RECORD_HEADER_LENGTH = 32;

    private static final int POSITION_OFFSET = 0;
    private static final int LENGTH_OFFSET = 8;
    private static final int CRC_OFFSET = 12;
    private static final int STATE_OFFSET = 16;
    private static final int TIME_OFFSET = 24;

    private final UnsafeBuffer buffer;
    private final JournalHeader header;
    private final long capacityUnits;
    private final UnsafeBuffer recordStart = new UnsafeBuffer(new byte[20]);
    private final CRC32C crc = new CRC32C();

    /**
     * The ring of a journal.
     *
     * @param buffer of the whole file.
     * @param header of it, checked.
     */
    JournalRing(final UnsafeBuffer buffer, final JournalHeader header)
    {
        this.buffer = buffer;
        this.header = header;
        capacityUnits = header.capacity() / UNIT;
    }

    /** How many units there are; a power of two. */
    long capacityUnits()
    {
        return capacityUnits;
    }

    /** Units of a record with a command of this length, 1 byte or more. */
    static long unitsOf(final int length)
    {
        return (RECORD_HEADER_LENGTH + length + UNIT - 1) / UNIT;
    }

    /** Units of what is at the position. */
    long units(final long position)
    {
        return isGap(position) ? capacityUnits - (position & capacityUnits - 1) : unitsOf(length(position));
    }

    /** Units between the position and the first one where a record of this size is in one piece. */
    long gap(final long position, final long units)
    {
        final long index = position & capacityUnits - 1;
        return index + units > capacityUnits ? capacityUnits - index : 0;
    }

    /** Whether nothing is between the position and the end of the ring. */
    boolean isGap(final long position)
    {
        return length(position) == 0;
    }

    /** Whether what is at the position was written there, every byte of it. */
    boolean isWhole(final long position)
    {
        final int offset = offset(position);
        final int length = length(position);
        return length >= 0 && length <= Command.ENCODED_LENGTH_MAX &&
            (length == 0 || length > SessionJournal.CLIENT_SEQ_OFFSET) &&
            buffer.getLong(offset + POSITION_OFFSET) == position &&
            offset + RECORD_HEADER_LENGTH + length <= buffer.capacity() &&
            crc(position, length, handedInMs(position), command(position)) == buffer.getInt(offset + CRC_OFFSET);
    }

    /** Writes a record that is queued, or with the length 0, a gap. Its command is at the beginning of the source. */
    void write(final long position, final UnsafeBuffer source, final int length, final long nowMs)
    {
        final int offset = offset(position);
        buffer.putLong(offset + POSITION_OFFSET, position);
        buffer.putInt(offset + LENGTH_OFFSET, length);
        buffer.putInt(offset + CRC_OFFSET, crc(position, length, nowMs, source.byteArray()));
        buffer.putLong(offset + STATE_OFFSET, JournalWord.of(length > 0 ? 0 : JournalWord.ANSWERED));
        buffer.putLong(offset + TIME_OFFSET, nowMs);
        buffer.putBytes(offset + RECORD_HEADER_LENGTH, source, 0, length);
    }

    /** State of a record. */
    long state(final long position)
    {
        return header.word(offset(position) + STATE_OFFSET, "record's state");
    }

    /** Sets the state of a record. */
    void state(final long position, final long state)
    {
        header.word(offset(position) + STATE_OFFSET, state);
    }

    /** Whether a record is answered; a gap counts as one that is. */
    boolean isAnswered(final long position)
    {
        return buffer.getLong(offset(position) + STATE_OFFSET) == JournalWord.of(JournalWord.ANSWERED);
    }

    /** When a record's command was handed in, ms since 1970. */
    long handedInMs(final long position)
    {
        return buffer.getLong(offset(position) + TIME_OFFSET);
    }

    /** A copy of a record's command. */
    byte[] command(final long position)
    {
        final byte[] command = new byte[length(position)];
        buffer.getBytes(offset(position) + RECORD_HEADER_LENGTH, command);
        return command;
    }

    private int length(final long position)
    {
        return buffer.getInt(offset(position) + LENGTH_OFFSET);
    }

    private int offset(final long position)
    {
        return JournalHeader.LENGTH + (int)((position & capacityUnits - 1) * UNIT);
    }

    private int crc(final long position, final int length, final long handedInMs, final byte[] command)
    {
        recordStart.putLong(0, position);
        recordStart.putLong(8, handedInMs);
        recordStart.putInt(16, length);
        crc.reset();
        crc.update(recordStart.byteArray(), 0, recordStart.capacity());
        crc.update(command, 0, length);
        return (int)crc.getValue();
    }
}
