package io.gavel.client;

import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file in which a connection survives its process: the commands without an answer, the next clientSeq, and the last
 * report that the application has handled. Mapped into memory, of a fixed size, locked against a second process.
 *
 * <h2>The file</h2>
 * Little endian. A header of 4,096 bytes (see {@link JournalHeader}: who it belongs to, and five words that change),
 * then a ring of records. A position counts units of 32 bytes from the first record ever, and lies in the ring at its
 * remainder. A record begins at a multiple of 32:
 *
 * <pre>
 *  0  int64   its position
 *  8  int32   length of the command, bytes; 0: nothing here up to the end of the ring
 * 12  uint32  CRC-32C of position, length, time and command
 * 16  word    state: 0 queued, 1.. the clientSeq that it has, withdrawn, or answered (see {@link JournalWord})
 * 24  int64   time at which it was handed in, ms since 1970
 * 32  bytes   the command as it is sent, header included, its clientSeq zero
 * </pre>
 *
 * <h2>Who writes what, and in which order</h2>
 * The thread that hands a command in writes the record, then moves the tail behind it: a record counts from then on.
 * The client's thread writes a record's clientSeq, then the next clientSeq, then sends. It marks a record as answered
 * after the application was told, and then moves the head over what is answered. Each of these is one aligned store of
 * eight bytes, so that a process that is killed leaves either the old value or the new one.
 */
final class SessionJournal implements AutoCloseable
{
    /** No position: the command is in no journal. */
    static final long NO_POSITION = -1;

    /** Bytes of a unit. */
    static final int UNIT = 32;

    /** Bytes before the command in a record. */
    static final int RECORD_HEADER_LENGTH = 32;

    /** Where a command has its clientSeq, behind its header. */
    static final int CLIENT_SEQ_OFFSET = 8;

    private static final int POSITION_OFFSET = 0;
    private static final int LENGTH_OFFSET = 8;
    private static final int CRC_OFFSET = 12;
    private static final int STATE_OFFSET = 16;
    private static final int TIME_OFFSET = 24;
    private static final int CAPACITY_MIN = 1 << 20;
    private static final int BYTES_PER_COMMAND = 160;
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /**
     * What an earlier process left open.
     *
     * @param position   of its record.
     * @param state      0, its clientSeq, or {@link JournalWord#WITHDRAWN}.
     * @param handedInMs when it was handed in, since 1970.
     * @param command    as it is sent, its clientSeq zero.
     */
    record Entry(long position, long state, long handedInMs, byte[] command)
    {
    }

