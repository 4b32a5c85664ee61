package io.gavel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.List;

/** A venue, what is done to it, and what it must say to the last command. */
abstract class VenueScript
{
    private final List<VenueReport> reports = new ArrayList<>();
    private final ReferenceVenue venue = new ReferenceVenue(TradingPhase.CONTINUOUS, reports::add);
    private final List<VenueReport> ofLast = new ArrayList<>();

    static VenueOrder buy(final long id, final long lots, final long price)
    {
        return VenueOrder.limit(id, Side.BUY, lots, price).by((int)id, (int)id);
    }

    static VenueOrder sell(final long id, final long lots, final long price)
    {
        return VenueOrder.limit(id, Side.SELL, lots, price).by((int)id, (int)id);
    }

    final void enter(final VenueOrder... orders)
    {
        for (final VenueOrder order : orders)
        {
            run(new VenueCommand.Enter(order));
        }
    }

    final void cancel(final long id)
    {
        run(new VenueCommand.Cancel(id));
    }

    final void replace(final long id, final long price, final long lots)
    {
        run(new VenueCommand.Replace(id, price, lots, 0, 0));
    }

    final void phase(final TradingPhase phase)
    {
        run(new VenueCommand.SetPhase(phase));
    }

    final void collar(final long reference, final int staticBps, final int dynamicBps)
    {
        run(new VenueCommand.SetCollar(reference, staticBps, dynamicBps));
    }

    /** Two orders of nobody else trade one lot, so that this is the last price. */
    final void tradeAt(final long price)
    {
        enter(buy(901, 1, price), sell(902, 1, price));
    }

    final void run(final VenueCommand command)
    {
        reports.clear();
        command.runOn(venue);
        ofLast.clear();
        ofLast.addAll(reports);
    }

    final void says(final String... expected)
    {
        assertEquals(List.of(expected), ofLast.stream().map(VenueReport::toString).toList());
    }

    /** The book as it is, {@code id shown(open)@price}. */
    final void hasBook(final Side side, final String... expected)
    {
        assertEquals(List.of(expected), venue.book(side).stream()
            .map(order -> order.id() + " " + order.shown() + "(" + order.open() + ")@" + order.price()).toList());
    }
}
