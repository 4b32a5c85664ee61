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
     * Busts or corrects a trade where it is still here.
     *
     * @param change of the trade.
     */
    void change(final TradeChange change)
    {
        for (int i = 0; i < size(); i++)
        {
            if (fromNewest(i).matchId() == change.matchId())
            {
                ring[index(i)] = fromNewest(i).after(change);
                return;
            }
        }
    }

    /**
     * The last trade that is not void.
     *
     * @return the trade, or null where none is here.
     */
    Trade last()
    {
        for (int i = 0; i < size(); i++)
        {
            if (!fromNewest(i).isBusted())
            {
                return fromNewest(i);
            }
        }
        return null;
    }

    /**
     * The newest trades, those that are void among them.
     *
     * @param limit at most so many.
     * @return newest first; a copy.
     */
    public List<Trade> newest(final int limit)
    {
        final int size = Math.min(limit, size());
        final List<Trade> result = new ArrayList<>(size);
        for (int i = 0; i < size; i++)
        {
            result.add(fromNewest(i));
        }
        return result;
    }

    private int size()
    {
        return (int)Math.min(count, CAPACITY);
    }

    private int index(final int fromNewest)
    {
        return (int)((count - 1 - fromNewest) % CAPACITY);
    }

    private Trade fromNewest(final int i)
    {
        return ring[index(i)];
    }
}
