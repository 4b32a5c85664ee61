package io.gavel.gateway.book;

import io.gavel.schema.Side;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All that the public may know of one instrument: book, trades, candles, quote, state, auctions and the figures of its
 * day. For one thread.
 */
public final class Market
{
    private final Instrument instrument;
    private final OrderBook book;
    private final TradeHistory trades = new TradeHistory();
    private final CandleHistory candles = new CandleHistory();
    private final AuctionHistory auctions = new AuctionHistory();
    private final DayFigures day = new DayFigures();
    private InstrumentState state;
    private Trade last;
    private long eventSeq;
    private long timeNs;
    private boolean isConsistent = true;

    /**
     * A market where nothing happened yet.
     *
     * @param instrument of it.
     * @param eventSeq   of the event that added it.
     * @param timeNs     log time of that event.
     */
    Market(final Instrument instrument, final long eventSeq, final long timeNs)
    {
        this.instrument = instrument;
        this.book = new OrderBook(instrument);
        this.state = InstrumentState.added(timeNs);
        this.eventSeq = eventSeq;
        this.timeNs = timeNs;
    }

    /** An event that concerns this instrument begins. */
    void touch(final long seq, final long nowNs)
    {
        eventSeq = seq;
        timeNs = nowNs;
    }

    void onTrade(final Trade trade, final long priceTicks, final long lots)
    {
        last = trade;
        trades.add(trade);
        candles.add(trade.priceMinor(), trade.quantity(), trade.timeNs());
        day.trade(priceTicks, lots);
    }

    /**
     * A trade of before is void or corrected. The figures of the day are not touched: the venue tells them anew.
     *
     * @param change of the trade.
     * @param venue  all trades of the venue, this one as it was before.
     */
    void onTradeChange(final TradeChange change, final VenueTrades venue)
    {
        trades.change(change);
        last = trades.last();
        final Trade before = venue.get(instrument.instrumentId(), change.matchId());
        if (null == before)
        {
            return;
        }
        venue.replace(before.after(change));
        final long fromNs = TimeUnit.SECONDS.toNanos(CandleHistory.minuteOf(before.timeNs()));
        final List<Trade> minute = venue.about(instrument.instrumentId(), change.matchId(), fromNs,
            fromNs + TimeUnit.SECONDS.toNanos(CandleHistory.RESOLUTION_SECONDS));
        if (null != minute)
        {
            candles.rebuild(before.timeNs(), minute);
        }
        else if (change.isBust())
        {
            candles.adjust(before.timeNs(), -before.quantity(), -1);
        }
        else
        {
            candles.adjust(before.timeNs(), change.quantity() - before.quantity(), 0);
        }
    }

    void onState(final InstrumentState newState)
    {
        state = newState;
    }

    /** The auction is over; its price is the reference from here on. */
    void onAuction(final Uncrossing auction)
    {
        auctions.add(auction);
        book.endAuction();
        state = state.with((Uncrossing)null);
        if (auction.priceMinor() > 0)
        {
            state = state.with(state.collar().withReference(auction.priceMinor()));
        }
    }

    DayFigures day()
    {
        return day;
    }

    void markInconsistent()
    {
        isConsistent = false;
    }

    /**
     * What is traded.
     *
     * @return the instrument.
     */
    public Instrument instrument()
    {
        return instrument;
    }

    /**
     * The open orders.
     *
     * @return the book, live.
     */
    public OrderBook book()
    {
        return book;
    }

    /**
     * The newest trades.
     *
     * @return the history, live.
     */
    public TradeHistory trades()
    {
        return trades;
    }

    /**
     * What was traded when.
     *
     * @return the history, live.
     */
    public CandleHistory candles()
    {
        return candles;
    }

    /**
     * Of the last event that concerned this instrument.
     *
     * @return eventSeq.
     */
    public long eventSeq()
    {
        return eventSeq;
    }

    /**
     * Log time of the last event that concerned this instrument.
     *
     * @return nanoseconds since 1970.
     */
    public long timeNs()
    {
        return timeNs;
    }

    /**
     * False once an event contradicted the book, which is then never called current again.
     *
     * @return true where every event fitted.
     */
    public boolean isConsistent()
    {
        return isConsistent;
    }

    /**
     * Best bid, best ask and last trade.
     *
     * @return a copy.
     */
    public Quote quote()
    {
        final PriceLevel bid = book.best(Side.BUY);
        final PriceLevel ask = book.best(Side.SELL);
        return new Quote(
            null == bid ? 0 : instrument.priceMinor(bid.priceTicks),
            null == bid ? 0 : instrument.shares(bid.lots),
            null == ask ? 0 : instrument.priceMinor(ask.priceTicks),
            null == ask ? 0 : instrument.shares(ask.lots),
            null == last ? 0 : last.priceMinor(),
            null == last ? 0 : last.quantity(),
            eventSeq,
            timeNs);
    }

    /**
     * How it is traded now.
     *
     * @return immutable.
     */
    public InstrumentState state()
    {
        return state;
    }

    /**
     * The newest auctions.
     *
     * @return the history, live.
     */
    public AuctionHistory auctions()
    {
        return auctions;
    }

    /**
     * Figures of the day so far, or of the day before where nothing was traded since.
     *
     * @return a copy.
     */
    public DayStatistics statistics()
    {
        return day.statistics(instrument);
    }
}
