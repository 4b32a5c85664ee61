package io.gavel.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The instruments that the venue is known to list. Written by the client's thread, read by any. */
final class InstrumentCache
{
    private final Map<String, Instrument> bySymbol = new ConcurrentHashMap<>();

    /** By instrumentId, which is contiguous from 1; a new array for each change. */
    private volatile Instrument[] byId = new Instrument[1];

    /** The instrument; null where it is not known. */
    Instrument get(final String symbol)
    {
        return bySymbol.get(symbol);
    }

    /** The instrument; null where it is not known. */
    Instrument get(final int instrumentId)
    {
        final Instrument[] instruments = byId;
        return instrumentId > 0 && instrumentId < instruments.length ? instruments[instrumentId] : null;
    }

    /** Takes over what the venue lists. */
    void update(final List<Instrument> listed)
    {
        int idMax = byId.length - 1;
        for (final Instrument instrument : listed)
        {
            idMax = Math.max(idMax, instrument.instrumentId());
        }
        final Instrument[] instruments = Arrays.copyOf(byId, idMax + 1);
        for (final Instrument instrument : listed)
        {
            instruments[instrument.instrumentId()] = instrument;
            bySymbol.put(instrument.symbol(), instrument);
        }
        byId = instruments;
    }
}
