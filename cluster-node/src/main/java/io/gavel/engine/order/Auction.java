package io.gavel.engine.order;

import io.gavel.engine.Venue;
import io.gavel.engine.auction.AuctionPrice;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.risk.DayAllowance;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.util.Arrays;

/** Orders that were collected trade at one price. */
final class Auction
{
    private final Venue venue;
    private final MarketEvents events;
    private final OpenOrders openOrders;
    private final Trades trades;
    private final DayAllowance allowance;
    private final AuctionPrice price = new AuctionPrice();
    // The bids of the crossed part, best first.
    private long[] bidTicks = new long[64];
    private long[] bidLots = new long[64];

    Auction(final Venue venue, final MarketEvents events, final OpenOrders openOrders, final Trades trades)
    {
        this.venue = venue;
        this.events = events;
        this.openOrders = openOrders;
        this.trades = trades;
        allowance = new DayAllowance(venue);
    }

    /** Finds the price at which an auction of what is in the book would trade. */
    AuctionPrice solve(final Instrument instrument)
    {
        final OrderBook book = instrument.book();
        final long lowest = book.bestPriceTicks(Side.SELL);
        final long highest = book.bestPriceTicks(Side.BUY);
        price.begin();
        if (book.isCrossed())
        {
            addLevels(book, lowest, highest);
        }
        price.solve(instrument.trading().referenceTicks());
        return price;
    }

    private void addLevels(final OrderBook book, final long lowest, final long highest)
    {
        int bids = 0;
        int bid = book.first(Side.BUY);
        while (Orders.NIL != bid && venue.pool().priceTicks(bid) >= lowest)
        {
            final long ticks = venue.pool().priceTicks(bid);
            if (0 == bids || ticks != bidTicks[bids - 1])
            {
                if (bids == bidTicks.length)
                {
                    bidTicks = Arrays.copyOf(bidTicks, bids * 2);
                    bidLots = Arrays.copyOf(bidLots, bids * 2);
                }
                bidTicks[bids] = ticks;
                bidLots[bids++] = 0;
            }
            bidLots[bids - 1] += venue.orders().leavesQty(bid);
            bid = book.next(bid);
        }
        int ask = book.first(Side.SELL);
        while (bids > 0 || Orders.NIL != ask && venue.pool().priceTicks(ask) <= highest)
        {
            final long askTicks = Orders.NIL == ask ? Long.MAX_VALUE : venue.pool().priceTicks(ask);
            final long ticks = bids > 0 ? Math.min(askTicks, bidTicks[bids - 1]) : askTicks;
            long sellLots = 0;
            while (Orders.NIL != ask && venue.pool().priceTicks(ask) == ticks)
            {
                sellLots += venue.orders().leavesQty(ask);
                ask = book.next(ask);
            }
            final boolean isBid = bids > 0 && bidTicks[bids - 1] == ticks;
            price.add(ticks, isBid ? bidLots[--bids] : 0, sellLots);
        }
    }

    /**
     * Trades what was collected. Emits AuctionExecuted and both reports for each trade, and AuctionUncrossed. Where
     * orders at their day's limit made way, others may cross that the price had left out: they trade in another round.
     *
     * @param instrument whose orders were collected.
     * @param phase      that ends.
     */
    void uncross(final Instrument instrument, final TradingPhase phase)
    {
        do
        {
            // Each round of a crossed book trades, or takes an order out.
            uncrossOnce(instrument, phase);
        }
        while (instrument.book().isCrossed());
    }

    private void uncrossOnce(final Instrument instrument, final TradingPhase phase)
    {
        final AuctionPrice solved = solve(instrument);
        final long priceTicks = solved.priceTicks();
        final long surplusLots = solved.surplusLots();
        final Side surplusSide = solved.surplusSide();
        final long volumeLots = 0 == priceTicks ? 0 : trade(instrument, priceTicks, solved.volumeLots());
        if (0 != priceTicks)
        {
            instrument.trading().collar().referenceTicks(priceTicks);
        }
        events.auctionUncrossed(
            instrument.instrumentId(), priceTicks, volumeLots, surplusLots, surplusSide, phase);
    }

