package io.gavel.engine.risk;

import io.gavel.engine.Venue;
import io.gavel.schema.LimitType;

/** What an order may still trade of the day's notional limits of its account and its participant. */
public final class DayAllowance
{
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Venue venue;
    private long leftMinor = UNLIMITED;

    /**
     * An allowance, to be begun for each order.
     *
     * @param venue whose limits count.
     */
    public DayAllowance(final Venue venue)
    {
        this.venue = venue;
    }

    /**
     * Looks up what is left for an order.
     *
     * @param slot         of the order, which is committed.
     * @param accountId    of the order.
     * @param instrumentId of the order.
     * @param ownMinor     what the order itself takes of the open notional.
     */
    public void begin(final int slot, final int accountId, final int instrumentId, final long ownMinor)
    {
        leftMinor = UNLIMITED;
        final int participantId = venue.orders().participantId(slot);
        if (venue.accountLimits().hasLimits(accountId))
        {
            bound(venue.accountLimits().limit(accountId, instrumentId, LimitType.MAX_DAY_NOTIONAL),
                venue.accountExposures(), venue.orders().holdingRow(slot), ownMinor);
        }
        if (venue.participantLimits().hasLimits(participantId))
        {
            bound(venue.participantLimits().limit(participantId, instrumentId, LimitType.MAX_DAY_NOTIONAL),
                venue.participantExposures(), venue.orders().positionRow(slot), ownMinor);
        }
    }

    private void bound(final long limitMinor, final Exposures exposures, final int row, final long ownMinor)
    {
        if (limitMinor >= 0)
        {
            // Each term is at least 0, so that no difference overflows.
            final long others = exposures.openNotionalMinor(row) - ownMinor;
            leftMinor = Math.min(
                leftMinor, Math.max(0, limitMinor - exposures.dayTradedNotionalMinor(row)) - others);
        }
    }

    /**
     * Whether any limit bounds the order.
     *
     * @return false where it may trade what it likes.
     */
    public boolean isLimited()
    {
        return UNLIMITED != leftMinor;
    }

    /**
     * How many lots may trade.
     *
     * @param lotMinor what a lot costs, &gt; 0.
     * @param lots     wanted.
     * @return 0..lots.
     */
    public int lots(final long lotMinor, final int lots)
    {
        return leftMinor <= 0 ? 0 : (int)Math.min(lots, leftMinor / lotMinor);
    }

    /**
     * Something traded.
     *
     * @param notionalMinor of the trade.
     */
    public void spend(final long notionalMinor)
    {
        if (isLimited())
        {
            leftMinor -= notionalMinor;
        }
    }

    /**
     * Whether what is left of the order fits beside what has traded.
     *
     * @param restMinor what it would take of the open notional.
     * @return true where there is room, or no limit.
     */
    public boolean hasRoomFor(final long restMinor)
    {
        return restMinor <= leftMinor;
    }
}
