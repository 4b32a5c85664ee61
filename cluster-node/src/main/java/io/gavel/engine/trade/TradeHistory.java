package io.gavel.engine.trade;

import io.gavel.engine.InvariantViolation;
import java.util.Arrays;

/**
 * The last {@link #TRADES_MAX} trades, which can still be busted or corrected. They are numbered without holes; when it
 * is full, the oldest is forgotten.
 *
 * <p>A trade is written and read through one window, {@link Trade}, which is the same each time.
 */
public final class TradeHistory
{
    /** Trades that are kept. */
    public static final int TRADES_MAX = 1 << 18;

    private static final int CAPACITY_INITIAL = 64;

    private final Trade trade = new Trade();
    // Invariant: the capacity is a power of two, and a trade is at its number modulo the capacity.
    private long[] longs = new long[CAPACITY_INITIAL * Trade.LONGS];
    private int[] ints = new int[CAPACITY_INITIAL * Trade.INTS];
    private int capacity = CAPACITY_INITIAL;
    private int count;
    private long newest;

    /** No trades. */
    public TradeHistory()
    {
    }

    /**
     * Adds the next trade, all of it zero, and forgets the oldest for it where there are {@link #TRADES_MAX}. What a
     * snapshot has is put back by it too, the oldest trade first.
     *
     * @param matchId &gt; 0, and one above the newest where there is one.
     * @return the window on it, to be filled in.
     * @throws InvariantViolation where it is another number.
     */
    public Trade begin(final long matchId)
    {
        if (matchId <= 0 || count > 0 && matchId != newest + 1)
        {
            throw new InvariantViolation("trades: expected " + (0 == count ? "a number > 0" : newest + 1) +
                ", actual " + matchId);
        }
        if (count == capacity && capacity < TRADES_MAX)
        {
            grow();
        }
        count = Math.min(count + 1, TRADES_MAX);
        newest = matchId;
        final int index = index(matchId, capacity);
        Arrays.fill(longs, index * Trade.LONGS, (index + 1) * Trade.LONGS, 0);
        Arrays.fill(ints, index * Trade.INTS, (index + 1) * Trade.INTS, 0);
        return trade.wrap(longs, ints, index, matchId);
    }

    /**
     * Whether a trade is remembered.
     *
     * @param matchId any value.
     * @return false where it never was, or is forgotten.
     */
    public boolean contains(final long matchId)
    {
        return matchId > newest - count && matchId <= newest;
    }

    /**
     * A trade.
     *
     * @param matchId of one that is remembered.
     * @return the window on it.
     * @throws InvariantViolation where it is not: ask {@link #contains(long)} first.
     */
    public Trade get(final long matchId)
    {
        if (!contains(matchId))
        {
            throw new InvariantViolation("trades: expected one of " + oldest() + ".." + newest + ", actual " +
                matchId);
        }
        return trade.wrap(longs, ints, index(matchId, capacity), matchId);
    }

    /**
     * How many trades there are.
     *
     * @return 0..{@link #TRADES_MAX}.
     */
    public int count()
    {
        return count;
    }

    /**
     * The oldest trade that is remembered.
     *
     * @return match id, one above {@link #newest()} where there is none.
     */
    public long oldest()
    {
        return newest - count + 1;
    }

    /**
     * The newest trade.
     *
     * @return match id, 0 where there is none.
     */
    public long newest()
    {
        return newest;
    }

    private void grow()
    {
        final int doubled = capacity * 2;
        final long[] moreLongs = new long[doubled * Trade.LONGS];
        final int[] moreInts = new int[doubled * Trade.INTS];
        for (long matchId = oldest(); matchId <= newest; matchId++)
        {
            final int from = index(matchId, capacity);
            final int to = index(matchId, doubled);
            System.arraycopy(longs, from * Trade.LONGS, moreLongs, to * Trade.LONGS, Trade.LONGS);
            System.arraycopy(ints, from * Trade.INTS, moreInts, to * Trade.INTS, Trade.INTS);
        }
        longs = moreLongs;
        ints = moreInts;
        capacity = doubled;
    }

    private static int index(final long matchId, final int capacity)
    {
        return (int)matchId & capacity - 1;
    }
}
