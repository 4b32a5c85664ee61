package io.gavel.client;

/**
 * What trades of a class of instruments cost, in millionths of the notional: 100 is one basis point.
 *
 * @param participantId who pays them; {@link GavelOperator#NO_PARTICIPANT} for all who have no rates of their own.
 * @param feeClass      of the instruments, 0 to 63.
 * @param makerRate     of the order that rested, 0 to 100,000.
 * @param takerRate     of the order that arrived, 0 to 100,000.
 * @param auctionRate   of both orders in an auction, 0 to 100,000.
 */
public record FeeRates(int participantId, int feeClass, int makerRate, int takerRate, int auctionRate)
{
    private static final int RATE_MAX = 100_000;

    /**
     * Checks the rates.
     *
     * @param participantId who pays them.
     * @param feeClass      of the instruments.
     * @param makerRate     of the order that rested.
     * @param takerRate     of the order that arrived.
     * @param auctionRate   of both orders in an auction.
     * @throws IllegalArgumentException where one is out of bounds.
     */
    public FeeRates
    {
        AdminChecks.check(participantId >= 0 || participantId == GavelOperator.NO_PARTICIPANT,
            "participantId " + participantId + ": expected a participant, or -1 for all");
        AdminChecks.feeClass(feeClass, 0);
        rate("maker", makerRate);
        rate("taker", takerRate);
        rate("auction", auctionRate);
    }

    private static void rate(final String name, final int rate)
    {
        AdminChecks.check(rate >= 0 && rate <= RATE_MAX,
            name + " rate " + rate + ": expected 0 to 100000 millionths of the notional, which are 1000 basis points");
    }
}
