package io.gavel.gateway.book;

/**
 * What is traded.
 *
 * @param instrumentId  of the venue.
 * @param symbol        A-Z, 0-9, '.' and '-', at most 16.
 * @param currency      ISO 4217.
 * @param tickSizeMinor minor units in a tick, &gt; 0.
 * @param lotSize       shares in a lot, &gt; 0.
 */
public record Instrument(int instrumentId, String symbol, String currency, long tickSizeMinor, long lotSize)
{
    /**
     * The price of one share.
     *
     * @param ticks of the instrument.
     * @return minor units.
     */
    public long priceMinor(final long ticks)
    {
        return Math.multiplyExact(ticks, tickSizeMinor);
    }

    /**
     * A quantity as the public sees it.
     *
     * @param lots of the instrument.
     * @return shares; {@link Long#MAX_VALUE} where there are more.
     */
    public long shares(final long lots)
    {
        final long shares = lots * lotSize;
        return 0 == Math.multiplyHigh(lots, lotSize) && shares >= 0 ? shares : Long.MAX_VALUE;
    }
}
