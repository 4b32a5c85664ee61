package io.gavel.engine.risk;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.engine.SaltedHash;
import java.util.Arrays;

/**
 * What a participant holds of an instrument, all of its accounts together. A row, once made, stays; it is found by
 * participant and instrument through a chained hash, and the rows of a participant are linked. The number of a row is a
 * handle for other tables too; it is not the same after a snapshot.
 */
public final class Positions
{
    /** No row. */
    public static final int NIL = -1;

    /** Rows that there may be. */
    public static final int ROWS_MAX = 1 << 24;

    private static final int ROWS_INITIAL = 1024;

    // A row is together, so that it is one place in memory that an order waits for.
    private static final int STRIDE = 3;
    private static final int LOTS = 0;
    /** Participant in the upper half, instrument in the lower. */
    private static final int KEY = 1;
    /** Next row of the participant in the upper half, next in the bucket in the lower. */
    private static final int LINKS = 2;
    private static final long LOWER = 0xFFFF_FFFFL;

    private final long salt;
    private long[] rows = new long[ROWS_INITIAL * STRIDE];
    private int[] buckets = new int[ROWS_INITIAL];
    private int[] firstOfParticipant = new int[ROWS_INITIAL];
    private long[] sorted = new long[ROWS_INITIAL];
    private int rowCount;

    /** What is told of each row, for the snapshot. */
    @FunctionalInterface
    public interface Visitor
    {
        /**
         * A row.
         *
         * @param row of the table.
         */
        void onRow(int row);
    }

    /**
     * No positions.
     *
     * @param salt of the hash.
     */
    public Positions(final long salt)
    {
        this.salt = salt;
        Arrays.fill(buckets, NIL);
        Arrays.fill(firstOfParticipant, NIL);
    }

    /**
     * The row of a participant in an instrument.
     *
     * @param participantId of the participant.
     * @param instrumentId  of the instrument.
     * @return the row, or {@link #NIL} where there is none.
     */
    public int find(final int participantId, final int instrumentId)
    {
        final long key = key(participantId, instrumentId);
        int row = buckets[bucket(key)];
        while (NIL != row && rows[row * STRIDE + KEY] != key)
        {
            row = (int)rows[row * STRIDE + LINKS];
        }
        return row;
    }

    /**
     * Whether {@link #obtain(int, int)} would succeed.
     *
     * @param participantId of the participant.
     * @param instrumentId  of the instrument.
     * @return true where the row is there, or there is room for it.
     */
    public boolean canObtain(final int participantId, final int instrumentId)
    {
        return rowCount < ROWS_MAX || NIL != find(participantId, instrumentId);
    }

    /**
     * The row of a participant in an instrument, made without a position where there is none.
     *
     * @param participantId below {@link Limits#PARTICIPANTS_MAX}.
     * @param instrumentId  of the instrument.
     * @return the row.
     * @throws InvariantViolation where the table is full: ask {@link #canObtain(int, int)} first.
     */
    public int obtain(final int participantId, final int instrumentId)
    {
        final int found = find(participantId, instrumentId);
        return NIL != found ? found : make(participantId, instrumentId);
    }

    /**
     * Changes a position.
     *
     * @param row       of the table.
     * @param deltaLots above 0 in, below 0 out.
     * @throws InvariantViolation where it would be below zero, or more than a long holds.
     */
    public void add(final int row, final long deltaLots)
    {
        final int at = row * STRIDE + LOTS;
        final long after = rows[at] + deltaLots;
        // Two of at least zero that overflow give a sum below it.
        if (after < 0)
        {
            throw new InvariantViolation("position of participant " + participantId(row) + " in instrument " +
                instrumentId(row) + ": " + rows[at] + " lots cannot change by " + deltaLots);
        }
        rows[at] = after;
    }

    /**
     * The position.
     *
     * @param row of the table.
     * @return lots, &gt;= 0.
     */
    public long positionLots(final int row)
    {
        return rows[row * STRIDE + LOTS];
    }

