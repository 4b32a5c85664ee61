package io.gavel.gateway.book;

/**
 * Port of {@link Markets}: what changed. Called on the thread that applies the events.
 */
public interface MarketListener
{
    /**
     * An instrument was added, or its book or its last trade changed.
     *
     * @param market after the change.
     */
    void onMarketChange(Market market);

    /**
     * A trade, before {@link #onMarketChange(Market)} is called for it.
     *
     * @param market it happened in.
     * @param trade  the trade.
     */
    void onTrade(Market market, Trade trade);
}
