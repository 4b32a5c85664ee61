package io.gavel.engine.order;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Venue;
import io.gavel.engine.book.MatchListener;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.risk.DayAllowance;
import io.gavel.schema.CancelReason;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.Side;

/**
 * Trades an aggressor against the book, each time at the resting order's price, until nothing is left that it could
 * trade with, or something stops it: see {@link #stop()}.
 */
final class Matcher implements MatchListener
{
    private final Venue venue;
    private final Trades trades;
    private final OpenOrders openOrders;
    private final Stops stops;
    private final DayAllowance allowance;
    private Instrument instrument;
    private Connection owner;
    private Side side;
    private SelfTradePrevention prevention;
    private int aggressor;
    private int flags;
    private boolean isCashBound;
    private boolean isSelfTradeOver;
    private CancelReason stop;

    Matcher(final Venue venue, final Trades trades, final OpenOrders openOrders, final Stops stops)
    {
        this.venue = venue;
        this.trades = trades;
        this.openOrders = openOrders;
        this.stops = stops;
        allowance = new DayAllowance(venue);
    }

    /**
     * Trades an order that is in no book. Emits for each trade OrderExecuted, the resting owner's report and the
     * aggressor's, and for each resting order that self-trade prevention takes out its report and OrderDeleted.
     *
     * @param slot       of the order, whose money or shares are held.
     * @param traded     what it trades.
     * @param connection that entered it.
     * @return lots that are left; they are in the order's record too.
     */
    int match(final int slot, final Instrument traded, final Connection connection)
    {
        final Orders orders = venue.orders();
        instrument = traded;
        owner = connection;
        aggressor = slot;
        flags = orders.flags(slot);
        side = OrderFlags.side(flags);
        prevention = OrderFlags.prevention(flags);
        isCashBound = Side.BUY == side && 0 == orders.priceTicks(slot);
        isSelfTradeOver = false;
        stop = CancelReason.NONE;
        allowance.begin(slot, openOrders.accountId(slot), traded.instrumentId(),
            orders.priceTicks(slot) * traded.tickLotMinor() * orders.leavesQty(slot));
        final int left = traded.book().match(side, openOrders.limitTicks(slot), orders.leavesQty(slot), this);
        if (left != orders.leavesQty(slot))
        {
            throw new InvariantViolation("order " + venue.pool().orderId(slot) + ": the match left " + left +
                " lots, the order has " + orders.leavesQty(slot));
        }
        // What rests could trade at its limit: it must fit beside what has traded.
        if (left > 0 && CancelReason.NONE == stop &&
            !allowance.hasRoomFor(orders.priceTicks(slot) * traded.tickLotMinor() * left))
        {
            stop = CancelReason.DAY_LIMIT;
        }
        return left;
    }

    /**
     * Why the last match ended though the book has more to trade with.
     *
     * @return CASH_EXHAUSTED, SELF_TRADE, VOLATILITY_PAUSE, DAY_LIMIT, or NONE where nothing stopped it.
     */
    CancelReason stop()
    {
        return stop;
    }

    /** {@inheritDoc} */
    @Override
    public int decide(final int restingOrder, final long priceTicks, final int lots)
    {
        if (isSelfTradeOver)
        {
            return 0;
        }
        if (instrument.trading().collar().isBeyondDynamicBand(priceTicks, instrument.trading().lastTicks()))
        {
            stop = CancelReason.VOLATILITY_PAUSE;
            return 0;
        }
        if (SelfTradePrevention.NONE != prevention && openOrders.isOwn(flags, aggressor, restingOrder))
        {
            return preventSelfTrade();
        }
        return affordableLots(priceTicks, lots);
    }

    private int preventSelfTrade()
    {
        switch (prevention)
        {
            case CANCEL_RESTING:
                return CANCEL_RESTING;

            case DECREMENT_AND_CANCEL:
                return DECREMENT;

            case CANCEL_BOTH:
                isSelfTradeOver = true;
                stop = CancelReason.SELF_TRADE;
                return CANCEL_RESTING;

            default:
                stop = CancelReason.SELF_TRADE;
                return 0;
        }
    }

    /** {@inheritDoc} */
    @Override
    public int affordableLots(final long priceTicks, final int lots)
    {
        int affordable = lots;
        if (isCashBound)
        {
            affordable = openOrders.commitments().affordableLots(aggressor, instrument, priceTicks, lots);
            if (affordable < lots)
            {
                stop = CancelReason.CASH_EXHAUSTED;
            }
        }
        if (allowance.isLimited())
        {
            final long lotMinor = priceTicks * instrument.tickLotMinor();
            final int allowed = allowance.lots(lotMinor, affordable);
            if (allowed < affordable)
            {
                stop = CancelReason.DAY_LIMIT;
                affordable = allowed;
            }
        }
        return affordable;
    }

    /** {@inheritDoc} */
    @Override
    public void onExecution(final int restingOrder, final long priceTicks, final int lots)
    {
        allowance.spend(priceTicks * instrument.tickLotMinor() * lots);
        trades.onContinuous(aggressor, owner, restingOrder, instrument, priceTicks, lots);
        stops.onTrade(instrument, priceTicks);
    }

    /** {@inheritDoc} */
    @Override
    public void onRestingCanceled(final int restingOrder)
    {
        openOrders.onTakenOut(restingOrder, instrument, CancelReason.SELF_TRADE);
    }

    /** {@inheritDoc} */
    @Override
    public void onDecrement(final int restingOrder, final int lots)
    {
        openOrders.decrementResting(restingOrder, instrument, lots);
        openOrders.decrement(aggressor, owner, instrument, lots);
    }

    /** {@inheritDoc} */
    @Override
    public int nextPeakLots(final int restingOrder)
    {
        return openOrders.nextPeakLots(restingOrder);
    }

    /** {@inheritDoc} */
    @Override
    public void onPeak(final int restingOrder, final long priceTicks, final int lots)
    {
        openOrders.onPeak(restingOrder, priceTicks, lots, instrument);
    }
}
