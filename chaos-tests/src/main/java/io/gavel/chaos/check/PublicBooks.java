package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DUPLICATED;
import static io.gavel.chaos.check.Violations.Kind.LOST;

import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What rests in the books, as the public events say. */
final class PublicBooks
{
    private final Map<Long, Resting> orders = new TreeMap<>();
    private final Map<Integer, Listing> listings = new HashMap<>();
    private final Violations violations;

    PublicBooks(final Violations violations)
    {
        this.violations = violations;
    }

    void onInstrument(final InstrumentAddedDecoder event)
    {
        listings.put(event.instrumentId(), new Listing(event.symbol(), event.tickSizeMinor(), event.lotSize()));
    }

    void onAdded(final OrderAddedDecoder event)
    {
        violations.check(null == orders.put(event.orderId(), new Resting(event.instrumentId(),
            event.side() == Side.BUY, event.priceTicks(), event.quantityLots())), DUPLICATED,
            "event " + event.eventSeq() + " adds order " + event.orderId() + " to the book, which is there");
    }

    void onLeaves(final long eventSeq, final long orderId, final long leavesLots)
    {
        final Resting order = orders.get(orderId);
        if (order == null)
        {
            violations.add(LOST, "event " + eventSeq + " is of order " + orderId + ", which is not in the book");
        }
        else if (leavesLots == 0)
        {
            orders.remove(orderId);
        }
        else
        {
            orders.put(orderId, new Resting(order.instrumentId, order.isBuy, order.priceTicks, leavesLots));
        }
    }

    Map<Long, Resting> orders()
    {
        return orders;
    }

    Map<Integer, Listing> listings()
    {
        return listings;
    }

    /** An instrument. */
    record Listing(String symbol, long tickSizeMinor, long lotSize)
    {
    }

    /** An order in the book. */
    record Resting(int instrumentId, boolean isBuy, long priceTicks, long leavesLots)
    {
    }
}
