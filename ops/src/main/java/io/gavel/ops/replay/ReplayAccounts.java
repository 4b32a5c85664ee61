package io.gavel.ops.replay;

import io.gavel.schema.Side;
import java.util.List;

/**
 * What the two participants of a replay need to have, so that no command is refused for want of money or shares: as
 * much as if every order of the first one were open at once. Money is in 1/10,000 of the currency.
 *
 * @param makerCashMinor   of the first participant.
 * @param makerShares      of the first participant.
 * @param sweeperCashMinor of the second participant.
 * @param sweeperShares    of the second participant.
 */
public record ReplayAccounts(long makerCashMinor, long makerShares, long sweeperCashMinor, long sweeperShares)
{
    /**
     * Adds up.
     *
     * @param steps of the replay.
     * @return what is needed; 0 where nothing is.
     * @throws ArithmeticException where it is more than a venue can count.
     */
    public static ReplayAccounts of(final List<ReplayStep> steps)
    {
        long makerCash = 0;
        long makerShares = 0;
        long sweeperCash = 0;
        long sweeperShares = 0;
        for (final ReplayStep step : steps)
        {
            if (step instanceof ReplayStep.Enter enter)
            {
                makerCash = Math.addExact(makerCash, cash(enter.side(), enter.shares(), enter.priceMinor()));
                makerShares = Math.addExact(makerShares, shares(enter.side(), enter.shares()));
            }
            else if (step instanceof ReplayStep.Sweep sweep)
            {
                sweeperCash = Math.addExact(sweeperCash, cash(sweep.side(), sweep.shares(), sweep.priceMinor()));
                sweeperShares = Math.addExact(sweeperShares, shares(sweep.side(), sweep.shares()));
            }
        }
        return new ReplayAccounts(makerCash, makerShares, sweeperCash, sweeperShares);
    }

    private static long cash(final Side side, final long shares, final long priceMinor)
    {
        return side == Side.BUY ? Math.multiplyExact(shares, priceMinor) : 0;
    }

    private static long shares(final Side side, final long shares)
    {
        return side == Side.SELL ? shares : 0;
    }
}
