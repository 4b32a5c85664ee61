package io.gavel.client;

import io.gavel.venue.Members;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file in which a connection survives its process: the commands without an answer, the next clientSeq, and the last
 * report that the application has handled. Mapped into memory, of a fixed size, locked against a second process.
 *
 * <h2>The file</h2>
 * Little endian. A header of 4,096 bytes (see {@link JournalHeader}: who it belongs to, and five words that change),
 * then a ring of records (see {@link JournalRing}).
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

    /** Where a command has its clientSeq, behind its header. */
    static final int CLIENT_SEQ_OFFSET = 8;

    private static final int CAPACITY_MIN = 1 << 20;
    private static final int BYTES_PER_COMMAND = 160;

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

    private final JournalFile file;
    private final boolean isForced;
    private final JournalHeader header;
    private final JournalRing ring;
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Command.ENCODED_LENGTH_MAX]);
    private final List<Entry> unanswered = new ArrayList<>();
    // Guarded by this: what callers append behind.
    private long tail;
    private boolean isClosed;
    private long head;
    // Up to here the ring may be written again: the head, or where that is forced, the head that is on the disk.
    private volatile long room;
    private boolean isDirty;

    private SessionJournal(
        final JournalFile file,
        final boolean isForced,
        final Owner owner,
        final Function<MappedByteBuffer, UnsafeBuffer> memory)
    {
        this.file = file;
        this.isForced = isForced;
        final UnsafeBuffer buffer = memory.apply(file.map());
        header = new JournalHeader(buffer, file.path());
        header.check(owner, file.map().capacity());
        ring = new JournalRing(buffer, header);
        head = header.word(JournalHeader.HEAD_OFFSET, "head");
        tail = header.word(JournalHeader.TAIL_OFFSET, "tail");
        load();
        room = head;
        keepForced();
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
        final JournalFile opened = JournalFile.open(file, owner, capacity(queueCapacity));
        try
        {
            return new SessionJournal(opened, isForced, owner, memory);
        }
        catch (final RuntimeException e)
        {
            opened.close();
            throw e;
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
        if (head > committed || committed - head > ring.capacityUnits())
        {
            throw damaged("its head is " + head + " and its tail is " + committed);
        }
        long lastClientSeq = 0;
        long position = head;
        while (position < committed)
        {
            if (!ring.isWhole(position))
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
            final long state = ring.state(position);
            if (!ring.isGap(position) && state != JournalWord.ANSWERED)
            {
                if (state != 0 && state != JournalWord.WITHDRAWN)
                {
                    if (state <= lastClientSeq)
                    {
                        throw damaged("its record of command " + state + " follows that of command " + lastClientSeq);
                    }
                    lastClientSeq = state;
                }
                unanswered.add(new Entry(position, state, ring.handedInMs(position), ring.command(position)));
            }
            position += ring.units(position);
        }
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
        final long size = JournalRing.unitsOf(length);
        final long gap = ring.gap(tail, size);
        if (tail + gap + size - room > ring.capacityUnits())
        {
            return false;
        }
        if (gap > 0)
        {
            ring.write(tail, scratch, 0, nowMs);
        }
        final long position = tail + gap;
        ring.write(position, scratch, length, nowMs);
        tail = position + size;
        header.word(JournalHeader.TAIL_OFFSET, tail);
        command.journalPosition(position);
        return true;
    }

    /** The command is going to be sent under this sequence, or is not going to be under any for now (0). */
    void sequenced(final long position, final long clientSeq)
    {
        ring.state(position, clientSeq);
    }

    /** The command was not executed and is not going to be; the application is to be told. */
    void withdrawn(final long position)
    {
        ring.state(position, JournalWord.WITHDRAWN);
    }

    /** The sequence that the next command will get. */
    void nextClientSeq(final long clientSeq)
    {
        header.word(JournalHeader.NEXT_OFFSET, clientSeq);
    }

    /** The application knows what became of the command: it is kept no longer. */
    void answered(final long position)
    {
        ring.state(position, JournalWord.ANSWERED);
        final long end = header.word(JournalHeader.TAIL_OFFSET, "tail");
        long oldest = head;
        while (oldest < end && ring.isAnswered(oldest))
        {
            oldest += ring.units(oldest);
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
            file.map().force();
            header.word(JournalHeader.FORCED_OFFSET, end);
            file.map().force(0, JournalHeader.LENGTH);
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

    private JournalException damaged(final String found)
    {
        return JournalHeader.damaged(file.path(), found);
    }

    /** Gives the lock back. What is unanswered stays in the file. */
    @Override
    public synchronized void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            force();
            file.close();
        }
    }

    @Override
    public String toString()
    {
        return "journal " + file.path();
    }
}
