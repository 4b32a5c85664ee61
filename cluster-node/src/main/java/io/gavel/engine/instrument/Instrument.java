package io.gavel.engine.instrument;

import io.gavel.engine.book.OrderBook;

/** What is traded, and its book. */
public final class Instrument
{
    private final int instrumentId;
    private final long symbolHigh;
    private final long symbolLow;
    private final int currency;
    private final long tickSizeMinor;
    private final long lotSize;
    private final OrderBook book;
    private final TradingState trading;

    Instrument(
        final int instrumentId,
        final long symbolHigh,
        final long symbolLow,
        final int currency,
        final long tickSizeMinor,
        final long lotSize,
        final OrderBook book,
        final TradingState trading)
    {
        this.instrumentId = instrumentId;
        this.symbolHigh = symbolHigh;
        this.symbolLow = symbolLow;
        this.currency = currency;
        this.tickSizeMinor = tickSizeMinor;
        this.lotSize = lotSize;
        this.book = book;
        this.trading = trading;
    }

    /**
     * The venue's number of it.
     *
     * @return from 1.
     */
    public int instrumentId()
    {
        return instrumentId;
    }

    /**
     * The first eight characters of the symbol, little endian.
     *
     * @return the bytes as they are encoded.
     */
    public long symbolHigh()
    {
        return symbolHigh;
    }

    /**
     * The last eight characters of the symbol, little endian.
     *
     * @return the bytes as they are encoded, zero padded.
     */
    public long symbolLow()
    {
        return symbolLow;
    }

    /**
     * What it is paid in.
     *
     * @return as {@link io.gavel.engine.account.Currency} numbers it.
     */
    public int currency()
    {
        return currency;
    }

    /**
     * The price of one tick for one share.
     *
     * @return minor units, &gt; 0.
     */
    public long tickSizeMinor()
    {
        return tickSizeMinor;
    }

    /**
     * Shares in a lot.
     *
     * @return &gt; 0.
     */
    public long lotSize()
    {
        return lotSize;
    }

    /**
     * What one lot costs per tick: tick size by lot size, which was checked not to overflow.
     *
     * @return minor units, &gt; 0.
     */
    public long tickLotMinor()
    {
        return tickSizeMinor * lotSize;
    }

    /**
     * What lots cost.
     *
     * @param priceTicks &gt; 0.
     * @param lots       &gt; 0.
     * @return minor units, or -1 where it does not fit in a long.
     */
    public long notionalMinor(final long priceTicks, final long lots)
    {
        final long tickLotMinor = tickSizeMinor * lotSize;
        final long lotMinor = priceTicks * tickLotMinor;
        if (Math.multiplyHigh(priceTicks, tickLotMinor) != 0 || lotMinor < 0)
        {
            return -1;
        }
        final long notionalMinor = lotMinor * lots;
        return Math.multiplyHigh(lotMinor, lots) != 0 || notionalMinor < 0 ? -1 : notionalMinor;
    }

    /**
     * Its open orders.
     *
     * @return the book.
     */
    public OrderBook book()
    {
        return book;
    }

    /**
     * How it trades at the moment.
     *
     * @return the state.
     */
    public TradingState trading()
    {
        return trading;
    }
}
