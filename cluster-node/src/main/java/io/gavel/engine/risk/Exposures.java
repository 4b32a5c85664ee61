package io.gavel.engine.risk;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.Side;
import java.util.Arrays;

/**
 * What an owner has at stake, one row for each that is limited: its open orders, and what it traded today. Rows are
 * numbered by the caller, and are all zero until something is added.
 *
 * <p>A new day is begun in one step: a row says of which day its traded figures are, and those of another day count as
 * zero. The open figures follow from the open orders; a snapshot needs the traded ones only.
 */
public final class Exposures
{
    /** Rows are below this. */
    public static final int ROWS_MAX = Limits.BALANCES_MAX;

    private static final int ROWS_INITIAL = 64;

    // A row is together, so that it is one place in memory that an order waits for.
    private static final int STRIDE = 6;
    private static final int OPEN_BUY = 0;
    private static final int OPEN_SELL = 1;
    /** Invariant: with the carries times 2^63 it is the sum of the open orders, which no long need hold. */
    private static final int OPEN_NOTIONAL = 2;
    private static final int DAY_LOTS = 3;
    private static final int DAY_NOTIONAL = 4;
    /** Carries of the open notional in the upper half, the number of the day in the lower. */
    private static final int CARRIES_AND_DAY = 5;
    private static final long LOWER = 0xFFFF_FFFFL;
    private static final long CARRY = 1L << Integer.SIZE;

    private long[] rows = new long[ROWS_INITIAL * STRIDE];
    // Days are told apart by their number here, so that none that comes back brings its figures back.
    private int dayNumber;
    private int day;

    /** No rows, on day 0. */
    public Exposures()
    {
    }

    /**
     * Makes a row, with all others below it, where it is not there.
     *
     * @param row 0..{@link #ROWS_MAX} - 1.
     * @throws InvariantViolation where it is out of its bounds.
     */
    public void ensure(final int row)
    {
        if (row < 0 || row >= ROWS_MAX)
        {
            throw new InvariantViolation("exposures: expected a row of 0.." + (ROWS_MAX - 1) + ", actual " + row);
        }
        if (row * STRIDE >= rows.length)
        {
            rows = Arrays.copyOf(rows, Math.min(ROWS_MAX, Math.max(rows.length / STRIDE * 2, row + 1)) * STRIDE);
        }
    }

    /**
     * Begins another day: nothing was traded on it. The same day again is no other one.
     *
     * @param newDay any number.
     */
    public void beginDay(final int newDay)
    {
        if (newDay != day)
        {
            day = newDay;
            dayNumber++;
        }
    }

    /**
     * The day that the traded figures are of.
     *
     * @return as it was begun, 0 at first.
     */
    public int day()
    {
        return day;
    }

    /**
     * Adds open quantity: an order that was accepted, or one that grew.
     *
     * @param row      that was ensured.
     * @param side     BUY or SELL.
     * @param lots     &gt;= 0.
     * @param notional minor units, &gt;= 0.
     */
    public void addOpen(final int row, final Side side, final long lots, final long notional)
    {
        final int at = row * STRIDE;
        final int openAt = openAt(at, side);
        if (lots < 0 || notional < 0 || lots > Long.MAX_VALUE - rows[openAt])
        {
            throw violation(row, "opening " + lots + " lots, notional " + notional);
        }
        rows[openAt] += lots;
        final long sum = rows[at + OPEN_NOTIONAL] + notional;
        rows[at + OPEN_NOTIONAL] = sum & Long.MAX_VALUE;
        if (sum < 0)
        {
            rows[at + CARRIES_AND_DAY] += CARRY;
        }
    }

    /**
     * Takes open quantity out: what traded, was cancelled or expired.
     *
     * @param row      that was ensured.
     * @param side     BUY or SELL.
     * @param lots     &gt;= 0.
     * @param notional minor units, &gt;= 0.
     * @throws InvariantViolation where more would go than is there.
     */
    public void removeOpen(final int row, final Side side, final long lots, final long notional)
    {
        final int at = row * STRIDE;
        final int openAt = openAt(at, side);
        final long difference = rows[at + OPEN_NOTIONAL] - notional;
        if (lots < 0 || notional < 0 || lots > rows[openAt] || difference < 0 && 0 == carries(at))
        {
            throw violation(row, "closing " + lots + " lots, notional " + notional);
        }
        rows[openAt] -= lots;
        rows[at + OPEN_NOTIONAL] = difference & Long.MAX_VALUE;
        if (difference < 0)
        {
            rows[at + CARRIES_AND_DAY] -= CARRY;
        }
    }

