package io.gavel.engine.risk;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.engine.SaltedHash;
import io.gavel.schema.LimitType;
import java.util.Arrays;

/**
 * The limits of one scope, accounts or participants: rows by owner, instrument and type, found through a chained hash,
 * and linked by owner. Instrument 0 stands for each instrument that has no limit of its own; the rows of such limits
 * are found without the hash.
 *
 * <p>The row of an ORDER_RATE also counts: by the generic cell rate algorithm, where a row keeps the one time at which,
 * at that rate, the orders that were let through would all be done.
 */
public final class LimitTable
{
    /** Rows that there may be. */
    public static final int ROWS_MAX = 1 << 20;

    /** No limit. */
    public static final long NONE = -1;

    private static final int NIL = -1;
    private static final int ROWS_INITIAL = 64;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int TYPE_BITS = 4;
    private static final int OWNER_SHIFT = 24;
    private static final LimitType[] TYPES = LimitType.values();

    private final long salt;
    // Invariant: owner, instrument and type, from the upper bits down, so that keys sort as rows do.
    private long[] keys = new long[ROWS_INITIAL];
    private long[] values = new long[ROWS_INITIAL];
    private long[] arrivals = new long[ROWS_INITIAL];
    private int[] bursts = new int[ROWS_INITIAL];
    private int[] nextInBucket = new int[ROWS_INITIAL];
    // Of a row that is free, the next free one.
    private int[] nextOfOwner = new int[ROWS_INITIAL];
    private int[] previousOfOwner = new int[ROWS_INITIAL];
    private int[] buckets = new int[ROWS_INITIAL];
    private int[] firstOfOwner = new int[ROWS_INITIAL];
    private final LimitBlocks forEachInstrument = new LimitBlocks();
    private long[] sorted = new long[ROWS_INITIAL];
    private int rowsUsed;
    private int firstFree = NIL;
    private int rowCount;

    /** What is told of each limit, for the snapshot. */
    @FunctionalInterface
    public interface Visitor
    {
        /**
         * A limit.
         *
         * @param ownerId      account or participant.
         * @param instrumentId 0 for each instrument.
         * @param type         of the limit.
         * @param value        &gt;= 0.
         * @param burst        of an ORDER_RATE.
         * @param arrivalNs    of an ORDER_RATE: when the orders let through so far would be done at that rate; else 0.
         */
        void onLimit(int ownerId, int instrumentId, LimitType type, long value, int burst, long arrivalNs);
    }

    /**
     * No limits.
     *
     * @param salt of the hash.
     */
    public LimitTable(final long salt)
    {
        this.salt = salt;
        Arrays.fill(buckets, NIL);
        Arrays.fill(firstOfOwner, NIL);
    }

    /**
     * Whether {@link #set(int, int, LimitType, long, int)} has room for a limit.
     *
     * @param ownerId      account or participant.
     * @param instrumentId 0 for each instrument.
     * @param type         of the limit.
     * @return true where it is set already, or there is a row left.
     */
    public boolean canSet(final int ownerId, final int instrumentId, final LimitType type)
    {
        return rowCount < ROWS_MAX || NIL != find(key(ownerId, instrumentId, type));
    }

    /**
     * Sets a limit, or takes it away. An ORDER_RATE counts anew from then on: its whole burst is there.
     *
     * @param ownerId      account or participant, 0..{@link Limits#ACCOUNTS_MAX}.
     * @param instrumentId 0 for each instrument, as it must be of an ORDER_RATE.
     * @param type         of the limit.
     * @param value        &gt;= 0; {@link #NONE} takes it away, where there is one.
     * @param burst        of an ORDER_RATE: orders at once, &gt; 0; else 0.
     * @throws InvariantViolation where there is no room, or an argument is out of its bounds: ask first.
     */
    public void set(
        final int ownerId, final int instrumentId, final LimitType type, final long value, final int burst)
    {
        if (NONE == value)
        {
            remove(key(ownerId, instrumentId, type));
        }
        else
        {
            put(key(ownerId, instrumentId, type), value, burst, 0);
        }
    }

    /**
     * Whether an owner has any limit.
     *
     * @param ownerId account or participant, &gt;= 0.
     * @return false where nothing more need be asked.
     */
    public boolean hasLimits(final int ownerId)
    {
        return ownerId < firstOfOwner.length && NIL != firstOfOwner[ownerId];
    }

