package io.gavel.client;

import java.util.List;

/**
 * How the market trades, as it stood when the venue answered.
 *
 * @param isMarketHalted whether an operator halted the market.
 * @param isMarketKilled whether the kill switch of the market is engaged.
 * @param instruments    each, by ascending id.
 */
public record TradingStates(boolean isMarketHalted, boolean isMarketKilled, List<TradingState> instruments)
{
    /**
     * Copies the list.
     *
     * @param isMarketHalted whether an operator halted the market.
     * @param isMarketKilled whether the kill switch of the market is engaged.
     * @param instruments    each, by ascending id.
     */
    public TradingStates
    {
        instruments = List.copyOf(instruments);
    }
}
