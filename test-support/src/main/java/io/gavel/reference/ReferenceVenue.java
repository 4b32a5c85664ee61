package io.gavel.reference;

import io.gavel.reference.ReferenceOrder.Where;
import io.gavel.schema.CancelReason;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One instrument of a venue, without money: every kind of order, every phase of the day and the bands of prices. Slow
 * and plain: a side of the book is a list that is sorted whenever somebody asks, and whether an order could fill is
 * found out by trading it in a copy of everything.
 */
public final class ReferenceVenue implements VenueCommand.Handler
{
    private final Consumer<VenueReport> reports;
    private final ReferenceState state;
    private final ReferenceChecks checks;
    private final ReferenceTrading trading;
    private final Set<Long> ids = new HashSet<>();

    /**
     * An order of the book.
     *
     * @param id    of the order.
     * @param price limit in ticks; of a market order the band's edge.
     * @param shown lots that the public sees.
     * @param open  all lots that it may still trade.
     */
    public record Resting(long id, long price, long shown, long open)
    {
    }

    /**
     * A stop order that waits for its price.
     *
     * @param id   of the order.
     * @param side of the order.
     * @param stop ticks.
     */
    public record WaitingStop(long id, Side side, long stop)
    {
    }

    /**
     * A venue without orders.
     *
     * @param phase   in which it begins.
     * @param reports takes what happens, in order.
     */
    public ReferenceVenue(final TradingPhase phase, final Consumer<VenueReport> reports)
    {
        this.reports = reports;
        state = new ReferenceState(phase);
        checks = new ReferenceChecks(state);
        trading = new ReferenceTrading(state, reports);
    }

    /**
     * Runs a whole flow, from continuous trading on.
     *
     * @param commands in order.
     * @return the reports in order.
     */
    public static List<VenueReport> run(final Iterable<VenueCommand> commands)
    {
        final List<VenueReport> reports = new ArrayList<>();
        final ReferenceVenue venue = new ReferenceVenue(TradingPhase.CONTINUOUS, reports::add);
        commands.forEach(command -> command.runOn(venue));
        return reports;
    }

    /** {@inheritDoc} */
    @Override
    public void enter(final VenueOrder order)
    {
        if (!ids.add(order.id()))
        {
            throw new IllegalArgumentException("order id " + order.id() + " was used before, expected a new one");
        }
        final RejectReason reason = checks.entry(order);
        if (RejectReason.NONE != reason)
        {
            reports.accept(VenueReport.rejected(order.id(), reason));
            return;
        }
        final ReferenceOrder entered = new ReferenceOrder(order, checks.limit(order, order.price()));
        state.open(entered);
        reports.accept(VenueReport.accepted(entered.id(), entered.price()));
        if (entered.isStop())
        {
            waitAtStop(entered);
        }
        else if (entered.waitsForClose(state.phase()))
        {
            waitForClose(entered);
        }
        else if (state.isContinuous())
        {
            trading.trade(entered, true);
        }
        else
        {
            collect(entered);
        }
    }

    /** {@inheritDoc} */
    @Override
    public void cancel(final VenueCommand.Cancel command)
    {
        final ReferenceOrder order = state.find(command.id());
        if (null == order)
        {
            reports.accept(VenueReport.rejected(command.id(), RejectReason.UNKNOWN_ORDER));
            return;
        }
        trading.cancel(order, CancelReason.REQUESTED);
    }

    /** {@inheritDoc} */
    @Override
    public void replace(final VenueCommand.Replace command)
    {
        final ReferenceOrder order = state.find(command.id());
        final RejectReason reason = null == order ? RejectReason.UNKNOWN_ORDER : checks.replace(order, command);
        if (RejectReason.NONE != reason)
        {
            reports.accept(VenueReport.rejected(command.id(), reason));
            return;
        }
        reports.accept(VenueReport.replaced(command.id()));
        final long price = 0 == command.price() ? order.price() : command.price();
        final long open = 0 == command.lots() ? order.open() : command.lots() - order.filled();
        final long display = 0 == command.display() ? order.display() : command.display();
        final long stop = 0 == command.stop() ? order.stop() : command.stop();
        final boolean hasPlace = order.is(Where.BOOK) || order.is(Where.AT_CLOSE);
        if (hasPlace && price == order.price() && open < order.open() && display == order.display())
        {
            order.reduceTo(open);
            return;
        }
        order.change(checks.limit(order.terms(), price), open, display, stop);
        if (order.is(Where.AT_STOP))
        {
            waitAtStop(order);
        }
        else if (order.waitsForClose(state.phase()))
        {
            waitForClose(order);
        }
        else
        {
            order.move(Where.NOWHERE);
            if (state.isContinuous())
            {
                trading.trade(order, false);
            }
            else
            {
                trading.rest(order);
            }
        }
    }

    /** {@inheritDoc} */
    @Override
    public void setPhase(final TradingPhase phase)
    {
        if (phase == state.phase())
        {
            return;
        }
        final boolean isClosing = TradingPhase.POST_CLOSE == phase || TradingPhase.CLOSED == phase;
        if (TradingPhase.CONTINUOUS == phase || (isClosing && TradingPhase.CLOSING_AUCTION == state.phase()))
        {
            uncross();
        }
        if (TradingPhase.CONTINUOUS == phase || isClosing)
        {
            cancelLeftovers(Side.BUY);
            cancelLeftovers(Side.SELL);
        }
        state.phase(phase);
        reports.accept(VenueReport.phase(phase));
        if (TradingPhase.CLOSING_AUCTION == phase)
        {
            joinClose(Side.BUY);
            joinClose(Side.SELL);
        }
        if (TradingPhase.CONTINUOUS == phase)
        {
            trading.triggerStops();
        }
    }

