package io.gavel.client;

import java.util.concurrent.CompletableFuture;

/** What an operator may change about an instrument. Fails as {@link GavelOperator} does. */
public interface InstrumentDesk
{
    /** To leave a group or a class of fees as it is. */
    int KEEP = -1;

    /**
     * Moves an instrument to a group, whose calendar it follows, or to a class of fees, or both.
     *
     * @param symbol   of the instrument.
     * @param groupId  0 to 255, or {@link #KEEP}.
     * @param feeClass 0 to 63, or {@link #KEEP}.
     * @return the report.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> setInstrument(String symbol, int groupId, int feeClass);

    /**
     * Sets the price collars of an instrument.
     *
     * @param symbol of the instrument.
     * @param collar both bands.
     * @return the report.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> setCollar(String symbol, Collar collar);
}