    /**
     * The limit that binds an owner in an instrument: the instrument's own, else that for each instrument.
     *
     * @param ownerId      account or participant.
     * @param instrumentId of the instrument, or 0.
     * @param type         of the limit.
     * @return &gt;= 0, or {@link #NONE}.
     */
    public long limit(final int ownerId, final int instrumentId, final LimitType type)
    {
        if (!hasLimits(ownerId))
        {
            return NONE;
        }
        int row = 0 != instrumentId && forEachInstrument.hasOwn(ownerId) ?
            find(key(ownerId, instrumentId, type)) : NIL;
        if (NIL == row)
        {
            row = forEachInstrument.row(ownerId, type.value());
        }
        return NIL == row ? NONE : values[row];
    }

    /**
     * Lets an order through, and counts it, where the owner's ORDER_RATE does.
     *
     * @param ownerId account or participant.
     * @param nowNs   log time, &gt;= 0.
     * @return false where it has to be refused; then nothing was counted.
     */
    public boolean acquire(final int ownerId, final long nowNs)
    {
        final int row = hasLimits(ownerId) ? forEachInstrument.row(ownerId, LimitType.ORDER_RATE.value()) : NIL;
        if (NIL == row)
        {
            return true;
        }
        if (0 == values[row])
        {
            return false;
        }
        final long intervalNs = NS_PER_SECOND / values[row];
        final long arrivalNs = Math.max(arrivals[row], nowNs);
        if (arrivalNs - nowNs > (bursts[row] - 1) * intervalNs)
        {
            return false;
        }
        arrivals[row] = arrivalNs + intervalNs;
        return true;
    }

    /**
     * How many limits there are.
     *
     * @return 0..{@link #ROWS_MAX}.
     */
    public int rowCount()
    {
        return rowCount;
    }

    /**
     * Tells of each limit, by ascending owner, instrument and type.
     *
     * @param visitor that is told.
     */
    public void forEach(final Visitor visitor)
    {
        for (int ownerId = 0; ownerId < firstOfOwner.length; ownerId++)
        {
            forEach(ownerId, visitor);
        }
    }

    /**
     * Tells of each limit of an owner, by ascending instrument and type.
     *
     * @param ownerId account or participant, &gt;= 0.
     * @param visitor that is told.
     */
    public void forEach(final int ownerId, final Visitor visitor)
    {
        final int count = hasLimits(ownerId) ? sortRows(ownerId) : 0;
        for (int i = 0; i < count; i++)
        {
            final int row = (int)sorted[i];
            visitor.onLimit(ownerId, instrumentId(keys[row]), TYPES[type(keys[row]) - 1],
                values[row], bursts[row], arrivals[row]);
        }
    }

    /**
     * Puts a limit back as a snapshot has it.
     *
     * @param ownerId      account or participant.
     * @param instrumentId 0 for each instrument.
     * @param type         of the limit.
     * @param value        &gt;= 0.
     * @param burst        of an ORDER_RATE.
     * @param arrivalNs    of an ORDER_RATE, &gt;= 0.
     * @throws InvariantViolation where the limit is there already, or out of its bounds.
     */
    public void restore(
        final int ownerId,
        final int instrumentId,
        final LimitType type,
        final long value,
        final int burst,
        final long arrivalNs)
    {
        final long key = key(ownerId, instrumentId, type);
        if (NIL != find(key) || arrivalNs < 0 || LimitType.ORDER_RATE != type && 0 != arrivalNs)
        {
            throw new InvariantViolation("snapshot: limit " + type + " of owner " + ownerId + " in instrument " +
                instrumentId + ", arrival " + arrivalNs + ", is there already or counts what it cannot");
        }
        put(key, value, burst, arrivalNs);
    }

    private static long key(final int ownerId, final int instrumentId, final LimitType type)
    {
        if (ownerId < 0 || ownerId > Limits.ACCOUNTS_MAX || instrumentId < 0 ||
            instrumentId > Limits.INSTRUMENTS_MAX || LimitType.NULL_VAL == type ||
            LimitType.ORDER_RATE == type && 0 != instrumentId)
        {
            throw new InvariantViolation("limit " + type + " of owner " + ownerId + " in instrument " + instrumentId +
                " is out of its bounds");
        }
        return (long)ownerId << OWNER_SHIFT | (long)instrumentId << TYPE_BITS | type.value();
    }

    private static int instrumentId(final long key)
    {
        return (int)(key & (1L << OWNER_SHIFT) - 1) >> TYPE_BITS;
    }

    private static int type(final long key)
    {
        return (int)key & (1 << TYPE_BITS) - 1;
    }

