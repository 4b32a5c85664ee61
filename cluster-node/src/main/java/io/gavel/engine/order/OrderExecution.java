package io.gavel.engine.order;

import io.gavel.engine.Venue;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;

/**
 * What becomes of an order once it is accepted, replaced or triggered: it waits, rests, or trades and then rests or is
 * cancelled; and the stop orders that its trades trigger do the same, one after the other.
 */
public final class OrderExecution
{
    private final Venue venue;
    private final ReportEncoder reports;
    private final OpenOrders openOrders;
    private final Stops stops;
    private final Matcher matcher;
    private final DryRun dryRun;
    private boolean isPauseDue;

    OrderExecution(
        final Venue venue,
        final ReportEncoder reports,
        final OpenOrders openOrders,
        final Stops stops,
        final Matcher matcher)
    {
        this.venue = venue;
        this.reports = reports;
        this.openOrders = openOrders;
        this.stops = stops;
        this.matcher = matcher;
        dryRun = new DryRun(venue, openOrders);
    }

    /**
     * Puts an order where it belongs in the phase that its instrument is in. Emits what comes of it.
     *
     * @param slot       of the order, committed and in no book.
     * @param instrument of it.
     * @return true where the dynamic band stopped the trading: the instrument has to be paused.
     */
    boolean place(final int slot, final Instrument instrument)
    {
        final TradingState trading = instrument.trading();
        final int flags = venue.orders().flags(slot);
        final boolean isWaitingStop = OrderFlags.isStop(flags) && !OrderFlags.isTriggered(flags);
        if (TimeInForce.AT_THE_CLOSE == OrderFlags.timeInForce(flags) &&
            TradingPhase.CLOSING_AUCTION != trading.phase())
        {
            openOrders.awaitClose(slot, instrument);
            return false;
        }
        if (isWaitingStop && !(trading.isContinuous() && Stops.isReached(OrderFlags.side(flags),
            venue.orders().terms().stopTicks(slot), trading.lastTicks())))
        {
            openOrders.awaitStop(slot, instrument);
            return false;
        }
        if (!trading.isContinuous())
        {
            openOrders.rest(slot, instrument);
            return false;
        }
        isPauseDue = false;
        if (isWaitingStop)
        {
            trigger(slot, instrument);
        }
        else
        {
            trade(slot, instrument);
        }
        return runTriggered(instrument);
    }

    /**
     * Works the triggered stop orders off. Emits for each TRIGGERED and what comes of it.
     *
     * @param instrument that is in continuous trading.
     * @return true where the dynamic band stopped the trading: the instrument has to be paused.
     */
    private boolean runTriggered(final Instrument instrument)
    {
        while (!isPauseDue)
        {
            final int slot = stops.poll();
            if (Orders.NIL == slot)
            {
                return false;
            }
            trigger(slot, instrument);
        }
        putBack(instrument);
        return true;
    }

    // Nothing trades any more for now: what is in the queue waits again.
    private void putBack(final Instrument instrument)
    {
        final Orders orders = venue.orders();
        for (int slot = stops.poll(); Orders.NIL != slot; slot = stops.poll())
        {
            if (stops.canAdd(orders.side(slot), orders.terms().stopTicks(slot), instrument))
            {
                stops.add(slot, instrument);
            }
            else
            {
                openOrders.end(slot, ExecType.CANCELED, CancelReason.NO_ROOM);
            }
        }
    }

    /**
     * Continuous trading begins: stop orders whose price was reached meanwhile are triggered.
     *
     * @param instrument that is in continuous trading.
     * @return true where the dynamic band stopped the trading: the instrument has to be paused.
     */
    boolean resumeStops(final Instrument instrument)
    {
        isPauseDue = false;
        if (0 != instrument.trading().lastTicks())
        {
            stops.onTrade(instrument, instrument.trading().lastTicks());
        }
        return runTriggered(instrument);
    }

    private void trigger(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        orders.flags(slot, OrderFlags.triggered(orders.flags(slot)));
        final Connection owner = owner(slot);
        reports.order(owner, 0, slot, ExecType.TRIGGERED, openOrders.openStatus(slot), orders.leavesQty(slot));
        reports.end(owner);
        trade(slot, instrument);
    }

    private void trade(final int slot, final Instrument instrument)
    {
        final Connection owner = owner(slot);
        final CancelReason unfillable = unfillable(slot, instrument);
        if (CancelReason.NONE != unfillable)
        {
            openOrders.cancelRest(slot, owner, instrument, unfillable);
            return;
        }
        final int left = matcher.match(slot, instrument, owner);
        final CancelReason stop = matcher.stop();
        isPauseDue |= CancelReason.VOLATILITY_PAUSE == stop;
        if (0 == left)
        {
            openOrders.delist(slot, instrument);
            venue.pool().free(slot);
            return;
        }
        final CancelReason reason = reasonToCancelRest(slot, instrument, stop);
        if (CancelReason.NONE == reason)
        {
            openOrders.rest(slot, instrument);
        }
        else
        {
            openOrders.cancelRest(slot, owner, instrument, reason);
        }
    }

    private CancelReason unfillable(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        if (TimeInForce.FOK == orders.timeInForce(slot))
        {
            return dryRun.wouldTrade(slot, instrument, orders.leavesQty(slot)) ?
                CancelReason.NONE : CancelReason.FOK_UNFILLABLE;
        }
        // Of an order that has traded the condition is fulfilled.
        final int minQty = 0 == orders.cumQty(slot) ? orders.terms().minQty(slot) : 0;
        return 0 == minQty || dryRun.wouldTrade(slot, instrument, minQty) ?
            CancelReason.NONE : CancelReason.MIN_QTY_UNFILLABLE;
    }

    private CancelReason reasonToCancelRest(final int slot, final Instrument instrument, final CancelReason stop)
    {
        final Orders orders = venue.orders();
        if (CancelReason.SELF_TRADE == stop || CancelReason.DAY_LIMIT == stop)
        {
            return stop;
        }
        if (OrderFlags.mayRest(orders.flags(slot)))
        {
            return instrument.book().canRest(orders.side(slot), orders.priceTicks(slot)) ?
                CancelReason.NONE : CancelReason.NO_ROOM;
        }
        if (CancelReason.NONE != stop)
        {
            return stop;
        }
        final OrdType ordType = OrderFlags.ordType(orders.flags(slot));
        return OrdType.LIMIT == ordType || OrdType.STOP_LIMIT == ordType ?
            CancelReason.IOC_REMAINDER : CancelReason.MARKET_REMAINDER;
    }

    /**
     * The best price of the other side, with which an order could not trade yet.
     *
     * @param side       of the order.
     * @param instrument of it.
     * @return ticks; 0 where the other side is empty.
     */
    static long oppositeTicks(final Side side, final Instrument instrument)
    {
        return instrument.book().bestPriceTicks(Side.BUY == side ? Side.SELL : Side.BUY);
    }

    private Connection owner(final int slot)
    {
        return venue.participants().connection(venue.orders().connection(slot));
    }
}
