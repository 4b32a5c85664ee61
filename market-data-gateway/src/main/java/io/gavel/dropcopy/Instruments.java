package io.gavel.dropcopy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a price and a quantity mean; learned from the cluster at each logon, and from the events. Any thread. */
public final class Instruments
{
    private final Map<Integer, Instrument> byId = new ConcurrentHashMap<>();

    /**
     * An instrument.
     *
     * @param symbol        of it.
     * @param currency      of its prices.
     * @param tickSizeMinor price of one tick for one share, in 1/10,000 of the currency.
     * @param lotSize       shares in a lot.
     */
    public record Instrument(String symbol, String currency, long tickSizeMinor, long lotSize)
    {
    }

    /** None is known yet. */
    public Instruments()
    {
    }

    /**
     * An instrument is known from now on.
     *
     * @param instrumentId of it.
     * @param instrument   that it is.
     */
    public void put(final int instrumentId, final Instrument instrument)
    {
        byId.put(instrumentId, instrument);
    }

    /**
     * Looks one up.
     *
     * @param instrumentId of it.
     * @return null where it is not known.
     */
    public Instrument get(final int instrumentId)
    {
        return byId.get(instrumentId);
    }
}
