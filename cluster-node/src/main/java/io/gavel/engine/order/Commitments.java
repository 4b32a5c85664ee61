package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.Side;

/**
 * What open orders bind: the money or the shares that are held for them, and the room that they take within limits; and
 * how a trade turns it into what was bought and sold. A limit buy holds its price by its open quantity and the highest
 * fee that it may meet; a buy without a limit holds nothing; a sell holds its lots.
 */
public final class Commitments
{
    private final Venue venue;
    private long buyFeeMinor;
    private long sellFeeMinor;
    private int buyRate;
    private int sellRate;

    /**
     * Commitments of a venue's orders.
     *
     * @param venue whose they are.
     */
    public Commitments(final Venue venue)
    {
        this.venue = venue;
    }

    /**
     * What a buy at a limit needs for lots.
     *
     * @param instrument of the order.
     * @param priceTicks its limit, 0 for none.
     * @param lots       that are open.
     * @param feeRate    most that it may be charged.
     * @return minor units, fee included; the product must have been checked to fit.
     */
    public static long neededMinor(
        final Instrument instrument, final long priceTicks, final int lots, final int feeRate)
    {
        final long notionalMinor = priceTicks * instrument.tickLotMinor() * lots;
        return notionalMinor + FeeSchedule.feeMinor(notionalMinor, feeRate);
    }

    /**
     * Binds what an order needs.
     *
     * @param slot       of the order.
     * @param instrument of it.
     */
    public void begin(final int slot, final Instrument instrument)
    {
        change(slot, instrument, venue.orders().leavesQty(slot), 1);
    }

    /**
     * Frees what an order still binds.
     *
     * @param slot       of the order.
     * @param instrument of it.
     */
    public void end(final int slot, final Instrument instrument)
    {
        change(slot, instrument, venue.orders().leavesQty(slot), -1);
    }

    /**
     * Takes the room within limits of an order whose money or shares are held already.
     *
     * @param slot       of the order.
     * @param instrument of it.
     */
    void restore(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        final int lots = orders.leavesQty(slot);
        final long notionalMinor = orders.priceTicks(slot) * instrument.tickLotMinor() * lots;
        venue.accountExposures().addOpen(orders.holdingRow(slot), orders.side(slot), lots, notionalMinor);
        venue.participantExposures().addOpen(orders.positionRow(slot), orders.side(slot), lots, notionalMinor);
    }

