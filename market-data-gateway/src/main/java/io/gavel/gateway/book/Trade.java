package io.gavel.gateway.book;

import io.gavel.schema.Side;

/**
 * A trade, as the public sees it.
 *
 * @param matchId       the venue's.
 * @param priceMinor    of one share, minor units.
 * @param quantity      shares.
 * @param aggressorSide of the order that arrived.
 * @param timeNs        log time.
 */
public record Trade(long matchId, long priceMinor, long quantity, Side aggressorSide, long timeNs)
{
}
