package io.gavel.gateway.book;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest trades of one instrument, up to a bound. For one thread.
 */
public final class TradeHistory
{
    /** Trades that are kept. */
    public static final int CAPACITY = 1_000;

    private final Trade[] ring = new Trade[CAPACITY];
    private long count;

    /**
     * Takes a trade in; the oldest makes room.
     *
     * @param trade newer than those before.
     */
    public void add(final Trade trade)
    {
        ring[(int)(count++ % CAPACITY)] = trade;
    }

    /**
     * The newest trades.
     *
     * @param limit at most so many.
     * @return newest first; a copy.
     */
    public List<Trade> newest(final int limit)
    {
        final int size = (int)Math.min(limit, Math.min(count, CAPACITY));
        final List<Trade> result = new ArrayList<>(size);
        for (int i = 0; i < size; i++)
        {
            result.add(ring[(int)((count - 1 - i) % CAPACITY)]);
        }
        return result;
    }
}