    /**
     * Whose the row is.
     *
     * @param row of the table.
     * @return participant id.
     */
    public int participantId(final int row)
    {
        return (int)(rows[row * STRIDE + KEY] >>> Integer.SIZE);
    }

    /**
     * What the row counts.
     *
     * @param row of the table.
     * @return instrument id.
     */
    public int instrumentId(final int row)
    {
        return (int)rows[row * STRIDE + KEY];
    }

    /**
     * How many rows there are; they are numbered from 0 in the order in which they were made.
     *
     * @return 0..{@link #ROWS_MAX}.
     */
    public int rowCount()
    {
        return rowCount;
    }

    /**
     * Tells of each row, by ascending participant and instrument.
     *
     * @param visitor that is told; it makes no rows.
     */
    public void forEach(final Visitor visitor)
    {
        for (final int first : firstOfParticipant)
        {
            int count = 0;
            for (int row = first; NIL != row; row = (int)(rows[row * STRIDE + LINKS] >> Integer.SIZE))
            {
                if (count == sorted.length)
                {
                    sorted = Arrays.copyOf(sorted, count * 2);
                }
                sorted[count++] = (long)instrumentId(row) << Integer.SIZE | row;
            }
            Arrays.sort(sorted, 0, count);
            for (int i = 0; i < count; i++)
            {
                visitor.onRow((int)sorted[i]);
            }
        }
    }

    /**
     * Puts a row back as a snapshot has it.
     *
     * @param participantId of the participant.
     * @param instrumentId  of the instrument.
     * @param positionLots  &gt;= 0.
     * @return the row.
     * @throws InvariantViolation where the row is there already, or out of its bounds.
     */
    public int restore(final int participantId, final int instrumentId, final long positionLots)
    {
        if (positionLots < 0 || NIL != find(participantId, instrumentId))
        {
            throw new InvariantViolation("snapshot: position of participant " + participantId + " in instrument " +
                instrumentId + ", " + positionLots + " lots, is there already or below zero");
        }
        final int row = make(participantId, instrumentId);
        rows[row * STRIDE + LOTS] = positionLots;
        return row;
    }

    private int make(final int participantId, final int instrumentId)
    {
        if (rowCount >= ROWS_MAX || participantId < 0 || participantId >= Limits.PARTICIPANTS_MAX || instrumentId < 0)
        {
            throw new InvariantViolation("positions: participant " + participantId + ", instrument " + instrumentId +
                " is out of its bounds, or one of more than " + ROWS_MAX + " rows, actual " + rowCount);
        }
        ensureCapacity(participantId);
        final int row = rowCount++;
        rows[row * STRIDE + KEY] = key(participantId, instrumentId);
        rows[row * STRIDE + LINKS] = (long)firstOfParticipant[participantId] << Integer.SIZE;
        link(row);
        firstOfParticipant[participantId] = row;
        return row;
    }

    private void link(final int row)
    {
        final int at = row * STRIDE;
        final int bucket = bucket(rows[at + KEY]);
        rows[at + LINKS] = rows[at + LINKS] & ~LOWER | buckets[bucket] & LOWER;
        buckets[bucket] = row;
    }

    private void ensureCapacity(final int participantId)
    {
        if (participantId >= firstOfParticipant.length)
        {
            final int length = firstOfParticipant.length;
            firstOfParticipant = Arrays.copyOf(firstOfParticipant, Math.max(length * 2, participantId + 1));
            Arrays.fill(firstOfParticipant, length, firstOfParticipant.length, NIL);
        }
        if (rowCount * STRIDE == rows.length)
        {
            final int capacity = rowCount * 2;
            rows = Arrays.copyOf(rows, capacity * STRIDE);
            buckets = new int[capacity];
            Arrays.fill(buckets, NIL);
            for (int row = 0; row < rowCount; row++)
            {
                link(row);
            }
        }
    }

    private static long key(final int participantId, final int instrumentId)
    {
        return (long)participantId << Integer.SIZE | instrumentId & LOWER;
    }

    private int bucket(final long key)
    {
        return SaltedHash.bucket(key, salt, buckets.length);
    }
}