    private long trade(final Instrument instrument, final long priceTicks, final long volumeLots)
    {
        final OrderBook book = instrument.book();
        long left = volumeLots;
        while (left > 0)
        {
            final int buy = book.first(Side.BUY);
            final int sell = book.first(Side.SELL);
            if (Orders.NIL == buy || Orders.NIL == sell || venue.pool().priceTicks(buy) < priceTicks ||
                venue.pool().priceTicks(sell) > priceTicks)
            {
                break;
            }
            final int wanted = (int)Math.min(
                left, Math.min(venue.orders().leavesQty(buy), venue.orders().leavesQty(sell)));
            final int buyable = allowed(buy, instrument, priceTicks, wanted);
            final int lots = allowed(sell, instrument, priceTicks, buyable);
            if (lots > 0)
            {
                left -= lots;
                final long buyId = venue.pool().orderId(buy);
                final long sellId = venue.pool().orderId(sell);
                trades.onAuction(buy, sell, instrument, priceTicks, lots);
                endBeyondLimit(buyId, instrument);
                endBeyondLimit(sellId, instrument);
            }
            else
            {
                // What is at the day's limit makes way for the next.
                openOrders.end(0 == buyable ? buy : sell, ExecType.CANCELED, CancelReason.DAY_LIMIT);
            }
        }
        // At most one order a side is filled in part.
        openOrders.showNextPeak(book.first(Side.BUY), instrument);
        openOrders.showNextPeak(book.first(Side.SELL), instrument);
        return volumeLots - left;
    }

    private int allowed(final int slot, final Instrument instrument, final long priceTicks, final int lots)
    {
        begin(slot, instrument);
        return allowance.isLimited() ? allowance.lots(priceTicks * instrument.tickLotMinor(), lots) : lots;
    }

    // What is left of the order could trade at its limit: it must fit beside what has traded.
    private void endBeyondLimit(final long orderId, final Instrument instrument)
    {
        final int slot = venue.pool().find(orderId);
        if (Orders.NIL != slot)
        {
            begin(slot, instrument);
            if (!allowance.hasRoomFor(openMinor(slot, instrument)))
            {
                openOrders.end(slot, ExecType.CANCELED, CancelReason.DAY_LIMIT);
            }
        }
    }

    private void begin(final int slot, final Instrument instrument)
    {
        allowance.begin(
            slot, openOrders.accountId(slot), instrument.instrumentId(), openMinor(slot, instrument));
    }

    private long openMinor(final int slot, final Instrument instrument)
    {
        return venue.orders().priceTicks(slot) * instrument.tickLotMinor() * venue.orders().leavesQty(slot);
    }

    /**
     * Cancels what was good for an auction only and did not trade: buys, best price first, then sells.
     *
     * @param instrument whose auction is over.
     */
    void cancelLeftovers(final Instrument instrument)
    {
        cancelLeftovers(instrument, Side.BUY);
        cancelLeftovers(instrument, Side.SELL);
    }

    private void cancelLeftovers(final Instrument instrument, final Side side)
    {
        int slot = instrument.book().first(side);
        while (Orders.NIL != slot)
        {
            final int next = instrument.book().next(slot);
            final int flags = venue.orders().flags(slot);
            if (OrderFlags.isForAuctionOnly(flags))
            {
                openOrders.end(slot, ExecType.CANCELED, OrderFlags.isMarket(flags) ?
                    CancelReason.MARKET_REMAINDER : CancelReason.AUCTION_ENDED);
            }
            slot = next;
        }
    }

    /**
     * The closing auction begins: what waits for it joins the book, in the order of its entry, buys first.
     *
     * @param instrument that is in its closing auction.
     */
    void joinClose(final Instrument instrument)
    {
        joinClose(instrument, Side.BUY);
        joinClose(instrument, Side.SELL);
    }

    private void joinClose(final Instrument instrument, final Side side)
    {
        final OrderBook waiting = instrument.trading().atClose();
        for (int slot = waiting.first(side); Orders.NIL != slot; slot = waiting.first(side))
        {
            if (instrument.book().canRest(side, venue.orders().priceTicks(slot)))
            {
                openOrders.unlink(slot, instrument);
                openOrders.rest(slot, instrument);
            }
            else
            {
                openOrders.end(slot, ExecType.CANCELED, CancelReason.NO_ROOM);
            }
        }
    }
}
