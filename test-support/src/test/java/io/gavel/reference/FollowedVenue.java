package io.gavel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.reference.VenueReport.Type;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A venue, and beside it what its reports say by themselves, checked against each other after each command. */
final class FollowedVenue
{
    private final List<VenueReport> reports = new ArrayList<>();
    private final ReferenceVenue venue = new ReferenceVenue(TradingPhase.CONTINUOUS, reports::add);
    private final Map<Long, VenueOrder> sent = new HashMap<>();
    private final Map<Long, Long> traded = new HashMap<>();
    // Lots that are open, and those that the public sees, as the reports have it.
    private final Map<Long, Long> open = new TreeMap<>();
    private final Map<Long, Long> shown = new TreeMap<>();
    private long reference;
    private long dynamicBps;
    private long last;
    private String at;

    void run(final VenueCommand command)
    {
        final TradingPhase before = venue.phase();
        final long executable = executable();
        reports.clear();
        if (command instanceof VenueCommand.Enter enter)
        {
            sent.put(enter.order().id(), enter.order());
        }
        if (command instanceof VenueCommand.SetCollar collar)
        {
            reference = 0 == collar.reference() ? reference : collar.reference();
            dynamicBps = collar.dynamicBps();
        }
        command.runOn(venue);
        at = command + " in " + before + " gave " + reports;
        reports.forEach(report -> follow(command, report));
        checkAuction(command, before, executable);
        checkAtOnce(command);
        checkState();
    }

    private void follow(final VenueCommand command, final VenueReport report)
    {
        final long id = report.id();
        switch (report.type())
        {
            case ACCEPTED -> open.put(id, sent.get(id).lots());
            case REPLACED -> followReplace(id, ((VenueCommand.Replace)command).lots());
            case RESTED -> shown.put(id, report.lots());
            case TRADE ->
            {
                final long around = 0 == last ? reference : last;
                assertTrue(0 == dynamicBps || 0 == around ||
                    Math.abs(report.price() - around) * 10_000 <= dynamicBps * around, at);
                assertTrue(report.lots() <= shown.get(report.otherId()), at);
                followTrade(report);
            }
            case AUCTION_TRADE ->
            {
                reference = report.price();
                followTrade(report);
            }
            case CANCELED, EXPIRED ->
            {
                take(id, report.lots());
                shown.remove(id);
            }
            case RESTATED -> take(id, report.lots());
            default -> assertTrue(Type.REJECTED != report.type() || 1 == reports.size(), at);
        }
    }

    private void followTrade(final VenueReport report)
    {
        last = report.price();
        final VenueOrder order = sent.get(report.id());
        final VenueOrder other = sent.get(report.otherId());
        assertTrue(order.side() != other.side(), at);
        for (final long id : new long[]{report.id(), report.otherId()})
        {
            take(id, report.lots());
            traded.merge(id, report.lots(), Long::sum);
        }
    }

    private void followReplace(final long id, final long lots)
    {
        if (0 != lots)
        {
            open.put(id, lots - traded.getOrDefault(id, 0L));
        }
        // One that lost its place is told more: that it traded, rests or was taken out; or waits for the close again.
        final boolean isWaiting = TimeInForce.AT_THE_CLOSE == sent.get(id).tif() &&
            venue.book(sent.get(id).side()).stream().noneMatch(order -> id == order.id());
        if (1 == reports.size() && !isWaiting)
        {
            shown.computeIfPresent(id, (key, before) -> Math.min(before, open.get(id)));
        }
        else
        {
            shown.remove(id);
        }
    }

    private void take(final long id, final long lots)
    {
        final long left = open.get(id) - lots;
        assertTrue(lots > 0 && left >= 0, at);
        open.put(id, left);
        open.remove(id, 0L);
        shown.computeIfPresent(id, (key, before) -> before > lots ? before - lots : null);
    }

    // What the best of all prices would trade, whether an order has that price or not.
    private long executable()
    {
        final List<ReferenceVenue.Resting> bids = venue.book(Side.BUY);
        final List<ReferenceVenue.Resting> asks = venue.book(Side.SELL);
        return Stream.concat(bids.stream(), asks.stream())
            .flatMapToLong(order -> LongStream.rangeClosed(order.price() - 1, order.price() + 1))
            .map(price -> Math.min(
                bids.stream().filter(bid -> bid.price() >= price).mapToLong(ReferenceVenue.Resting::open).sum(),
                asks.stream().filter(ask -> ask.price() <= price).mapToLong(ReferenceVenue.Resting::open).sum()))
            .max().orElse(0);
    }

    private void checkAuction(final VenueCommand command, final TradingPhase before, final long executable)
    {
        final List<VenueReport> trades = reports.stream()
            .filter(report -> Type.AUCTION_TRADE == report.type()).toList();
        final boolean isUncrossing = command instanceof VenueCommand.SetPhase set &&
            (TradingPhase.CONTINUOUS == set.phase() ||
            TradingPhase.CLOSING_AUCTION == before &&
                (TradingPhase.POST_CLOSE == set.phase() || TradingPhase.CLOSED == set.phase()));
        assertEquals(isUncrossing ? executable : 0, trades.stream().mapToLong(VenueReport::lots).sum(), at);
        assertTrue(trades.stream().map(VenueReport::price).distinct().count() <= 1, at);
    }

    // An order that must trade at once, in whole or in part, does or does not.
    private void checkAtOnce(final VenueCommand command)
    {
        if (!(command instanceof VenueCommand.Enter enter) || 0 != enter.order().stop())
        {
            return;
        }
        final VenueOrder order = enter.order();
        final long filled = traded.getOrDefault(order.id(), 0L);
        final long selfTraded = reports.stream()
            .filter(report -> order.id() == report.id() && (Type.RESTATED == report.type() ||
            Type.CANCELED == report.type() && "SELF_TRADE".equals(report.word())))
            .mapToLong(VenueReport::lots).sum();
        if (TimeInForce.FOK == order.tif())
        {
            assertTrue(0 == filled || order.lots() == filled + selfTraded, at);
        }
        assertTrue(0 == order.min() || 0 == filled || filled >= order.min(), at);
    }

    private void checkState()
    {
        final Map<Long, Long> openThere = new TreeMap<>();
        venue.openOrders().forEach(id -> openThere.put(id, venue.openLots(id)));
        assertEquals(openThere, open, at);
        final List<ReferenceVenue.Resting> bids = venue.book(Side.BUY);
        final List<ReferenceVenue.Resting> asks = venue.book(Side.SELL);
        final Map<Long, Long> shownThere = new TreeMap<>();
        Stream.concat(bids.stream(), asks.stream()).forEach(order -> shownThere.put(order.id(), order.shown()));
        assertEquals(shownThere, shown, at);
        assertEquals(venue.lastPrice(), last, at);
        if (TradingPhase.CONTINUOUS != venue.phase())
        {
            return;
        }
        assertTrue(bids.isEmpty() || asks.isEmpty() || bids.get(0).price() < asks.get(0).price(), at);
        for (final ReferenceVenue.WaitingStop stop : venue.waitingStops())
        {
            assertTrue(0 == last || (Side.BUY == stop.side() ? last < stop.stop() : last > stop.stop()), at);
        }
    }
}