    private final Path file;
    private final Path realFile;
    private final boolean isForced;
    private final FileChannel channel;
    private final MappedByteBuffer map;
    private final UnsafeBuffer buffer;
    private final JournalHeader header;
    private final long capacityUnits;
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Command.ENCODED_LENGTH_MAX]);
    private final UnsafeBuffer recordStart = new UnsafeBuffer(new byte[RECORD_HEADER_LENGTH]);
    private final CRC32C appendCrc = new CRC32C();
    private final List<Entry> unanswered = new ArrayList<>();
    // Guarded by this: what callers append behind.
    private long tail;
    private boolean isClosed;
    private long head;
    // Up to here the ring may be written again: the head, or where that is forced, the head that is on the disk.
    private volatile long room;
    private boolean isDirty;

    private SessionJournal(
        final Path file,
        final Path realFile,
        final FileChannel channel,
        final boolean isForced,
        final Owner owner,
        final Function<MappedByteBuffer, UnsafeBuffer> memory)
        throws IOException
    {
        this.file = file;
        this.realFile = realFile;
        this.channel = channel;
        this.isForced = isForced;
        map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        buffer = memory.apply(map);
        try
        {
            header = new JournalHeader(buffer, file);
            header.check(owner, channel.size());
            capacityUnits = header.capacity() / UNIT;
            head = header.word(JournalHeader.HEAD_OFFSET, "head");
            tail = header.word(JournalHeader.TAIL_OFFSET, "tail");
            load();
            room = head;
            keepForced();
        }
        catch (final RuntimeException e)
        {
            BufferUtil.free(map);
            throw e;
        }
    }

    /**
     * Whose journal it is.
     *
     * @param members      of the venue.
     * @param participant  that logs on.
     * @param connectionId of the participant.
     */
    record Owner(Members members, String participant, int connectionId)
    {
    }

    /**
     * Opens the file, or makes it.
     *
     * @param file          whose directory is there.
     * @param owner         whose it has to be.
     * @param queueCapacity commands that may wait; with the venue's window this gives the size of a new file.
     * @param isForced      whether it is to survive a loss of power too.
     * @return the journal, locked.
     * @throws JournalException where it can't be used.
     */
    static SessionJournal open(
        final Path file, final Owner owner, final int queueCapacity, final boolean isForced)
    {
        return open(file, owner, queueCapacity, isForced, UnsafeBuffer::new);
    }

    /** As {@link #open(Path, Owner, int, boolean)}, with a way to write of one's own. */
    static SessionJournal open(
        final Path file,
        final Owner owner,
        final int queueCapacity,
        final boolean isForced,
        final Function<MappedByteBuffer, UnsafeBuffer> memory)
    {
        Path realFile = null;
        FileChannel channel = null;
        try
        {
            createWhereMissing(file);
            final Path path = file.toRealPath();
            // The system's locks are the process's: closing a second channel would give the first one's lock back.
            if (!OPEN.add(path))
            {
                throw new JournalException(
                    "journal " + file + " is in use by another client of this process: give each connection its own");
            }
            realFile = path;
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock == null)
            {
                throw new JournalException("journal " + file + " is in use by another process: end that process, or " +
                    "give this connection a journal of its own");
            }
            JournalHeader.initialise(file, channel, owner, capacity(queueCapacity));
            return new SessionJournal(file, realFile, channel, isForced, owner, memory);
        }
        catch (final IOException | RuntimeException e)
        {
            CloseHelper.quietClose(channel);
            if (realFile != null)
            {
                OPEN.remove(realFile);
            }
            throw e instanceof JournalException journal ? journal : new JournalException(
                "journal " + file + " can't be opened: " + e + "; check that its directory is there, that this user " +
                    "may write to it, and that the disk has room", e);
        }
    }

    private static void createWhereMissing(final Path file) throws IOException
    {
        try
        {
            Files.createFile(file);
        }
        catch (final FileAlreadyExistsException e)
        {
            if (Files.isDirectory(file))
            {
                throw new JournalException("journal " + file + " is a directory: expected a file", e);
            }
        }
    }

    /** Room for the venue's window and the queue, of orders; a power of two. */
    private static long capacity(final int queueCapacity)
    {
        final long wanted = (long)(PendingCommands.WINDOW_MAX + queueCapacity) * BYTES_PER_COMMAND;
        return Math.max(CAPACITY_MIN, Long.highestOneBit(wanted - 1) << 1);
    }

    private void load()
    {
        final long committed = tail;
        final long forced = header.word(JournalHeader.FORCED_OFFSET, "forced position");
        if (head > committed || committed - head > capacityUnits)
        {
            throw damaged("its head is " + head + " and its tail is " + committed);
        }
        long lastClientSeq = 0;
        long position = head;
        while (position < committed)
        {
            final int offset = offset(position);
            final int length = buffer.getInt(offset + LENGTH_OFFSET);
            if (!isWhole(position, offset, length))
            {
                if (position < forced)
                {
                    throw damaged("the record at position " + position + " is not what was written");
                }
                // Lost with the power, and so never sent: what was sent had been forced before.
                tail = position;
                header.word(JournalHeader.TAIL_OFFSET, position);
                break;
            }
            final long state = header.word(offset + STATE_OFFSET, "record's state");
            if (length > 0 && state != JournalWord.ANSWERED)
            {
                if (state != 0 && state != JournalWord.WITHDRAWN)
                {
                    if (state <= lastClientSeq)
                    {
                        throw damaged("its record of command " + state + " follows that of command " + lastClientSeq);
                    }
                    lastClientSeq = state;
                }
                final byte[] command = new byte[length];
                buffer.getBytes(offset + RECORD_HEADER_LENGTH, command);
                unanswered.add(new Entry(position, state, buffer.getLong(offset + TIME_OFFSET), command));
            }
            position += units(position, length);
        }
    }

    private boolean isWhole(final long position, final int offset, final int length)
    {
        if (length < 0 || length > Command.ENCODED_LENGTH_MAX || length > 0 && length <= CLIENT_SEQ_OFFSET ||
            buffer.getLong(offset + POSITION_OFFSET) != position ||
            offset + RECORD_HEADER_LENGTH + length > buffer.capacity())
        {
            return false;
        }
        final byte[] command = new byte[length];
        buffer.getBytes(offset + RECORD_HEADER_LENGTH, command);
        final int crc = crc(position, length, buffer.getLong(offset + TIME_OFFSET), command);
        return crc == buffer.getInt(offset + CRC_OFFSET);
    }

    private int crc(final long position, final int length, final long handedInMs, final byte[] command)
    {
        recordStart.putLong(0, position);
        recordStart.putLong(8, handedInMs);
        recordStart.putInt(16, length);
        appendCrc.reset();
        appendCrc.update(recordStart.byteArray(), 0, 20);
        appendCrc.update(command, 0, length);
        return (int)appendCrc.getValue();
    }

    /** What an earlier process left open, in the order in which it was handed in; once. */
    List<Entry> takeUnanswered()
    {
        final List<Entry> entries = new ArrayList<>(unanswered);
        unanswered.clear();
        return entries;
    }

    /** The sequence that the next command gets; {@link JournalWord#NONE} where the journal is new. */
    long nextClientSeq()
    {
        return header.word(JournalHeader.NEXT_OFFSET, "next clientSeq");
    }

    /** The newest command whose answer the application knows; {@link JournalWord#NONE} where there is none. */
    long answeredTo()
    {
        return header.word(JournalHeader.ANSWERED_OFFSET, "newest answer");
    }

    /** The application knows the answer to this command. */
    void answeredTo(final long clientSeq)
    {
        final long before = answeredTo();
        if (before == JournalWord.NONE || before < clientSeq)
        {
            header.word(JournalHeader.ANSWERED_OFFSET, clientSeq);
        }
    }

    /** The last report that was handled; {@link JournalWord#NONE} where there was none. */
    long handledReportSeq()
    {
        return header.word(JournalHeader.HANDLED_OFFSET, "last report");
    }

    /**
     * Writes a command behind the others. The caller holds this object's monitor until the command is in the queue too,
     * so that both have one order.
     *
     * @return false where there is no room, or the journal is closed: nothing was written.
     */
    boolean append(final Command command, final long nowMs)
    {
        if (isClosed)
        {
            return false;
        }
        final int length = command.encode(codec, scratch, 0);
        final long size = (RECORD_HEADER_LENGTH + length + UNIT - 1) / UNIT;
        final long index = tail & capacityUnits - 1;
        final long gap = index + size > capacityUnits ? capacityUnits - index : 0;
        if (tail + gap + size - room > capacityUnits)
        {
            return false;
        }
        if (gap > 0)
        {
            write(tail, 0, nowMs);
        }
        final long position = tail + gap;
        write(position, length, nowMs);
        tail = position + size;
        header.word(JournalHeader.TAIL_OFFSET, tail);
        command.journalPosition(position);
        return true;
    }

    private void write(final long position, final int length, final long nowMs)
    {
        final int offset = offset(position);
        buffer.putLong(offset + POSITION_OFFSET, position);
        buffer.putInt(offset + LENGTH_OFFSET, length);
        buffer.putInt(offset + CRC_OFFSET, crc(position, length, nowMs, scratch.byteArray()));
        buffer.putLong(offset + STATE_OFFSET, JournalWord.of(length > 0 ? 0 : JournalWord.ANSWERED));
        buffer.putLong(offset + TIME_OFFSET, nowMs);
        buffer.putBytes(offset + RECORD_HEADER_LENGTH, scratch, 0, length);
    }

    /** The command is going to be sent under this sequence, or is not going to be under any for now (0). */
    void sequenced(final long position, final long clientSeq)
    {
        header.word(offset(position) + STATE_OFFSET, clientSeq);
    }

    /** The command was not executed and is not going to be; the application is to be told. */
    void withdrawn(final long position)
    {
        header.word(offset(position) + STATE_OFFSET, JournalWord.WITHDRAWN);
    }

    /** The sequence that the next command will get. */
    void nextClientSeq(final long clientSeq)
    {
        header.word(JournalHeader.NEXT_OFFSET, clientSeq);
    }

    /** The application knows what became of the command: it is kept no longer. */
    void answered(final long position)
    {
        header.word(offset(position) + STATE_OFFSET, JournalWord.ANSWERED);
        final long end = header.word(JournalHeader.TAIL_OFFSET, "tail");
        long oldest = head;
        while (oldest < end && buffer.getLong(offset(oldest) + STATE_OFFSET) == JournalWord.of(JournalWord.ANSWERED))
        {
            oldest += units(oldest, buffer.getInt(offset(oldest) + LENGTH_OFFSET));
        }
        if (oldest != head)
        {
            header.word(JournalHeader.HEAD_OFFSET, oldest);
            head = oldest;
            if (!isForced)
            {
                room = oldest;
            }
        }
        isDirty = true;
    }

    /** The application has handled every report up to this one. */
    void handled(final long reportSeq)
    {
        header.word(JournalHeader.HANDLED_OFFSET, reportSeq);
        isDirty = true;
    }

    /** Copies an earlier process's command, under the sequence, to the start of the target; its length. */
    static int copy(final byte[] command, final MutableDirectBuffer target, final long clientSeq)
    {
        target.putBytes(0, command);
        target.putLong(CLIENT_SEQ_OFFSET, clientSeq, ByteOrder.LITTLE_ENDIAN);
        return command.length;
    }

    /** Writes to the disk, where that was asked for, what was written since the last time. */
    void forceWhereDirty()
    {
        if (isDirty)
        {
            force();
        }
    }

    /** Writes to the disk, where that was asked for, what was written to the file. */
    void force()
    {
        isDirty = false;
        if (isForced)
        {
            final long oldest = head;
            final long end = header.word(JournalHeader.TAIL_OFFSET, "tail");
            map.force();
            header.word(JournalHeader.FORCED_OFFSET, end);
            map.force(0, JournalHeader.LENGTH);
            room = oldest;
        }
    }

    private void keepForced()
    {
        if (isForced)
        {
            force();
        }
        else
        {
            header.word(JournalHeader.FORCED_OFFSET, JournalWord.NONE);
        }
    }

    private int offset(final long position)
    {
        return JournalHeader.LENGTH + (int)((position & capacityUnits - 1) * UNIT);
    }

    private long units(final long position, final int length)
    {
        return length == 0 ? capacityUnits - (position & capacityUnits - 1) :
            (RECORD_HEADER_LENGTH + length + UNIT - 1) / UNIT;
    }

    private JournalException damaged(final String found)
    {
        return JournalHeader.damaged(file, found);
    }

    /** Gives the lock back. What is unanswered stays in the file. */
    @Override
    public synchronized void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            force();
            BufferUtil.free(map);
            CloseHelper.quietClose(channel);
            OPEN.remove(realFile);
        }
    }

    @Override
    public String toString()
    {
        return "journal " + file;
    }
}
