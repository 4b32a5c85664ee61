package io.gavel.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first 4,096 bytes of a journal:
 *
 * <pre>
 *    0  8 bytes  "GAVELJNL"
 *    8  int32    version of the format, 1
 *   12  uint32   CRC-32C of bytes 16 to 3,071
 *   16  int64    length of the ring, bytes, a power of two
 *   24  int32    connectionId
 *   28  int32    length of the participant's name, and at 32 the name, ASCII
 *   64  int32    length of the members, and at 68 the members, ASCII, of when the file was made
 * 3072  word     head: position of the oldest record that is kept
 * 3136  word     tail: position behind the newest record
 * 3200  word     next clientSeq
 * 3264  word     last report that was handled
 * 3328  word     position before which everything was forced to the disk; none where nothing is forced
 * 3392  word     newest clientSeq whose answer the application knows
 * </pre>
 *
 * The words lie in one sector of the disk. They are {@link JournalWord}s.
 */
final class JournalHeader
{
    /** Bytes. */
    static final int LENGTH = 4096;

    static final int HEAD_OFFSET = 3072;
    static final int TAIL_OFFSET = 3136;
    static final int NEXT_OFFSET = 3200;
    static final int HANDLED_OFFSET = 3264;
    static final int FORCED_OFFSET = 3328;
    static final int ANSWERED_OFFSET = 3392;

    private static final byte[] MAGIC = "GAVELJNL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int VERSION_OFFSET = 8;
    private static final int CRC_OFFSET = 12;
    private static final int CAPACITY_OFFSET = 16;
    private static final int CONNECTION_OFFSET = 24;
    private static final int PARTICIPANT_OFFSET = 28;
    private static final int MEMBERS_OFFSET = 64;
    private static final int MEMBERS_LENGTH_MAX = HEAD_OFFSET - MEMBERS_OFFSET - Integer.BYTES;

    private final UnsafeBuffer buffer;
    private final Path file;

    JournalHeader(final UnsafeBuffer buffer, final Path file)
    {
        this.buffer = buffer;
        this.file = file;
    }

    /** Fills a file that is empty, or that a process died over while it was filling it; leaves any other as it is. */
    static void initialise(
        final Path file, final FileChannel channel, final SessionJournal.Owner owner, final long capacity)
        throws IOException
    {
        final long length = LENGTH + capacity;
        if (!isBlank(channel))
        {
            return;
        }
        final ByteBuffer zeros = ByteBuffer.allocate(64 * 1024);
        for (long at = 0; at < length;)
        {
            zeros.position(0).limit((int)Math.min(zeros.capacity(), length - at));
            at += channel.write(zeros, at);
        }
        channel.truncate(length);
        channel.force(true);
        final UnsafeBuffer header = new UnsafeBuffer(new byte[LENGTH]);
        header.putLong(CAPACITY_OFFSET, capacity);
        header.putInt(CONNECTION_OFFSET, owner.connectionId());
        header.putStringAscii(PARTICIPANT_OFFSET, owner.participant());
        final String members = owner.members().toString();
        if (members.length() > MEMBERS_LENGTH_MAX)
        {
            throw new JournalException("journal " + file + " has no room for members of " + members.length() +
                " characters: expected at most " + MEMBERS_LENGTH_MAX);
        }
        header.putStringAscii(MEMBERS_OFFSET, members);
        header.putBytes(0, MAGIC);
        header.putInt(VERSION_OFFSET, VERSION);
        header.putInt(CRC_OFFSET, crc(header));
        header.putLong(HEAD_OFFSET, JournalWord.of(0));
        header.putLong(TAIL_OFFSET, JournalWord.of(0));
        header.putLong(NEXT_OFFSET, JournalWord.of(JournalWord.NONE));
        header.putLong(HANDLED_OFFSET, JournalWord.of(JournalWord.NONE));
        header.putLong(FORCED_OFFSET, JournalWord.of(JournalWord.NONE));
        header.putLong(ANSWERED_OFFSET, JournalWord.of(JournalWord.NONE));
        channel.write(ByteBuffer.wrap(header.byteArray()), 0);
        channel.force(true);
    }

