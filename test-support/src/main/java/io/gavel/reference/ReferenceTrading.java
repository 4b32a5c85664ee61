package io.gavel.reference;

import io.gavel.reference.ReferenceOrder.Where;
import io.gavel.schema.CancelReason;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Trades orders against the book, in continuous trading. */
final class ReferenceTrading
{
    private final ReferenceState state;
    private final Consumer<VenueReport> reports;
    // Stops whose price was reached, whose turn is still to come.
    private final List<ReferenceOrder> queue = new ArrayList<>();

    ReferenceTrading(final ReferenceState state, final Consumer<VenueReport> reports)
    {
        this.state = state;
        this.reports = reports;
    }

    /**
     * Trades an order that arrives, then the stops that this triggers.
     *
     * @param order that is open and in no book.
     * @param isNew false where the order was accepted before, and what must trade at once of it has traded or not.
     */
    void trade(final ReferenceOrder order, final boolean isNew)
    {
        tradeOne(order, isNew);
        workOff();
    }

    /** Triggers the stops that the last trade reaches, in the order of entry. */
    void triggerStops()
    {
        queueStops();
        workOff();
    }

    /**
     * Puts an order at the tail of its price.
     *
     * @param order that is open.
     */
    void rest(final ReferenceOrder order)
    {
        order.rest(state.nextPlace());
        reports.accept(VenueReport.rested(order.id(), order.shown(), order.price()));
    }

    /**
     * Cancels what is open of an order.
     *
     * @param order  that is open.
     * @param reason that its owner is told.
     */
    void cancel(final ReferenceOrder order, final CancelReason reason)
    {
        state.close(order);
        reports.accept(VenueReport.canceled(order.id(), order.open(), reason));
    }

    /**
     * Rests an order anew that shows nothing any more.
     *
     * @param order of the book, or one that is not open any more.
     */
    void showNextPeak(final ReferenceOrder order)
    {
        if (state.isOpen(order) && order.is(Where.BOOK) && 0 == order.shown())
        {
            rest(order);
        }
    }

    /**
     * Closes an order that is done.
     *
     * @param order that is open, its lots already lower.
     */
    void closeIfFilled(final ReferenceOrder order)
    {
        if (0 == order.open())
        {
            state.close(order);
        }
    }

    private void workOff()
    {
        while (state.isContinuous() && !queue.isEmpty())
        {
            final ReferenceOrder stop = queue.remove(0);
            stop.move(Where.NOWHERE);
            reports.accept(VenueReport.triggered(stop.id()));
            tradeOne(stop, true);
        }
        // What is left after a pause goes on waiting.
        queue.clear();
    }

    private void queueStops()
    {
        for (final ReferenceOrder order : state.orders())
        {
            if (order.isTriggeredBy(state.bands().last()) && !queue.contains(order))
            {
                queue.add(order);
            }
        }
    }

    private void tradeOne(final ReferenceOrder order, final boolean isNew)
    {
        if (isNew && !isEnough(order))
        {
            cancel(order, TimeInForce.FOK == order.tif() ?
                CancelReason.FOK_UNFILLABLE : CancelReason.MIN_QTY_UNFILLABLE);
            return;
        }
        final boolean isPaused = match(order);
        if (state.isOpen(order))
        {
            if (order.mayRest())
            {
                rest(order);
            }
            else
            {
                cancel(order, isPaused ? CancelReason.VOLATILITY_PAUSE :
                    order.isMarket() ? CancelReason.MARKET_REMAINDER : CancelReason.IOC_REMAINDER);
            }
        }
        if (isPaused)
        {
            state.phase(TradingPhase.VOLATILITY_AUCTION);
            reports.accept(VenueReport.phase(TradingPhase.VOLATILITY_AUCTION));
        }
    }

    // Tries it out on a copy of everything.
    private boolean isEnough(final ReferenceOrder order)
    {
        final ReferenceState copy = state.copy();
        final ReferenceOrder tried = copy.find(order.id());
        new ReferenceTrading(copy, report ->
        {
        }).match(tried);
        return tried.filled() - order.filled() >=
            (TimeInForce.FOK == order.tif() ? order.open() : order.terms().min());
    }

    // True where the next trade would have left the dynamic band.
    private boolean match(final ReferenceOrder aggressor)
    {
        while (state.isOpen(aggressor))
        {
            final ReferenceOrder resting = state.bestAgainst(aggressor.side());
            if (null == resting || !aggressor.reaches(resting.price()))
            {
                return false;
            }
            if (state.bands().pausesAt(resting.price()))
            {
                return true;
            }
            if (aggressor.shuns(resting))
            {
                preventSelfTrade(aggressor, resting);
            }
            else
            {
                execute(aggressor, resting);
            }
        }
        return false;
    }

    private void execute(final ReferenceOrder aggressor, final ReferenceOrder resting)
    {
        final long lots = Math.min(aggressor.open(), resting.shown());
        aggressor.fill(lots);
        resting.fill(lots);
        reports.accept(VenueReport.trade(aggressor.id(), resting.id(), resting.price(), lots));
        closeIfFilled(resting);
        closeIfFilled(aggressor);
        showNextPeak(resting);
        state.bands(state.bands().withLast(resting.price()));
        queueStops();
    }

    private void preventSelfTrade(final ReferenceOrder aggressor, final ReferenceOrder resting)
    {
        switch (aggressor.terms().stp())
        {
            case CANCEL_RESTING -> cancel(resting, CancelReason.SELF_TRADE);
            case CANCEL_AGGRESSOR -> cancel(aggressor, CancelReason.SELF_TRADE);
            case CANCEL_BOTH ->
            {
                cancel(resting, CancelReason.SELF_TRADE);
                cancel(aggressor, CancelReason.SELF_TRADE);
            }
            case DECREMENT_AND_CANCEL ->
            {
                final long lots = Math.min(aggressor.open(), resting.shown());
                decrement(resting, lots);
                decrement(aggressor, lots);
                showNextPeak(resting);
            }
            default -> throw new IllegalStateException("nothing to prevent for order " + aggressor.id());
        }
    }

    private void decrement(final ReferenceOrder order, final long lots)
    {
        if (lots == order.open())
        {
            cancel(order, CancelReason.SELF_TRADE);
            order.takeOut(lots);
            return;
        }
        order.takeOut(lots);
        reports.accept(VenueReport.restated(order.id(), lots));
    }
}
