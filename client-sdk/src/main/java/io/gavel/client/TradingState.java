package io.gavel.client;

import io.gavel.schema.TradingPhase;
import io.gavel.venue.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * How an instrument trades, as it stood when the venue answered.
 *
 * @param instrument          that it is about.
 * @param groupId             whose trading day it follows, 0 to 255.
 * @param feeClass            0 to 63.
 * @param phase               in which it is.
 * @param phaseUntilNs        log time at which a timer ends the phase; 0 where none does.
 * @param isHalted            whether an operator halted this instrument.
 * @param referencePriceTicks of the static band; 0 for none.
 * @param lastPriceTicks      of the last trade; 0 before the first.
 * @param staticBandBps       basis points around the reference price in which limit prices must be; 0 for none.
 * @param dynamicBandBps      basis points around the last trade beyond which an auction begins; 0 for none.
 * @param pauseNs             how long that auction lasts.
 */
public record TradingState(
    Instrument instrument,
    int groupId,
    int feeClass,
    TradingPhase phase,
    long phaseUntilNs,
    boolean isHalted,
    long referencePriceTicks,
    long lastPriceTicks,
    int staticBandBps,
    int dynamicBandBps,
    long pauseNs)
{
    /**
     * When a timer ends the phase.
     *
     * @return by the venue's clock; null where none does.
     */
    public Instant phaseUntil()
    {
        return phaseUntilNs == 0 ? null : Instant.ofEpochSecond(0, phaseUntilNs);
    }

    /**
     * Reference price of the static band.
     *
     * @return of one share, four decimals; 0.0000 for none.
     */
    public BigDecimal referencePrice()
    {
        return Money.priceOf(referencePriceTicks, instrument.tickSizeMinor());
    }

    /**
     * Price of the last trade.
     *
     * @return of one share, four decimals; 0.0000 before the first.
     */
    public BigDecimal lastPrice()
    {
        return Money.priceOf(lastPriceTicks, instrument.tickSizeMinor());
    }

    /**
     * How long an auction lasts that a move beyond the dynamic band begins.
     *
     * @return zero where there is none.
     */
    public Duration pause()
    {
        return Duration.ofNanos(pauseNs);
    }
}