    private void put(final long key, final long value, final int burst, final long arrivalNs)
    {
        int row = find(key);
        if (value < 0 || burst < (LimitType.ORDER_RATE.value() == (key & (1 << TYPE_BITS) - 1) ? 1 : 0) ||
            NIL == row && rowCount >= ROWS_MAX)
        {
            throw new InvariantViolation("limit of " + value + ", burst " + burst + ", is out of its bounds, or one " +
                "of more than " + ROWS_MAX + ", actual " + rowCount);
        }
        if (NIL == row)
        {
            row = add(key);
        }
        values[row] = value;
        bursts[row] = burst;
        arrivals[row] = arrivalNs;
    }

    private int add(final long key)
    {
        final int ownerId = (int)(key >>> OWNER_SHIFT);
        ensureCapacity(ownerId);
        final int row;
        if (NIL == firstFree)
        {
            row = rowsUsed++;
        }
        else
        {
            row = firstFree;
            firstFree = nextOfOwner[row];
        }
        keys[row] = key;
        link(row);
        forEachInstrument.add(ownerId, instrumentId(key), type(key), row);
        final int first = firstOfOwner[ownerId];
        nextOfOwner[row] = first;
        previousOfOwner[row] = NIL;
        if (NIL != first)
        {
            previousOfOwner[first] = row;
        }
        firstOfOwner[ownerId] = row;
        rowCount++;
        return row;
    }

    private void remove(final long key)
    {
        final int row = find(key);
        if (NIL == row)
        {
            return;
        }
        unlink(row);
        forEachInstrument.remove((int)(key >>> OWNER_SHIFT), instrumentId(key), type(key));
        final int next = nextOfOwner[row];
        final int previous = previousOfOwner[row];
        if (NIL == previous)
        {
            firstOfOwner[(int)(key >>> OWNER_SHIFT)] = next;
        }
        else
        {
            nextOfOwner[previous] = next;
        }
        if (NIL != next)
        {
            previousOfOwner[next] = previous;
        }
        nextOfOwner[row] = firstFree;
        firstFree = row;
        rowCount--;
    }

    private int find(final long key)
    {
        int row = buckets[bucket(key)];
        while (NIL != row && keys[row] != key)
        {
            row = nextInBucket[row];
        }
        return row;
    }

    private void link(final int row)
    {
        final int bucket = bucket(keys[row]);
        nextInBucket[row] = buckets[bucket];
        buckets[bucket] = row;
    }

    private void unlink(final int row)
    {
        final int bucket = bucket(keys[row]);
        if (buckets[bucket] == row)
        {
            buckets[bucket] = nextInBucket[row];
            return;
        }
        int before = buckets[bucket];
        while (nextInBucket[before] != row)
        {
            before = nextInBucket[before];
        }
        nextInBucket[before] = nextInBucket[row];
    }

    private int sortRows(final int ownerId)
    {
        int count = 0;
        for (int row = firstOfOwner[ownerId]; NIL != row; row = nextOfOwner[row])
        {
            if (count == sorted.length)
            {
                sorted = Arrays.copyOf(sorted, count * 2);
            }
            sorted[count++] = keys[row] << Integer.SIZE | row;
        }
        Arrays.sort(sorted, 0, count);
        return count;
    }

    private void ensureCapacity(final int ownerId)
    {
        if (ownerId >= firstOfOwner.length)
        {
            final int length = firstOfOwner.length;
            firstOfOwner = Arrays.copyOf(firstOfOwner, Math.max(length * 2, ownerId + 1));
            Arrays.fill(firstOfOwner, length, firstOfOwner.length, NIL);
        }
        // No row is free, and all are in use.
        if (NIL == firstFree && rowsUsed == keys.length)
        {
            final int capacity = rowsUsed * 2;
            keys = Arrays.copyOf(keys, capacity);
            values = Arrays.copyOf(values, capacity);
            arrivals = Arrays.copyOf(arrivals, capacity);
            bursts = Arrays.copyOf(bursts, capacity);
            nextOfOwner = Arrays.copyOf(nextOfOwner, capacity);
            previousOfOwner = Arrays.copyOf(previousOfOwner, capacity);
            nextInBucket = new int[capacity];
            buckets = new int[capacity];
            Arrays.fill(buckets, NIL);
            for (int row = 0; row < rowsUsed; row++)
            {
                link(row);
            }
        }
    }

    private int bucket(final long key)
    {
        return SaltedHash.bucket(key, salt, buckets.length);
    }
}
