package io.gavel.gateway.book;

/**
 * Port of {@link Markets}: what changed. Called on the thread that applies the events.
 */
public interface MarketListener
{
    /**
     * An instrument was added, or its book, its last trade, its state or the figures of its day changed.
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

    /**
     * A trade of before is void or corrected, before {@link #onMarketChange(Market)} is called for it.
     *
     * @param market it happened in.
     * @param change of the trade.
     */
    void onTradeChange(Market market, TradeChange change);

    /**
     * An auction is over, before {@link #onMarketChange(Market)} is called for it. Its trades came before.
     *
     * @param market  it happened in.
     * @param auction what it traded.
     */
    void onAuction(Market market, Uncrossing auction);
}