    private static boolean isBlank(final FileChannel channel) throws IOException
    {
        final ByteBuffer part = ByteBuffer.allocate(64 * 1024);
        final byte[] zeros = new byte[part.capacity()];
        long at = 0;
        int read;
        while ((read = channel.read(part.clear(), at)) > 0)
        {
            if (!Arrays.equals(part.array(), 0, read, zeros, 0, read))
            {
                return false;
            }
            at += read;
        }
        return true;
    }

    private static int crc(final UnsafeBuffer header)
    {
        final byte[] fixed = new byte[HEAD_OFFSET - CAPACITY_OFFSET];
        header.getBytes(CAPACITY_OFFSET, fixed);
        final CRC32C crc = new CRC32C();
        crc.update(fixed, 0, fixed.length);
        return (int)crc.getValue();
    }

    /** Whether it is a whole journal of this owner. */
    void check(final SessionJournal.Owner owner, final long fileLength)
    {
        if (fileLength < LENGTH)
        {
            throw damaged(file, "it has " + fileLength + " bytes");
        }
        final byte[] magic = new byte[MAGIC.length];
        buffer.getBytes(0, magic);
        if (!Arrays.equals(MAGIC, magic))
        {
            throw new JournalException("file " + file + " is no journal: expected '" +
                new String(MAGIC, StandardCharsets.US_ASCII) + "' at its start; give the path of a journal, or of a " +
                "file that is not there yet");
        }
        final int version = buffer.getInt(VERSION_OFFSET);
        if (version != VERSION)
        {
            throw new JournalException("journal " + file + " has format " + version + ", expected " + VERSION +
                ": resolve it with the version of the library that wrote it, or begin a new one");
        }
        if (crc(buffer) != buffer.getInt(CRC_OFFSET))
        {
            throw damaged(file, "its header is not what was written");
        }
        if (fileLength != LENGTH + capacity())
        {
            throw damaged(file, "expected " + (LENGTH + capacity()) + " bytes, actual=" + fileLength);
        }
        checkOwner(owner);
    }

    private void checkOwner(final SessionJournal.Owner owner)
    {
        final String participant = buffer.getStringAscii(PARTICIPANT_OFFSET);
        final int connectionId = buffer.getInt(CONNECTION_OFFSET);
        if (!participant.equals(owner.participant()) || connectionId != owner.connectionId())
        {
            throw new JournalException("journal " + file + " belongs to connection " + connectionId + " of '" +
                participant + "', and this is connection " + owner.connectionId() + " of '" + owner.participant() +
                "': give each connection a journal of its own");
        }
        final String members = buffer.getStringAscii(MEMBERS_OFFSET);
        final Set<String> common = new HashSet<>(List.of(members.split(",")));
        common.retainAll(List.of(owner.members().toString().split(",")));
        if (common.isEmpty())
        {
            throw new JournalException("journal " + file + " belongs to the venue at " + members +
                ", and this is the venue at " + owner.members() + ": give each venue a journal of its own; where " +
                "all nodes have moved, name an old address as one of the members once more");
        }
    }

    long capacity()
    {
        return buffer.getLong(CAPACITY_OFFSET);
    }

    /** Reads a word. */
    long word(final int offset, final String name)
    {
        final long word = buffer.getLongVolatile(offset);
        if (!JournalWord.isWhole(word))
        {
            throw damaged(file, "its " + name + " is not what was written");
        }
        return JournalWord.value(word);
    }

    /** Writes a word, after everything that this thread wrote before. */
    void word(final int offset, final long value)
    {
        buffer.putLongOrdered(offset, JournalWord.of(value));
    }

    static JournalException damaged(final Path file, final String found)
    {
        return new JournalException("journal " + file + " is damaged: " + found + ". It was not used. Look at the " +
            "open orders and the executions, keep the file for whoever looks into it, and begin a new journal; give " +
            "the number of the last report that was handled as lastReportSeq");
    }
}
