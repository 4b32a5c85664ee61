package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.risk.DayAllowance;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.Side;
import java.util.Arrays;

/**
 * Finds out how much an order would trade at once, without changing anything: what fill-or-kill and a minimum quantity
 * ask. It goes through the book exactly as the match would, peaks of icebergs, self-trade prevention, bands, money and
 * limits included; only money that the order would earn by trading with its own account does not count.
 */
final class DryRun
{
    private final Venue venue;
    private final OpenOrders openOrders;
    private final DayAllowance allowance;
    // The orders of one level in their order, with peaks that come to the tail.
    private int[] slots = new int[64];
    private int[] shown = new int[64];
    private int[] hidden = new int[64];
    private int count;
    private Instrument instrument;
    private int aggressor;
    private SelfTradePrevention prevention;
    private boolean isCashBound;
    private boolean isOver;
    private long cashMinor;
    private long lastTicks;
    private int left;
    private int visited;
    private int traded;

    DryRun(final Venue venue, final OpenOrders openOrders)
    {
        this.venue = venue;
        this.openOrders = openOrders;
        allowance = new DayAllowance(venue);
    }

    /**
     * Whether an order would trade so much at once.
     *
     * @param slot   of an order that is committed and in no book.
     * @param traded what it trades.
     * @param lots   that it has to trade.
     * @return true where it would.
     */
    boolean wouldTrade(final int slot, final Instrument traded, final int lots)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(slot);
        final long limitTicks = openOrders.limitTicks(slot);
        begin(slot, traded);
        if (SelfTradePrevention.NONE == prevention && 0 == traded.trading().collar().dynamicBandBps() &&
            !isCashBound && !allowance.isLimited() &&
            traded.book().lotsAvailable(side, limitTicks, lots) >= lots)
        {
            return true;
        }
        final OrderBook book = traded.book();
        int resting = book.first(Side.BUY == side ? Side.SELL : Side.BUY);
        while (Orders.NIL != resting && !isOver && this.traded < lots && left > 0 && visited < Limits.DRY_RUN_MAX)
        {
            final long priceTicks = venue.pool().priceTicks(resting);
            if (Side.BUY == side ? priceTicks > limitTicks : priceTicks < limitTicks)
            {
                break;
            }
            count = 0;
            while (Orders.NIL != resting && venue.pool().priceTicks(resting) == priceTicks &&
                visited < Limits.DRY_RUN_MAX)
            {
                visited++;
                add(resting, venue.pool().leavesLots(resting), OrderFlags.isIceberg(orders.flags(resting)) ?
                    orders.terms().hiddenQty(resting) : 0);
                resting = book.next(resting);
            }
            walk(priceTicks, lots);
        }
        return this.traded >= lots;
    }

    private void begin(final int slot, final Instrument inInstrument)
    {
        final Orders orders = venue.orders();
        instrument = inInstrument;
        aggressor = slot;
        prevention = OrderFlags.prevention(orders.flags(slot));
        isCashBound = Side.BUY == orders.side(slot) && 0 == orders.priceTicks(slot);
        isOver = false;
        visited = 0;
        cashMinor = venue.accounts().cash().available(orders.cashRow(slot));
        lastTicks = instrument.trading().lastTicks();
        left = orders.leavesQty(slot);
        traded = 0;
        allowance.begin(slot, openOrders.accountId(slot), instrument.instrumentId(),
            orders.priceTicks(slot) * instrument.tickLotMinor() * left);
    }

    private void walk(final long priceTicks, final int lots)
    {
        for (int i = 0; i < count && !isOver && traded < lots && left > 0; i++)
        {
            if (++visited > 2 * Limits.DRY_RUN_MAX)
            {
                isOver = true;
                return;
            }
            if (instrument.trading().collar().isBeyondDynamicBand(priceTicks, lastTicks))
            {
                isOver = true;
                return;
            }
            final int wanted = Math.min(shown[i], left);
            if (SelfTradePrevention.NONE != prevention &&
                openOrders.isOwn(venue.orders().flags(aggressor), aggressor, slots[i]))
            {
                meetOwn(i, wanted);
                continue;
            }
            trade(i, priceTicks, wanted);
        }
    }

    private void meetOwn(final int i, final int wanted)
    {
        if (SelfTradePrevention.DECREMENT_AND_CANCEL == prevention)
        {
            left -= wanted;
            refill(i, wanted);
        }
        else
        {
            isOver = SelfTradePrevention.CANCEL_RESTING != prevention;
        }
    }

    private void trade(final int i, final long priceTicks, final int wanted)
    {
        int possible = wanted;
        final long lotMinor = priceTicks * instrument.tickLotMinor();
        if (isCashBound)
        {
            final long costMinor = openOrders.commitments().lotCostMinor(aggressor, instrument, priceTicks);
            possible = (int)Math.min(possible, cashMinor / costMinor);
            cashMinor -= possible * costMinor;
        }
        if (allowance.isLimited())
        {
            possible = allowance.lots(lotMinor, possible);
            allowance.spend(lotMinor * possible);
        }
        isOver = possible < wanted;
        traded += possible;
        left -= possible;
        if (possible > 0)
        {
            lastTicks = priceTicks;
        }
        refill(i, possible);
    }

    private void refill(final int i, final int lots)
    {
        if (lots == shown[i] && hidden[i] > 0)
        {
            final int peak = Math.min(hidden[i], venue.orders().terms().displayQty(slots[i]));
            add(slots[i], peak, hidden[i] - peak);
        }
    }

    private void add(final int slot, final int peak, final int rest)
    {
        if (count == slots.length)
        {
            slots = Arrays.copyOf(slots, count * 2);
            shown = Arrays.copyOf(shown, count * 2);
            hidden = Arrays.copyOf(hidden, count * 2);
        }
        slots[count] = slot;
        shown[count] = peak;
        hidden[count++] = rest;
    }
}
