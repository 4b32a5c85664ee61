package io.gavel.benchmarks.engine;

import io.gavel.engine.Exchange;
import io.gavel.engine.SnapshotOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Committed commands, or a snapshot's records, one behind the other outside the heap, as a log or an archive has them.
 */
public final class CommandTape
{
    private static final int CHUNK_BYTES = 32 << 20;
    private static final int SESSION_AT = 0;
    private static final int TIME_AT = 8;
    private static final int LENGTH_AT = 16;
    private static final int HEADER = 24;
    private static final int END = -1;

    private final List<UnsafeBuffer> chunks = new ArrayList<>();
    private int at = CHUNK_BYTES;
    private long commands;

    /** Nothing on it. */
    public CommandTape()
    {
    }

    /**
     * Adds a command.
     *
     * @param sessionId that sent it.
     * @param timeNs    of the log.
     * @param buffer    holds it.
     * @param offset    of it.
     * @param length    of it, bytes.
     */
    public void add(
        final long sessionId, final long timeNs, final DirectBuffer buffer, final int offset, final int length)
    {
        final int padded = HEADER + (length + 7 & ~7);
        if (CHUNK_BYTES - at < padded + HEADER)
        {
            end();
            chunks.add(new UnsafeBuffer(ByteBuffer.allocateDirect(CHUNK_BYTES)));
            at = 0;
        }
        final UnsafeBuffer chunk = chunks.get(chunks.size() - 1);
        chunk.putLong(at + SESSION_AT, sessionId, ByteOrder.LITTLE_ENDIAN);
        chunk.putLong(at + TIME_AT, timeNs, ByteOrder.LITTLE_ENDIAN);
        chunk.putInt(at + LENGTH_AT, length, ByteOrder.LITTLE_ENDIAN);
        chunk.putBytes(at + HEADER, buffer, offset, length);
        at += padded;
        commands++;
    }

    /**
     * How many there are.
     *
     * @return from 0.
     */
    public long commands()
    {
        return commands;
    }

    /**
     * Has a state machine execute all of them.
     *
     * @param exchange in the state before the first.
     */
    public void replay(final Exchange exchange)
    {
        end();
        for (final UnsafeBuffer chunk : chunks)
        {
            int offset = 0;
            int length;
            while (END != (length = chunk.getInt(offset + LENGTH_AT, ByteOrder.LITTLE_ENDIAN)))
            {
                exchange.onMessage(chunk.getLong(offset + SESSION_AT, ByteOrder.LITTLE_ENDIAN), chunk, offset + HEADER,
                    length, chunk.getLong(offset + TIME_AT, ByteOrder.LITTLE_ENDIAN));
                offset += HEADER + (length + 7 & ~7);
            }
        }
    }

    /**
     * Gives each in turn.
     *
     * @param output takes them.
     */
    public void forEach(final SnapshotOutput output)
    {
        end();
        for (final UnsafeBuffer chunk : chunks)
        {
            int offset = 0;
            int length;
            while (END != (length = chunk.getInt(offset + LENGTH_AT, ByteOrder.LITTLE_ENDIAN)))
            {
                output.onRecord(chunk, offset + HEADER, length);
                offset += HEADER + (length + 7 & ~7);
            }
        }
    }

    /**
     * Reads the tape in parts.
     *
     * @return at the first command; the tape must be complete.
     */
    public Reader reader()
    {
        end();
        return new Reader(chunks);
    }

    /** Where a state machine is on the tape. */
    public static final class Reader
    {
        private final List<UnsafeBuffer> chunks;
        private UnsafeBuffer chunk;
        private int next;
        private int offset;

        private Reader(final List<UnsafeBuffer> chunks)
        {
            this.chunks = chunks;
            chunk = chunks.get(next++);
        }

        /**
         * Has a state machine execute the next commands.
         *
         * @param exchange in the state before them.
         * @param count    how many; as many are left.
         */
        public void replay(final Exchange exchange, final int count)
        {
            for (int i = 0; i < count; i++)
            {
                int length = chunk.getInt(offset + LENGTH_AT, ByteOrder.LITTLE_ENDIAN);
                if (END == length)
                {
                    chunk = chunks.get(next++);
                    offset = 0;
                    length = chunk.getInt(LENGTH_AT, ByteOrder.LITTLE_ENDIAN);
                }
                exchange.onMessage(chunk.getLong(offset + SESSION_AT, ByteOrder.LITTLE_ENDIAN), chunk, offset + HEADER,
                    length, chunk.getLong(offset + TIME_AT, ByteOrder.LITTLE_ENDIAN));
                offset += HEADER + (length + 7 & ~7);
            }
        }
    }

    /** Marks where the tape ends until now, for those who read it. */
    void end()
    {
        if (!chunks.isEmpty())
        {
            chunks.get(chunks.size() - 1).putInt(at + LENGTH_AT, END, ByteOrder.LITTLE_ENDIAN);
        }
    }
}
