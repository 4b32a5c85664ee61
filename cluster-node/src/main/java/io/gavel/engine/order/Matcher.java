package io.gavel.engine.order;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.book.MatchListener;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.Side;

/**
 * Trades an aggressor against the book, and settles each trade at the resting order's price: the buyer pays from what
 * it holds and gets back what the better price leaves over, the seller delivers from what it holds.
 */
public final class Matcher implements MatchListener
{
    private final Venue venue;
    private final EventEncoder events;
    private final ReportEncoder reports;
    private Instrument instrument;
    private Connection connection;
    private Side side;
    private int aggressor;
    // What the aggressor holds for each lot: its limit for a limit buy, 0 for a market buy; of no meaning for a sell.
    private long heldLotMinor;
    private boolean isCashBound;
    private boolean isCashExhausted;

    /**
     * A matcher.
     *
     * @param venue   whose orders trade.
     * @param events  takes the trades.
     * @param reports takes what their owners are told.
     */
    public Matcher(final Venue venue, final EventEncoder events, final ReportEncoder reports)
    {
        this.venue = venue;
        this.events = events;
        this.reports = reports;
    }

    /**
     * Trades an order that is in no book. Emits for each trade OrderExecuted, the resting owner's report and the
     * aggressor's.
     *
     * @param slot       of the order, whose money or shares are held.
     * @param limitTicks its limit, or the bound that stands for none.
     * @param traded     what it trades.
     * @param owner      connection that entered it.
     * @return lots that are left.
     */
    public int match(final int slot, final long limitTicks, final Instrument traded, final Connection owner)
    {
        final Orders orders = venue.orders();
        instrument = traded;
        connection = owner;
        aggressor = slot;
        side = orders.side(slot);
        heldLotMinor = orders.priceTicks(slot) * traded.tickLotMinor();
        isCashBound = Side.BUY == side && 0 == orders.priceTicks(slot);
        isCashExhausted = false;
        return traded.book().match(side, limitTicks, orders.leavesQty(slot), this);
    }

    /**
     * Whether the last match ended because the money of a market buy ran out.
     *
     * @return true where it did.
     */
    public boolean isCashExhausted()
    {
        return isCashExhausted;
    }

    /** {@inheritDoc} */
    @Override
    public int affordableLots(final long priceTicks, final int lots)
    {
        if (!isCashBound)
        {
            return lots;
        }
        final long available = venue.accounts().cash().available(venue.orders().cashRow(aggressor));
        final long affordable = available / (priceTicks * instrument.tickLotMinor());
        if (affordable < lots)
        {
            isCashExhausted = true;
            return (int)affordable;
        }
        return lots;
    }

    /** {@inheritDoc} */
    @Override
    public void onExecution(final int restingOrder, final long priceTicks, final int lots)
    {
        final Orders orders = venue.orders();
        // Fits: the resting order's price and quantity were checked against overflow when it was accepted.
        final long notionalMinor = priceTicks * instrument.tickLotMinor() * lots;
        if (Side.BUY == side)
        {
            settle(aggressor, restingOrder, lots, notionalMinor, heldLotMinor * lots);
        }
        else
        {
            settle(restingOrder, aggressor, lots, notionalMinor, notionalMinor);
        }
        orders.fill(restingOrder, lots);
        orders.fill(aggressor, lots);
        final int restingLeaves = orders.leavesQty(restingOrder);
        if (restingLeaves != venue.pool().leavesLots(restingOrder))
        {
            throw new InvariantViolation("order " + venue.pool().orderId(restingOrder) + ": the book has " +
                venue.pool().leavesLots(restingOrder) + " lots open, the order " + restingLeaves);
        }

        final long matchId = venue.nextMatchId();
        events.orderExecuted(venue.pool().orderId(restingOrder), matchId, priceTicks, lots, restingLeaves,
            instrument.instrumentId(), side);
        trade(venue.participants().connection(orders.connection(restingOrder)), restingOrder, matchId, priceTicks,
            lots);
        trade(connection, aggressor, matchId, priceTicks, lots);
        if (0 == restingLeaves)
        {
            orders.close(restingOrder);
            venue.participants().get(orders.participantId(restingOrder)).addOpenOrders(-1);
        }
    }

    private void settle(
        final int buyOrder, final int sellOrder, final int lots, final long notionalMinor, final long releasedMinor)
    {
        final Orders orders = venue.orders();
        final Ledger cash = venue.accounts().cash();
        final Ledger holdings = venue.accounts().holdings();
        cash.debit(orders.cashRow(buyOrder), notionalMinor, releasedMinor);
        holdings.debit(orders.holdingRow(sellOrder), lots, lots);
        cash.credit(orders.cashRow(sellOrder), notionalMinor);
        holdings.credit(orders.holdingRow(buyOrder), lots);
    }

    private void trade(
        final Connection owner, final int slot, final long matchId, final long priceTicks, final int lots)
    {
        final int leaves = venue.orders().leavesQty(slot);
        reports.order(owner, 0, slot, ExecType.TRADE, 0 == leaves ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED,
            leaves)
            .matchId(matchId)
            .lastPxTicks(priceTicks)
            .lastQtyLots(lots);
        reports.end(owner);
    }
}
