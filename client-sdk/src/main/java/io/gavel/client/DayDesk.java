package io.gavel.client;

import io.gavel.schema.TradingPhase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What an operator may do about the trading day. Fails as {@link GavelOperator} does. */
public interface DayDesk
{
    /** For every group. */
    int EVERY_GROUP = -1;

    /**
     * Sets the trading calendar of a group. The offsets of the zone from UTC for the next 20 years go with it, so that
     * the venue needs no time zone data of its own: set it again where the zone's rules change.
     *
     * @param groupId 0 to 255.
     * @param hours   of the group.
     * @return the report.
     */
    CompletableFuture<AdminReport> setCalendar(int groupId, TradingHours hours);

    /**
     * Puts a group into a phase now; the next change of its calendar still comes.
     *
     * @param groupId 0 to 255, or {@link #EVERY_GROUP}.
     * @param phase   any but {@code HALTED} and {@code VOLATILITY_AUCTION}.
     * @return the report.
     */
    CompletableFuture<AdminReport> setPhase(int groupId, TradingPhase phase);

    /**
     * Halts an instrument: nothing trades, and only cancels are taken, until {@link #resumeTrading(String, Duration)}.
     *
     * @param symbol of the instrument.
     * @return the report.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> halt(String symbol);

    /**
     * Halts every instrument until {@link #resumeMarket(Duration)}.
     *
     * @return the report.
     */
    CompletableFuture<AdminReport> haltMarket();

    /**
     * Ends the halt of an instrument.
     *
     * @param symbol  of the instrument.
     * @param auction how long an auction lasts before continuous trading; zero for none.
     * @return the report.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> resumeTrading(String symbol, Duration auction);

    /**
     * Ends the halt of the market.
     *
     * @param auction how long an auction lasts before continuous trading; zero for none.
     * @return the report.
     */
    CompletableFuture<AdminReport> resumeMarket(Duration auction);
}