    /**
     * Counts a trade of today. What no long holds counts as the most that it does.
     *
     * @param row      that was ensured.
     * @param lots     &gt;= 0.
     * @param notional minor units, &gt;= 0.
     */
    public void onTrade(final int row, final long lots, final long notional)
    {
        if (lots < 0 || notional < 0)
        {
            throw violation(row, "trade of " + lots + " lots, notional " + notional);
        }
        final int at = row * STRIDE;
        beginDayOf(at);
        rows[at + DAY_LOTS] = lots > Long.MAX_VALUE - rows[at + DAY_LOTS] ?
            Long.MAX_VALUE : rows[at + DAY_LOTS] + lots;
        rows[at + DAY_NOTIONAL] = notional > Long.MAX_VALUE - rows[at + DAY_NOTIONAL] ?
            Long.MAX_VALUE : rows[at + DAY_NOTIONAL] + notional;
    }

    /**
     * Takes a busted trade of today out again, but never below zero.
     *
     * @param row      that was ensured.
     * @param lots     &gt;= 0.
     * @param notional minor units, &gt;= 0.
     */
    public void onBust(final int row, final long lots, final long notional)
    {
        if (lots < 0 || notional < 0)
        {
            throw violation(row, "bust of " + lots + " lots, notional " + notional);
        }
        final int at = row * STRIDE;
        beginDayOf(at);
        rows[at + DAY_LOTS] = Math.max(0, rows[at + DAY_LOTS] - lots);
        rows[at + DAY_NOTIONAL] = Math.max(0, rows[at + DAY_NOTIONAL] - notional);
    }

    /**
     * Open buy orders.
     *
     * @param row that was ensured.
     * @return lots, &gt;= 0.
     */
    public long openBuyLots(final int row)
    {
        return rows[row * STRIDE + OPEN_BUY];
    }

    /**
     * Open sell orders.
     *
     * @param row that was ensured.
     * @return lots, &gt;= 0.
     */
    public long openSellLots(final int row)
    {
        return rows[row * STRIDE + OPEN_SELL];
    }

    /**
     * Open orders of both sides.
     *
     * @param row that was ensured.
     * @return minor units, &gt;= 0; Long.MAX_VALUE where it is that or more.
     */
    public long openNotionalMinor(final int row)
    {
        return carries(row * STRIDE) > 0 ? Long.MAX_VALUE : rows[row * STRIDE + OPEN_NOTIONAL];
    }

    /**
     * What traded today.
     *
     * @param row that was ensured.
     * @return lots, &gt;= 0; Long.MAX_VALUE where it is that or more.
     */
    public long dayTradedLots(final int row)
    {
        return isOfToday(row * STRIDE) ? rows[row * STRIDE + DAY_LOTS] : 0;
    }

    /**
     * What traded today.
     *
     * @param row that was ensured.
     * @return minor units, &gt;= 0; Long.MAX_VALUE where it is that or more.
     */
    public long dayTradedNotionalMinor(final int row)
    {
        return isOfToday(row * STRIDE) ? rows[row * STRIDE + DAY_NOTIONAL] : 0;
    }

    /**
     * Puts the traded figures of this day back as a snapshot has them; its day must have been begun before.
     *
     * @param row      that was ensured.
     * @param lots     &gt;= 0.
     * @param notional minor units, &gt;= 0.
     * @throws InvariantViolation where they are out of their bounds.
     */
    public void restoreDay(final int row, final long lots, final long notional)
    {
        if (lots < 0 || notional < 0)
        {
            throw violation(row, "snapshot: " + lots + " lots, notional " + notional);
        }
        final int at = row * STRIDE;
        beginDayOf(at);
        rows[at + DAY_LOTS] = lots;
        rows[at + DAY_NOTIONAL] = notional;
    }

    private void beginDayOf(final int at)
    {
        if (!isOfToday(at))
        {
            rows[at + CARRIES_AND_DAY] = rows[at + CARRIES_AND_DAY] & ~LOWER | dayNumber & LOWER;
            rows[at + DAY_LOTS] = 0;
            rows[at + DAY_NOTIONAL] = 0;
        }
    }

    private boolean isOfToday(final int at)
    {
        return (int)rows[at + CARRIES_AND_DAY] == dayNumber;
    }

    private int carries(final int at)
    {
        return (int)(rows[at + CARRIES_AND_DAY] >> Integer.SIZE);
    }

    private static int openAt(final int at, final Side side)
    {
        return at + (Side.BUY == side ? OPEN_BUY : OPEN_SELL);
    }

    private InvariantViolation violation(final int row, final String what)
    {
        return new InvariantViolation("exposures: " + what + " in row " + row + ": open to buy " + openBuyLots(row) +
            ", to sell " + openSellLots(row) + ", notional " + openNotionalMinor(row));
    }
}
