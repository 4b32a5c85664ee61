package io.gavel.reference;

import io.gavel.reference.ReferenceOrder.Where;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is known of an instrument. */
final class ReferenceState
{
    // In the order of entry; a closed order is taken out.
    private final List<ReferenceOrder> orders = new ArrayList<>();
    private TradingPhase phase;
    private ReferenceBands bands = new ReferenceBands(0, 0, 0, 0);
    private long nowNs;
    private long places;

    ReferenceState(final TradingPhase phase)
    {
        this.phase = phase;
    }

    /** A copy in which anything may be tried. */
    ReferenceState copy()
    {
        final ReferenceState copy = new ReferenceState(phase);
        orders.forEach(order -> copy.orders.add(order.copy()));
        copy.bands = bands;
        copy.nowNs = nowNs;
        copy.places = places;
        return copy;
    }

    TradingPhase phase()
    {
        return phase;
    }

    void phase(final TradingPhase newPhase)
    {
        phase = newPhase;
    }

    boolean isContinuous()
    {
        return TradingPhase.CONTINUOUS == phase;
    }

    boolean isCollecting()
    {
        return switch (phase)
        {
            case PRE_OPEN, OPENING_AUCTION, CLOSING_AUCTION, VOLATILITY_AUCTION -> true;
            default -> false;
        };
    }

    ReferenceBands bands()
    {
        return bands;
    }

    void bands(final ReferenceBands newBands)
    {
        bands = newBands;
    }

    long nowNs()
    {
        return nowNs;
    }

    void nowNs(final long newNowNs)
    {
        nowNs = newNowNs;
    }

    long nextPlace()
    {
        return ++places;
    }

    /** Open orders in the order of entry: a copy, so that orders may close meanwhile. */
    List<ReferenceOrder> orders()
    {
        return List.copyOf(orders);
    }

    ReferenceOrder find(final long id)
    {
        return orders.stream().filter(order -> id == order.id()).findFirst().orElse(null);
    }

    boolean isOpen(final ReferenceOrder order)
    {
        return orders.contains(order);
    }

    void open(final ReferenceOrder order)
    {
        orders.add(order);
    }

    void close(final ReferenceOrder order)
    {
        orders.remove(order);
    }

    /** Orders of a side of the book, the one that trades first in front. */
    List<ReferenceOrder> book(final Side side)
    {
        final Comparator<ReferenceOrder> cheapestFirst = Comparator.comparingLong(ReferenceOrder::price);
        final Comparator<ReferenceOrder> bestFirst = Side.BUY == side ? cheapestFirst.reversed() : cheapestFirst;
        return orders.stream()
            .filter(order -> order.is(Where.BOOK) && side == order.side())
            .sorted(bestFirst.thenComparingLong(ReferenceOrder::place))
            .toList();
    }

    /** The order that one of a side would trade with first; null where there is none. */
    ReferenceOrder bestAgainst(final Side side)
    {
        return book(Side.BUY == side ? Side.SELL : Side.BUY).stream().findFirst().orElse(null);
    }
}
