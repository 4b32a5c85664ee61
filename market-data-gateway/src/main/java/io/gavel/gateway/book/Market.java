package io.gavel.gateway.book;

import io.gavel.schema.Side;

/**
 * All that the public may know of one instrument: book, trades, candles, quote. For one thread.
 */
public final class Market
{
    private final Instrument instrument;
    private final OrderBook book;
    private final TradeHistory trades = new TradeHistory();
    private final CandleHistory candles = new CandleHistory();
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
        this.eventSeq = eventSeq;
        this.timeNs = timeNs;
    }

    /** An event that concerns this instrument begins. */
    void touch(final long seq, final long nowNs)
    {
        eventSeq = seq;
        timeNs = nowNs;
    }

    void onTrade(final Trade trade)
    {
        last = trade;
        trades.add(trade);
        candles.add(trade.priceMinor(), trade.quantity(), trade.timeNs());
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
}
