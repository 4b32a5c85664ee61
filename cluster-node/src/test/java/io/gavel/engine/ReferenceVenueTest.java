package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.reference.ReferenceAuction;
import io.gavel.reference.ReferenceVenue;
import io.gavel.reference.VenueCommand;
import io.gavel.reference.VenueFlow;
import io.gavel.reference.VenueReport;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine does command by command what the naive venue does, and has the same book. One seed again:
 * {@code -Dreference.seed=N}.
 */
class ReferenceVenueTest
{
    private static final int SEEDS = Integer.getInteger("reference.seeds", 300);
    private static final int COMMANDS = Integer.getInteger("reference.commands", 600);

    private final Map<VenueReport.Type, Integer> seen = new EnumMap<>(VenueReport.Type.class);

    @Test
    void shouldDoAsTheNaiveVenueDoes()
    {
        final Long only = Long.getLong("reference.seed");
        for (long seed = null == only ? 1 : only; seed <= (null == only ? SEEDS : only); seed++)
        {
            compare(seed);
        }
        if (null == only)
        {
            for (final VenueReport.Type type : VenueReport.Type.values())
            {
                assertTrue(seen.getOrDefault(type, 0) >= SEEDS / 3, "the flows must make everything happen: " + seen);
            }
        }
    }

    private void compare(final long seed)
    {
        final VenueFlow flow = new VenueFlow(seed);
        final List<VenueReport> expected = new ArrayList<>();
        final ReferenceVenue venue = new ReferenceVenue(TradingPhase.CONTINUOUS, expected::add);
        final DrivenVenue driven = new DrivenVenue();
        final long restart = seed * 7_919 % COMMANDS;
        for (int i = 0; i < COMMANDS; i++)
        {
            final VenueCommand command = flow.next();
            final String where = "seed " + seed + ", command " + i + " " + command +
                ", run it alone with -Dreference.seed=" + seed;
            final TradingPhase phase = venue.phase();
            try
            {
                expected.clear();
                command.runOn(venue);
                final List<VenueReport> actual = new ArrayList<>(driven.run(command));
                if (command instanceof VenueCommand.EndDay)
                {
                    // The engine goes by the slots of its orders.
                    expected.sort(Comparator.comparingLong(VenueReport::id));
                    actual.sort(Comparator.comparingLong(VenueReport::id));
                }
                assertEquals(expected, actual, () -> where + ", in " + phase);
                assertEquals(venue.phase(), driven.phase(), where);
                if (!driven.isDayEnding())
                {
                    compareState(venue, driven, where);
                }
                if (command instanceof VenueCommand.Time && expected.isEmpty() && driven.isInAuction())
                {
                    compareIndicative(venue, driven, where);
                }
                if (i == restart)
                {
                    driven.restart();
                }
            }
            catch (final RuntimeException e)
            {
                throw new AssertionError(where, e);
            }
            expected.forEach((report) -> seen.merge(report.type(), 1, Integer::sum));
        }
    }

    // Time goes by in steps no shorter than what there is between two looks at the price, if no order ends by it.
    private static void compareIndicative(final ReferenceVenue venue, final DrivenVenue driven, final String where)
    {
        final List<ReferenceAuction.Order> orders = new ArrayList<>();
        for (final Side side : List.of(Side.BUY, Side.SELL))
        {
            venue.book(side).forEach((order) ->
                orders.add(new ReferenceAuction.Order(order.id(), side, order.price(), order.open(), 0)));
        }
        final ReferenceAuction.Result result = ReferenceAuction.uncross(orders, driven.referencePrice());
        assertEquals(new ReferenceAuction.Result(
            result.price(), result.volume(), result.surplus(), result.surplusSide(), List.of()),
            driven.indicative(), () -> where + ", the price of an auction");
    }

    private static void compareState(final ReferenceVenue venue, final DrivenVenue driven, final String where)
    {
        for (final Side side : List.of(Side.BUY, Side.SELL))
        {
            final List<ReferenceVenue.Resting> book = venue.book(side);
            assertEquals(book, driven.book(side), () -> where + ", the book");
            assertEquals(
                book.stream().map((order) -> new ReferenceVenue.Resting(order.id(), order.price(), order.shown(), 0))
                    .toList(),
                driven.publicBook(side), () -> where + ", the book as the public sees it");
        }
        assertEquals(venue.openOrders().size(), driven.openCount(), where);
        assertEquals(venue.lastPrice(), driven.lastPrice(), where);
    }
}
