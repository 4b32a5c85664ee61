package io.gavel.engine.snapshot;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** XXH64 over bytes in a buffer; the hash of one record is the seed of the next. */
public final class StateHash
{
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private StateHash()
    {
    }

    /**
     * Hashes bytes.
     *
     * @param buffer that holds them.
     * @param offset of the first.
     * @param length of them.
     * @param seed   the hash of what came before.
     * @return XXH64.
     */
    public static long hash(final DirectBuffer buffer, final int offset, final int length, final long seed)
    {
        final int end = offset + length;
        int at = offset;
        long hash;
        if (length >= 32)
        {
            long v1 = seed + P1 + P2;
            long v2 = seed + P2;
            long v3 = seed;
            long v4 = seed - P1;
            for (; at <= end - 32; at += 32)
            {
                v1 = round(v1, buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
                v2 = round(v2, buffer.getLong(at + 8, ByteOrder.LITTLE_ENDIAN));
                v3 = round(v3, buffer.getLong(at + 16, ByteOrder.LITTLE_ENDIAN));
                v4 = round(v4, buffer.getLong(at + 24, ByteOrder.LITTLE_ENDIAN));
            }
            hash = Long.rotateLeft(v1, 1) + Long.rotateLeft(v2, 7) + Long.rotateLeft(v3, 12) +
                Long.rotateLeft(v4, 18);
            hash = (hash ^ round(0, v1)) * P1 + P4;
            hash = (hash ^ round(0, v2)) * P1 + P4;
            hash = (hash ^ round(0, v3)) * P1 + P4;
            hash = (hash ^ round(0, v4)) * P1 + P4;
        }
        else
        {
            hash = seed + P5;
        }
        return finish(buffer, at, end, hash + length);
    }

    private static long finish(final DirectBuffer buffer, final int offset, final int end, final long seed)
    {
        long hash = seed;
        int at = offset;
        for (; at <= end - 8; at += 8)
        {
            hash = Long.rotateLeft(hash ^ round(0, buffer.getLong(at, ByteOrder.LITTLE_ENDIAN)), 27) * P1 + P4;
        }
        if (at <= end - 4)
        {
            hash ^= (buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL) * P1;
            hash = Long.rotateLeft(hash, 23) * P2 + P3;
            at += 4;
        }
        for (; at < end; at++)
        {
            hash = Long.rotateLeft(hash ^ (buffer.getByte(at) & 0xFF) * P5, 11) * P1;
        }
        hash = (hash ^ hash >>> 33) * P2;
        hash = (hash ^ hash >>> 29) * P3;
        return hash ^ hash >>> 32;
    }

    private static long round(final long accumulator, final long input)
    {
        return Long.rotateLeft(accumulator + input * P2, 31) * P1;
    }
}
