package io.gavel.chaos.check;

import org.agrona.DirectBuffer;

/** A hash of the bytes of each of a run of events, by which two nodes are compared event by event. */
final class EventHashes
{
    private static final long PRIME = 0x100000001B3L;
    private static final long BASIS = 0xCBF29CE484222325L;

    private final long firstEventSeq;
    private long[] hashes = new long[1 << 12];
    private int size;

    EventHashes(final long firstEventSeq)
    {
        this.firstEventSeq = firstEventSeq;
    }

    void add(final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        if (eventSeq != firstEventSeq + size)
        {
            throw new IllegalStateException("expected event " + (firstEventSeq + size) + ", actual=" + eventSeq);
        }
        long hash = BASIS ^ length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES)
        {
            hash = (hash ^ buffer.getLong(offset + i)) * PRIME;
            hash ^= hash >>> 31;
        }
        for (; i < length; i++)
        {
            hash = (hash ^ buffer.getByte(offset + i)) * PRIME;
        }
        if (size == hashes.length)
        {
            hashes = java.util.Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash;
    }

    /** How many events. */
    int size()
    {
        return size;
    }

    /** The first event that differs; -1 where none does. */
    long firstDifference(final EventHashes other)
    {
        for (int i = 0; i < Math.min(size, other.size); i++)
        {
            if (hashes[i] != other.hashes[i])
            {
                return firstEventSeq + i;
            }
        }
        return size == other.size ? -1 : firstEventSeq + Math.min(size, other.size);
    }
}
