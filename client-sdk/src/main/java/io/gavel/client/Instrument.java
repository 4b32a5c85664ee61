package io.gavel.client;

import io.gavel.venue.Money;
import java.math.BigDecimal;

/**
 * What is traded.
 *
 * @param instrumentId  the venue's, from 1.
 * @param symbol        as people name it.
 * @param currency      in which it trades, ISO 4217.
 * @param tickSizeMinor smallest step of its price for one share, in 1/10,000 of the currency.
 * @param lotSize       shares in a lot; every quantity is a whole number of lots.
 */
public record Instrument(int instrumentId, String symbol, String currency, long tickSizeMinor, long lotSize)
{
    /**
     * Smallest step of its price for one share.
     *
     * @return in the currency, four decimals.
     */
    public BigDecimal tickSize()
    {
        return Money.toDecimal(tickSizeMinor);
    }
}