    private void change(final int slot, final Instrument instrument, final int lots, final int sign)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(slot);
        final long priceTicks = orders.priceTicks(slot);
        if (Side.BUY == side)
        {
            venue.accounts().cash().hold(orders.cashRow(slot),
                sign * neededMinor(instrument, priceTicks, lots, orders.feeRate(slot)));
        }
        else
        {
            venue.accounts().holdings().hold(orders.holdingRow(slot), sign * lots);
        }
        final long notionalMinor = priceTicks * instrument.tickLotMinor() * lots;
        final int accountRow = orders.holdingRow(slot);
        final int participantRow = orders.positionRow(slot);
        if (sign > 0)
        {
            venue.accountExposures().addOpen(accountRow, side, lots, notionalMinor);
            venue.participantExposures().addOpen(participantRow, side, lots, notionalMinor);
        }
        else
        {
            venue.accountExposures().removeOpen(accountRow, side, lots, notionalMinor);
            venue.participantExposures().removeOpen(participantRow, side, lots, notionalMinor);
        }
    }

    /**
     * How many lots a buy without a limit can pay for.
     *
     * @param slot       of the order.
     * @param instrument of it.
     * @param priceTicks of the trade.
     * @param lots       wanted.
     * @return 0..lots; a lot's fee counts as rounded up, so that it is never too many.
     */
    public int affordableLots(final int slot, final Instrument instrument, final long priceTicks, final int lots)
    {
        final long costMinor = lotCostMinor(slot, instrument, priceTicks);
        return (int)Math.min(
            lots, venue.accounts().cash().available(venue.orders().cashRow(slot)) / costMinor);
    }

    /**
     * What a lot costs an aggressor, its fee rounded up.
     *
     * @param slot       of the order.
     * @param instrument of it.
     * @param priceTicks of the trade.
     * @return minor units, &gt; 0.
     */
    public long lotCostMinor(final int slot, final Instrument instrument, final long priceTicks)
    {
        final long lotMinor = priceTicks * instrument.tickLotMinor();
        final int rate = Math.min(venue.orders().feeRate(slot), rate(slot, instrument, FeeSchedule.TAKER));
        return lotMinor + (0 == rate ? 0 : FeeSchedule.feeMinor(lotMinor, rate) + 1);
    }

    private int rate(final int slot, final Instrument instrument, final int kind)
    {
        return venue.fees().rate(venue.orders().participantId(slot), instrument.trading().feeClass(), kind);
    }

    /**
     * Moves money and shares of a trade, with its fees, and what was bound for its lots. Called before the lots are
     * counted as filled.
     *
     * @param buyOrder   slot of it.
     * @param sellOrder  slot of it.
     * @param instrument that traded.
     * @param priceTicks of the trade.
     * @param lots       that traded.
     * @param buyKind    MAKER, TAKER or AUCTION of {@link FeeSchedule}.
     * @param sellKind   likewise.
     */
    public void settle(
        final int buyOrder,
        final int sellOrder,
        final Instrument instrument,
        final long priceTicks,
        final int lots,
        final int buyKind,
        final int sellKind)
    {
        final Orders orders = venue.orders();
        final Ledger cash = venue.accounts().cash();
        final Ledger holdings = venue.accounts().holdings();
        // Fits: the price and quantity of an order that bounds the trade were checked against overflow.
        final long notionalMinor = priceTicks * instrument.tickLotMinor() * lots;
        buyRate = Math.min(orders.feeRate(buyOrder), rate(buyOrder, instrument, buyKind));
        sellRate = Math.min(orders.feeRate(sellOrder), rate(sellOrder, instrument, sellKind));
        buyFeeMinor = FeeSchedule.feeMinor(notionalMinor, buyRate);
        sellFeeMinor = FeeSchedule.feeMinor(notionalMinor, sellRate);
        cash.debit(orders.cashRow(buyOrder), notionalMinor + buyFeeMinor, releasedMinor(buyOrder, instrument, lots));
        holdings.debit(orders.holdingRow(sellOrder), lots, lots);
        cash.credit(orders.cashRow(sellOrder), notionalMinor - sellFeeMinor);
        holdings.credit(orders.holdingRow(buyOrder), lots);
        if (0 != buyFeeMinor + sellFeeMinor)
        {
            cash.credit(cash.find(venue.fees().accountId(), instrument.currency()), buyFeeMinor + sellFeeMinor);
        }
        venue.positions().add(orders.positionRow(buyOrder), lots);
        venue.positions().add(orders.positionRow(sellOrder), -lots);
        expose(buyOrder, instrument, lots, notionalMinor);
        expose(sellOrder, instrument, lots, notionalMinor);
    }

    private long releasedMinor(final int slot, final Instrument instrument, final int lots)
    {
        final Orders orders = venue.orders();
        final int leaves = orders.leavesQty(slot);
        final long priceTicks = orders.priceTicks(slot);
        return neededMinor(instrument, priceTicks, leaves, orders.feeRate(slot)) -
            neededMinor(instrument, priceTicks, leaves - lots, orders.feeRate(slot));
    }

    private void expose(final int slot, final Instrument instrument, final int lots, final long notionalMinor)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(slot);
        final long limitMinor = orders.priceTicks(slot) * instrument.tickLotMinor() * lots;
        venue.accountExposures().removeOpen(orders.holdingRow(slot), side, lots, limitMinor);
        venue.accountExposures().onTrade(orders.holdingRow(slot), lots, notionalMinor);
        venue.participantExposures().removeOpen(orders.positionRow(slot), side, lots, limitMinor);
        venue.participantExposures().onTrade(orders.positionRow(slot), lots, notionalMinor);
    }

    /**
     * What the last trade cost one of its sides.
     *
     * @param side of the order.
     * @return minor units.
     */
    public long feeMinor(final Side side)
    {
        return Side.BUY == side ? buyFeeMinor : sellFeeMinor;
    }

    /**
     * At what rate.
     *
     * @param side of the order.
     * @return millionths of the notional.
     */
    public int feeRate(final Side side)
    {
        return Side.BUY == side ? buyRate : sellRate;
    }

    /**
     * Takes lots out of the open part of an order, which stays open, or is ended next by the caller with what is left.
     *
     * @param slot       of the order.
     * @param instrument of it.
     * @param lots       1..what is open.
     */
    public void reduce(final int slot, final Instrument instrument, final int lots)
    {
        end(slot, instrument);
        final Orders orders = venue.orders();
        orders.terms(slot, orders.priceTicks(slot), orders.orderQty(slot) - lots);
        begin(slot, instrument);
    }

    /**
     * Whether an order's worth fits, with its fee.
     *
     * @param instrument of the order.
     * @param priceTicks limit, &gt; 0.
     * @param lots       1..{@link Limits#ORDER_LOTS_MAX}.
     * @return its worth without fee in minor units, or -1 where it does not.
     */
    static long notionalMinor(final Instrument instrument, final long priceTicks, final long lots)
    {
        final long notionalMinor = instrument.notionalMinor(priceTicks, lots);
        return notionalMinor > Long.MAX_VALUE - FeeSchedule.feeMinor(Math.max(0, notionalMinor), FeeSchedule.RATE_MAX) ?
            -1 : notionalMinor;
    }
}
