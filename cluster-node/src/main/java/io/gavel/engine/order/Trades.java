package io.gavel.engine.order;

import io.gavel.engine.Venue;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.Side;

/** Carries trades out: settles them, counts them, publishes them, and tells both owners. */
final class Trades
{
    private final Venue venue;
    private final EventEncoder events;
    private final MarketEvents market;
    private final ReportEncoder reports;
    private final Commitments commitments;
    private final OpenOrders openOrders;

    Trades(
        final Venue venue,
        final EventEncoder events,
        final MarketEvents market,
        final ReportEncoder reports,
        final Commitments commitments,
        final OpenOrders openOrders)
    {
        this.venue = venue;
        this.events = events;
        this.market = market;
        this.reports = reports;
        this.commitments = commitments;
        this.openOrders = openOrders;
    }

    /**
     * An aggressor trades with a resting order, whose shown lots the book has lowered already. Emits OrderExecuted, the
     * resting owner's report and the aggressor's.
     */
    void onContinuous(
        final int aggressor,
        final Connection owner,
        final int resting,
        final Instrument instrument,
        final long priceTicks,
        final int lots)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(aggressor);
        if (Side.BUY == side)
        {
            commitments.settle(
                aggressor, resting, instrument, priceTicks, lots, FeeSchedule.TAKER, FeeSchedule.MAKER);
        }
        else
        {
            commitments.settle(
                resting, aggressor, instrument, priceTicks, lots, FeeSchedule.MAKER, FeeSchedule.TAKER);
        }
        orders.fill(resting, lots);
        orders.fill(aggressor, lots);
        final long matchId = venue.nextMatchId();
        events.orderExecuted(venue.pool().orderId(resting), matchId, priceTicks, lots,
            venue.pool().leavesLots(resting), instrument.instrumentId(), side);
        report(venue.participants().connection(orders.connection(resting)), resting, matchId, priceTicks, lots,
            Liquidity.MAKER);
        report(owner, aggressor, matchId, priceTicks, lots, Liquidity.TAKER);
        record(matchId, Side.BUY == side ? aggressor : resting, Side.BUY == side ? resting : aggressor, instrument,
            priceTicks, lots);
        if (0 == orders.leavesQty(resting))
        {
            openOrders.delist(resting, instrument);
        }
    }

    /**
     * Two orders of the book trade in an auction; the book has not changed yet. Emits AuctionExecuted, the buyer's
     * report and the seller's.
     */
    void onAuction(
        final int buyOrder, final int sellOrder, final Instrument instrument, final long priceTicks, final int lots)
    {
        final Orders orders = venue.orders();
        commitments.settle(
            buyOrder, sellOrder, instrument, priceTicks, lots, FeeSchedule.AUCTION, FeeSchedule.AUCTION);
        orders.fill(buyOrder, lots);
        orders.fill(sellOrder, lots);
        final long matchId = venue.nextMatchId();
        final int buyShown = openOrders.afterAuctionFill(buyOrder, instrument, lots);
        final int sellShown = openOrders.afterAuctionFill(sellOrder, instrument, lots);
        market.auctionExecuted(matchId, venue.pool().orderId(buyOrder), venue.pool().orderId(sellOrder), priceTicks,
            lots, buyShown, sellShown, instrument.instrumentId());
        report(venue.participants().connection(orders.connection(buyOrder)), buyOrder, matchId, priceTicks, lots,
            Liquidity.AUCTION);
        report(venue.participants().connection(orders.connection(sellOrder)), sellOrder, matchId, priceTicks, lots,
            Liquidity.AUCTION);
        record(matchId, buyOrder, sellOrder, instrument, priceTicks, lots);
        openOrders.freeIfFilled(buyOrder, instrument);
        openOrders.freeIfFilled(sellOrder, instrument);
    }

    private void report(
        final Connection owner,
        final int slot,
        final long matchId,
        final long priceTicks,
        final int lots,
        final Liquidity liquidity)
    {
        final int leaves = venue.orders().leavesQty(slot);
        reports.order(owner, 0, slot, ExecType.TRADE, 0 == leaves ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED,
            leaves)
            .matchId(matchId)
            .lastPxTicks(priceTicks)
            .lastQtyLots(lots)
            .feeMinor(commitments.feeMinor(venue.orders().side(slot)))
            .liquidity(liquidity);
        reports.end(owner);
    }

    private void record(
        final long matchId,
        final int buyOrder,
        final int sellOrder,
        final Instrument instrument,
        final long priceTicks,
        final int lots)
    {
        final Orders orders = venue.orders();
        instrument.trading().lastTicks(priceTicks);
        instrument.trading().day().onTrade(priceTicks, lots);
        venue.trades().begin(matchId)
            .instrumentId(instrument.instrumentId())
            .priceTicks(priceTicks)
            .lots(lots)
            .day(venue.day())
            .orderIds(venue.pool().orderId(buyOrder), venue.pool().orderId(sellOrder))
            .clOrdIds(orders.clOrdId(buyOrder), orders.clOrdId(sellOrder))
            .fees(commitments.feeMinor(Side.BUY), commitments.feeMinor(Side.SELL))
            .accounts(openOrders.accountId(buyOrder), openOrders.accountId(sellOrder))
            .connections(orders.connection(buyOrder), orders.connection(sellOrder))
            .rates(commitments.feeRate(Side.BUY), commitments.feeRate(Side.SELL));
    }
}
