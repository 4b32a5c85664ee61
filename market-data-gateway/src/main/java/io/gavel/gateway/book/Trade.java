package io.gavel.gateway.book;

import io.gavel.schema.Side;

/**
 * A trade, as the public sees it.
 *
 * @param matchId       the venue's.
 * @param priceMinor    of one share, minor units; the new one where the trade was corrected.
 * @param quantity      shares; the new ones where the trade was corrected.
 * @param aggressorSide of the order that arrived, or null where the trade was made in an auction.
 * @param timeNs        log time.
 * @param isBusted      whether the venue has declared it void since.
 * @param isCorrected   whether the venue has changed its price or quantity since.
 */
public record Trade(
    long matchId,
    long priceMinor,
    long quantity,
    Side aggressorSide,
    long timeNs,
    boolean isBusted,
    boolean isCorrected)
{
    /**
     * A trade that nothing was changed of.
     *
     * @param matchId       the venue's.
     * @param priceMinor    of one share, minor units.
     * @param quantity      shares.
     * @param aggressorSide of the order that arrived, or null where the trade was made in an auction.
     * @param timeNs        log time.
     */
    public Trade(
        final long matchId, final long priceMinor, final long quantity, final Side aggressorSide, final long timeNs)
    {
        this(matchId, priceMinor, quantity, aggressorSide, timeNs, false, false);
    }

    /**
     * Whether it was made in an auction, where no side arrived last.
     *
     * @return true where there is no aggressor.
     */
    public boolean isAuction()
    {
        return null == aggressorSide;
    }

    /**
     * The trade as a bust or a correction leaves it.
     *
     * @param change of this trade.
     * @return a copy.
     */
    Trade after(final TradeChange change)
    {
        return change.isBust() ?
            new Trade(matchId, priceMinor, quantity, aggressorSide, timeNs, true, isCorrected) :
            new Trade(matchId, change.priceMinor(), change.quantity(), aggressorSide, timeNs, isBusted, true);
    }
}
