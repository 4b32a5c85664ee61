package io.gavel.gateway.book;

import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;

/**
 * What an auction traded, or would trade were it over now.
 *
 * @param phase       that collects the orders.
 * @param priceMinor  of one share, minor units; 0 where nothing trades.
 * @param volume      shares.
 * @param surplus     shares left over at the price.
 * @param surplusSide whose they are, or null where there are none.
 * @param timeNs      log time.
 */
public record Uncrossing(
    TradingPhase phase, long priceMinor, long volume, long surplus, Side surplusSide, long timeNs)
{
}
