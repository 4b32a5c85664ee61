package io.gavel.engine.order;

import java.util.Arrays;

/** Records of ints by slot, in chunks that are made as slots are first used. */
final class IntRecords
{
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

    private final int stride;
    private int[][] chunks = new int[1][];

    /**
     * No records.
     *
     * @param stride ints of a record.
     */
    IntRecords(final int stride)
    {
        this.stride = stride;
    }

    void ensure(final int slot)
    {
        final int chunk = slot >> CHUNK_BITS;
        if (chunk >= chunks.length)
        {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (null == chunks[chunk])
        {
            chunks[chunk] = new int[stride << CHUNK_BITS];
        }
    }

    /** Reads both ends of a record, be it there or not, only so that all of it is at hand soon after. */
    int touch(final int slot)
    {
        final int chunk = slot >> CHUNK_BITS;
        if (chunk >= chunks.length || null == chunks[chunk])
        {
            return 0;
        }
        final int at = (slot & CHUNK_MASK) * stride;
        return chunks[chunk][at] ^ chunks[chunk][at + stride - 1];
    }

    int get(final int slot, final int field)
    {
        return chunks[slot >> CHUNK_BITS][(slot & CHUNK_MASK) * stride + field];
    }

    void put(final int slot, final int field, final int value)
    {
        chunks[slot >> CHUNK_BITS][(slot & CHUNK_MASK) * stride + field] = value;
    }

    long getLong(final int slot, final int field)
    {
        final int[] chunk = chunks[slot >> CHUNK_BITS];
        final int at = (slot & CHUNK_MASK) * stride + field;
        return (long)chunk[at + 1] << 32 | chunk[at] & 0xFFFF_FFFFL;
    }

    void putLong(final int slot, final int field, final long value)
    {
        final int[] chunk = chunks[slot >> CHUNK_BITS];
        final int at = (slot & CHUNK_MASK) * stride + field;
        chunk[at] = (int)value;
        chunk[at + 1] = (int)(value >>> 32);
    }
}
