package io.gavel.gateway.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The newest trades of the whole venue by their match id, as far back as the venue busts and corrects them: what a
 * candle is made of once more where one of its trades changed. For one thread.
 */
final class VenueTrades
{
    /** Trades that are kept: as many as the venue keeps to bust and correct. */
    static final int CAPACITY = 262_144;

    private final Trade[] trades = new Trade[CAPACITY];
    private final int[] instrumentIds = new int[CAPACITY];

    void add(final int instrumentId, final Trade trade)
    {
        final int index = index(trade.matchId());
        trades[index] = trade;
        instrumentIds[index] = instrumentId;
    }

    /**
     * A trade by its id.
     *
     * @param instrumentId that it was made in.
     * @param matchId      of the trade.
     * @return the trade, or null where it is not here.
     */
    Trade get(final int instrumentId, final long matchId)
    {
        final Trade trade = at(matchId);
        return null != trade && instrumentIds[index(matchId)] == instrumentId ? trade : null;
    }

    void replace(final Trade trade)
    {
        trades[index(trade.matchId())] = trade;
    }

    /**
     * The trades of an instrument about one trade that are not void.
     *
     * @param instrumentId of the trades.
     * @param matchId      of a trade that is here, made in the span.
     * @param fromNs       start of the span, inclusive.
     * @param toNs         end of the span, exclusive.
     * @return in their order; or null where the span may have begun with trades that are not here any more.
     */
    List<Trade> about(final int instrumentId, final long matchId, final long fromNs, final long toNs)
    {
        final Deque<Trade> result = new ArrayDeque<>();
        long id = matchId;
        for (Trade trade = at(id); null != trade && trade.timeNs() >= fromNs; trade = at(--id))
        {
            if (isValid(instrumentId, trade))
            {
                result.addFirst(trade);
            }
        }
        if (id > 0 && null == at(id))
        {
            return null;
        }
        id = matchId + 1;
        for (Trade trade = at(id); null != trade && trade.timeNs() < toNs; trade = at(++id))
        {
            if (isValid(instrumentId, trade))
            {
                result.addLast(trade);
            }
        }
        return new ArrayList<>(result);
    }

    private boolean isValid(final int instrumentId, final Trade trade)
    {
        return !trade.isBusted() && instrumentIds[index(trade.matchId())] == instrumentId;
    }

    private Trade at(final long matchId)
    {
        final Trade trade = trades[index(matchId)];
        return null != trade && trade.matchId() == matchId ? trade : null;
    }

    private static int index(final long matchId)
    {
        return (int)(matchId & (CAPACITY - 1));
    }
}
