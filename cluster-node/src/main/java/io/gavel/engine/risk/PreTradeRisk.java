package io.gavel.engine.risk;

import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.schema.LimitType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;

/**
 * Whether an order keeps within the limits of its account and its participant. What is open counts as if it had traded
 * already, so that no limit can be exceeded later.
 */
public final class PreTradeRisk
{
    private static final int UNLIMITED = -1;

    private final Venue venue;
    // The order that is being checked.
    private int instrumentId;
    private Side side;
    private long lots;
    private long notionalMinor;
    private boolean isNew;

    /**
     * Checks for a venue.
     *
     * @param venue whose limits count.
     */
    public PreTradeRisk(final Venue venue)
    {
        this.venue = venue;
    }

    /**
     * Whether one may enter orders at all.
     *
     * @param accountId     of the order.
     * @param participantId of the order.
     * @return NONE, or the switch or the status that forbids it.
     */
    public RejectReason checkStanding(final int accountId, final int participantId)
    {
        if (venue.killSwitches().isMarketKilled())
        {
            return RejectReason.MARKET_KILLED;
        }
        if (venue.killSwitches().isParticipantKilled(participantId))
        {
            return RejectReason.PARTICIPANT_KILLED;
        }
        if (venue.killSwitches().isAccountKilled(accountId))
        {
            return RejectReason.ACCOUNT_KILLED;
        }
        return venue.accounts().isVerified(accountId) ? RejectReason.NONE : RejectReason.ACCOUNT_NOT_VERIFIED;
    }

    /**
     * Whether an order, or what a replace adds to it, keeps within the limits. A replace asks with what it adds, which
     * may be below 0, as the rest is counted already; the size of an order is checked against its whole.
     *
     * @param rows       of the order.
     * @param ofSide     BUY or SELL.
     * @param wholeLots  of the order.
     * @param wholeMinor worth of the order at its limit, 0 without one.
     * @param addedLots  to what is open.
     * @param addedMinor to what is open.
     * @return NONE, or the first limit that would be exceeded, the account's first.
     */
    public RejectReason checkLimits(
        final OrderRows rows,
        final Side ofSide,
        final long wholeLots,
        final long wholeMinor,
        final long addedLots,
        final long addedMinor)
    {
        final int accountId = rows.accountId();
        final int participantId = rows.participantId();
        final boolean isAccountLimited = venue.accountLimits().hasLimits(accountId);
        final boolean isParticipantLimited = venue.participantLimits().hasLimits(participantId);
        if (!isAccountLimited && !isParticipantLimited)
        {
            return RejectReason.NONE;
        }
        instrumentId = rows.instrumentId();
        side = ofSide;
        lots = addedLots;
        notionalMinor = addedMinor;
        isNew = addedLots == wholeLots;
        if (isAccountLimited)
        {
            final int row = rows.holding();
            final RejectReason reason = check(venue.accountLimits(), accountId, venue.accountExposures(), row,
                Ledger.NIL == row ? 0 : venue.accounts().holdings().balance(row),
                venue.accounts().openOrders(accountId), wholeLots, wholeMinor);
            if (RejectReason.NONE != reason)
            {
                return reason;
            }
        }
        if (!isParticipantLimited)
        {
            return RejectReason.NONE;
        }
        final int row = rows.position();
        return check(venue.participantLimits(), participantId, venue.participantExposures(), row,
            row < 0 ? 0 : venue.positions().positionLots(row),
            venue.participants().get(participantId).openOrders(), wholeLots, wholeMinor);
    }

    private RejectReason check(
        final LimitTable limits,
        final int ownerId,
        final Exposures exposures,
        final int row,
        final long positionLots,
        final int openOrders,
        final long wholeLots,
        final long wholeMinor)
    {
        if (limits.limit(ownerId, instrumentId, LimitType.RESTRICTED) > 0)
        {
            return RejectReason.RESTRICTED_INSTRUMENT;
        }
        if (isAbove(wholeLots, limits.limit(ownerId, instrumentId, LimitType.MAX_ORDER_LOTS)))
        {
            return RejectReason.ORDER_LOTS_LIMIT;
        }
        if (isAbove(wholeMinor, limits.limit(ownerId, instrumentId, LimitType.MAX_ORDER_NOTIONAL)))
        {
            return RejectReason.ORDER_NOTIONAL_LIMIT;
        }
        final long openBuys = row < 0 ? 0 : exposures.openBuyLots(row);
        final long openSells = row < 0 ? 0 : exposures.openSellLots(row);
        final long tradedLots = row < 0 ? 0 : exposures.dayTradedLots(row);
        if (lots > 0 && isAbove(saturating(saturating(tradedLots, openBuys), saturating(openSells, lots)),
            limits.limit(ownerId, instrumentId, LimitType.MAX_DAY_LOTS)))
        {
            return RejectReason.DAY_LOTS_LIMIT;
        }
        final long openMinor = row < 0 ? 0 : exposures.openNotionalMinor(row);
        final long tradedMinor = row < 0 ? 0 : exposures.dayTradedNotionalMinor(row);
        if ((notionalMinor > 0 || isNew) && isAbove(saturating(saturating(tradedMinor, openMinor), notionalMinor),
            limits.limit(ownerId, instrumentId, LimitType.MAX_DAY_NOTIONAL)))
        {
            return RejectReason.DAY_NOTIONAL_LIMIT;
        }
        if (Side.BUY == side && lots > 0 && isAbove(saturating(saturating(positionLots, openBuys), lots),
            limits.limit(ownerId, instrumentId, LimitType.MAX_POSITION_LOTS)))
        {
            return RejectReason.POSITION_LIMIT;
        }
        return isNew && isAbove(openOrders + 1L, limits.limit(ownerId, 0, LimitType.MAX_OPEN_ORDERS)) ?
            RejectReason.OPEN_ORDERS_LIMIT : RejectReason.NONE;
    }

    private static boolean isAbove(final long value, final long limit)
    {
        return UNLIMITED != limit && value > limit;
    }

    // Both are at least 0, or the sum is below either.
    private static long saturating(final long a, final long b)
    {
        final long sum = a + b;
        return a > 0 && b > 0 && sum < 0 ? Long.MAX_VALUE : sum;
    }
}