    /** {@inheritDoc} */
    @Override
    public void setCollar(final VenueCommand.SetCollar command)
    {
        final long reference = 0 == command.reference() ? state.bands().reference() : command.reference();
        state.bands(new ReferenceBands(reference, command.staticBps(), command.dynamicBps(), state.bands().last()));
    }

    /** {@inheritDoc} */
    @Override
    public void time(final long nowNs)
    {
        state.nowNs(Math.max(nowNs, state.nowNs()));
        state.orders().stream()
            .filter(order -> TimeInForce.GTD == order.tif() && order.terms().expireTime() <= state.nowNs())
            .sorted(Comparator.comparingLong(order -> order.terms().expireTime()))
            .forEach(this::expire);
    }

    /** {@inheritDoc} */
    @Override
    public void endDay()
    {
        state.orders().stream()
            .filter(order -> switch (order.tif())
            {
                case DAY, AT_THE_OPEN, AT_THE_CLOSE -> true;
                default -> false;
            })
            .forEach(this::expire);
    }

    /**
     * The phase that the instrument is in.
     *
     * @return any.
     */
    public TradingPhase phase()
    {
        return state.phase();
    }

    /**
     * The price of the last trade.
     *
     * @return ticks; 0 before the first.
     */
    public long lastPrice()
    {
        return state.bands().last();
    }

    /**
     * Every order that is open.
     *
     * @return ids in the order of entry.
     */
    public List<Long> openOrders()
    {
        return state.orders().stream().map(ReferenceOrder::id).toList();
    }

    /**
     * What an open order may still trade.
     *
     * @param id of the order.
     * @return lots; 0 where it is not open.
     */
    public long openLots(final long id)
    {
        final ReferenceOrder order = state.find(id);
        return null == order ? 0 : order.open();
    }

    /**
     * Stop orders that wait for their price.
     *
     * @return in the order of entry.
     */
    public List<WaitingStop> waitingStops()
    {
        return state.orders().stream()
            .filter(order -> order.is(Where.AT_STOP))
            .map(order -> new WaitingStop(order.id(), order.side(), order.stop()))
            .toList();
    }

    /**
     * A side of the book.
     *
     * @param side of the book.
     * @return its orders, the one that trades first in front.
     */
    public List<Resting> book(final Side side)
    {
        return state.book(side).stream()
            .map(order -> new Resting(order.id(), order.price(), order.shown(), order.open()))
            .toList();
    }

    private void waitAtStop(final ReferenceOrder order)
    {
        order.move(Where.AT_STOP);
        if (state.isContinuous())
        {
            trading.triggerStops();
        }
    }

    // Takes an order into the book of an auction.
    private void collect(final ReferenceOrder order)
    {
        rank(order);
        trading.rest(order);
    }

    private void waitForClose(final ReferenceOrder order)
    {
        rank(order);
        order.waitForClose(state.nextPlace());
    }

    private void joinClose(final Side side)
    {
        state.orders().stream()
            .filter(order -> order.is(Where.AT_CLOSE) && side == order.side())
            .sorted(Comparator.comparingLong(ReferenceOrder::place))
            .forEach(trading::rest);
    }

    // A market order is one at the band's edge in an auction, as the band is when it is entered.
    private void rank(final ReferenceOrder order)
    {
        if (order.isMarket() && 0 == order.price())
        {
            order.rankAt(Side.BUY == order.side() ? state.bands().upper() : state.bands().lower());
        }
    }

    private void uncross()
    {
        final List<ReferenceAuction.Order> orders = new ArrayList<>();
        for (final Side side : List.of(Side.BUY, Side.SELL))
        {
            state.book(side).forEach(order -> orders.add(new ReferenceAuction.Order(
                order.id(), side, order.price(), order.open(), order.place())));
        }
        final ReferenceAuction.Result result =
            ReferenceAuction.uncross(orders, state.bands().auctionReference());
        for (final ReferenceAuction.Trade trade : result.trades())
        {
            final ReferenceOrder buy = state.find(trade.buyId());
            final ReferenceOrder sell = state.find(trade.sellId());
            buy.fill(trade.lots());
            sell.fill(trade.lots());
            reports.accept(VenueReport.auctionTrade(buy.id(), sell.id(), result.price(), trade.lots()));
            trading.closeIfFilled(buy);
            trading.closeIfFilled(sell);
        }
        // What an iceberg hides trades in its peak's place; the one that is left shows new lots when all is done.
        for (final Side side : List.of(Side.BUY, Side.SELL))
        {
            state.book(side).forEach(trading::showNextPeak);
        }
        if (0 != result.price())
        {
            state.bands(state.bands().withLast(result.price()).withReference(result.price()));
        }
    }

    private void cancelLeftovers(final Side side)
    {
        for (final ReferenceOrder order : state.book(side))
        {
            if (order.isMarket())
            {
                trading.cancel(order, CancelReason.MARKET_REMAINDER);
            }
            else if (TimeInForce.AT_THE_OPEN == order.tif() || TimeInForce.AT_THE_CLOSE == order.tif())
            {
                trading.cancel(order, CancelReason.AUCTION_ENDED);
            }
        }
    }

    private void expire(final ReferenceOrder order)
    {
        state.close(order);
        reports.accept(VenueReport.expired(order.id(), order.open()));
    }
}
