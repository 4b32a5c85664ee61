package io.gavel.engine.risk;

import java.util.Arrays;

/**
 * The rows of the limits that hold for each instrument, by owner and type: nearly all limits are such ones, so that no
 * order need look them up in a hash. An owner's block is made with its first limit, and stays.
 */
final class LimitBlocks
{
    private static final int NIL = -1;
    private static final int TYPE_BITS = 4;
    private static final int INITIAL = 16;

    private int[] blockOfOwner = new int[INITIAL];
    // By block and type.
    private int[] rows = new int[INITIAL << TYPE_BITS];
    // By block: how many limits are for one instrument.
    private int[] ownCounts = new int[INITIAL];
    private int count;

    LimitBlocks()
    {
        Arrays.fill(blockOfOwner, NIL);
    }

    /** The row of a limit for each instrument, NIL where there is none; the owner must have had a limit. */
    int row(final int ownerId, final int type)
    {
        return rows[(blockOfOwner[ownerId] << TYPE_BITS) + type];
    }

    /** Whether an owner, which must have had a limit, has one for one instrument. */
    boolean hasOwn(final int ownerId)
    {
        return 0 != ownCounts[blockOfOwner[ownerId]];
    }

    void add(final int ownerId, final int instrumentId, final int type, final int row)
    {
        final int block = obtain(ownerId);
        if (0 == instrumentId)
        {
            rows[(block << TYPE_BITS) + type] = row;
        }
        else
        {
            ownCounts[block]++;
        }
    }

    void remove(final int ownerId, final int instrumentId, final int type)
    {
        final int block = blockOfOwner[ownerId];
        if (0 == instrumentId)
        {
            rows[(block << TYPE_BITS) + type] = NIL;
        }
        else
        {
            ownCounts[block]--;
        }
    }

    private int obtain(final int ownerId)
    {
        if (ownerId >= blockOfOwner.length)
        {
            final int length = blockOfOwner.length;
            blockOfOwner = Arrays.copyOf(blockOfOwner, Math.max(length * 2, ownerId + 1));
            Arrays.fill(blockOfOwner, length, blockOfOwner.length, NIL);
        }
        if (NIL == blockOfOwner[ownerId])
        {
            if (count == ownCounts.length)
            {
                ownCounts = Arrays.copyOf(ownCounts, count * 2);
                rows = Arrays.copyOf(rows, ownCounts.length << TYPE_BITS);
            }
            blockOfOwner[ownerId] = count++;
            Arrays.fill(rows, count - 1 << TYPE_BITS, count << TYPE_BITS, NIL);
        }
        return blockOfOwner[ownerId];
    }
}
