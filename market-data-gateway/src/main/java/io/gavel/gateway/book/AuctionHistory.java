package io.gavel.gateway.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The newest auctions of one instrument, up to a bound. For one thread.
 */
public final class AuctionHistory
{
    /** Auctions that are kept. */
    public static final int CAPACITY = 100;

    private final ArrayDeque<Uncrossing> auctions = new ArrayDeque<>();

    void add(final Uncrossing auction)
    {
        if (auctions.size() == CAPACITY)
        {
            auctions.pollLast();
        }
        auctions.addFirst(auction);
    }

    /**
     * The newest auctions.
     *
     * @param limit at most so many.
     * @return newest first; a copy.
     */
    public List<Uncrossing> newest(final int limit)
    {
        final List<Uncrossing> result = new ArrayList<>(Math.min(limit, auctions.size()));
        final Iterator<Uncrossing> from = auctions.iterator();
        while (result.size() < limit && from.hasNext())
        {
            result.add(from.next());
        }
        return result;
    }
}
