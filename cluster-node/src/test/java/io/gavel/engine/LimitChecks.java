package io.gavel.engine;

import io.gavel.engine.account.Ledger;
import io.gavel.engine.risk.Exposures;
import io.gavel.engine.risk.LimitTable;
import io.gavel.schema.LimitType;

/** No limit is exceeded; where one was set below what there was already, that does not grow. */
final class LimitChecks
{
    private static final int ROWS = 512;

    private final Venue venue;
    private final Values accounts = new Values();
    private final Values participants = new Values();

    /** What is limited, by row, as it was after the last command. */
    private static final class Values
    {
        private final long[] dayLots = new long[ROWS];
        private final long[] dayMinor = new long[ROWS];
        private final long[] position = new long[ROWS];
        private final long[] open = new long[ROWS];
    }

    LimitChecks(final Venue venue)
    {
        this.venue = venue;
    }

    /** An operator's movements and corrections are not bound by limits. */
    void check(final boolean isMoved)
    {
        final Ledger holdings = venue.accounts().holdings();
        for (int row = 0; row < holdings.rowCount(); row++)
        {
            check(venue.accountLimits(), holdings.accountId(row), holdings.asset(row), venue.accountExposures(), row,
                holdings.balance(row), accounts, isMoved);
        }
        for (int row = 0; row < venue.positions().rowCount(); row++)
        {
            check(venue.participantLimits(), venue.positions().participantId(row),
                venue.positions().instrumentId(row), venue.participantExposures(), row,
                venue.positions().positionLots(row), participants, isMoved);
        }
        for (int account = 1; account <= venue.accounts().count(); account++)
        {
            accounts.open[account] = check(venue.accountLimits(), account, 0, LimitType.MAX_OPEN_ORDERS,
                venue.accounts().openOrders(account), accounts.open[account]);
        }
        for (int id = 0; id < venue.participants().count(); id++)
        {
            participants.open[id] = check(venue.participantLimits(), id, 0, LimitType.MAX_OPEN_ORDERS,
                venue.participants().get(id).openOrders(), participants.open[id]);
        }
    }

    private static void check(
        final LimitTable limits,
        final int owner,
        final int instrumentId,
        final Exposures exposures,
        final int row,
        final long position,
        final Values values,
        final boolean isMoved)
    {
        final long buyLots = exposures.openBuyLots(row);
        final long lots = exposures.dayTradedLots(row) + buyLots + exposures.openSellLots(row);
        final long minor = saturating(exposures.dayTradedNotionalMinor(row), exposures.openNotionalMinor(row));
        final long most = position + buyLots;
        if (!isMoved && limits.hasLimits(owner))
        {
            check(limits, owner, instrumentId, LimitType.MAX_DAY_LOTS, lots, values.dayLots[row]);
            check(limits, owner, instrumentId, LimitType.MAX_DAY_NOTIONAL, minor, values.dayMinor[row]);
            check(limits, owner, instrumentId, LimitType.MAX_POSITION_LOTS, most, values.position[row]);
        }
        values.dayLots[row] = lots;
        values.dayMinor[row] = minor;
        values.position[row] = most;
    }

    private static long check(
        final LimitTable limits,
        final int owner,
        final int instrumentId,
        final LimitType type,
        final long value,
        final long before)
    {
        final long limit = value > before ? limits.limit(owner, instrumentId, type) : LimitTable.NONE;
        if (limit >= 0 && value > limit)
        {
            throw new AssertionError(type + " of owner " + owner + ", instrument " + instrumentId + ": expected at " +
                "most " + limit + ", actual " + value + " after " + before);
        }
        return value;
    }

    private static long saturating(final long a, final long b)
    {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
