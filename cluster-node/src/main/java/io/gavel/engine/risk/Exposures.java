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

    private long[] openBuyLots = new long[ROWS_INITIAL];
    private long[] openSellLots = new long[ROWS_INITIAL];
    // Invariant: carries * 2^63 + notionals is the sum of the open orders, which no long need hold.
    private long[] openNotionals = new long[ROWS_INITIAL];
    private int[] openCarries = new int[ROWS_INITIAL];
    private long[] dayLots = new long[ROWS_INITIAL];
    private long[] dayNotionals = new long[ROWS_INITIAL];
    // Days are told apart by their number here, so that none that comes back brings its figures back.
    private int[] daysOfRows = new int[ROWS_INITIAL];
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
        if (row >= dayLots.length)
        {
            final int capacity = Math.min(ROWS_MAX, Math.max(dayLots.length * 2, row + 1));
            openBuyLots = Arrays.copyOf(openBuyLots, capacity);
            openSellLots = Arrays.copyOf(openSellLots, capacity);
            openNotionals = Arrays.copyOf(openNotionals, capacity);
            openCarries = Arrays.copyOf(openCarries, capacity);
            dayLots = Arrays.copyOf(dayLots, capacity);
            dayNotionals = Arrays.copyOf(dayNotionals, capacity);
            daysOfRows = Arrays.copyOf(daysOfRows, capacity);
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
        final long[] openLots = openLots(side);
        if (lots < 0 || notional < 0 || lots > Long.MAX_VALUE - openLots[row])
        {
            throw violation(row, "opening " + lots + " lots, notional " + notional);
        }
        openLots[row] += lots;
        final long sum = openNotionals[row] + notional;
        openNotionals[row] = sum & Long.MAX_VALUE;
        openCarries[row] += sum < 0 ? 1 : 0;
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
        final long[] openLots = openLots(side);
        final long difference = openNotionals[row] - notional;
        if (lots < 0 || notional < 0 || lots > openLots[row] || difference < 0 && 0 == openCarries[row])
        {
            throw violation(row, "closing " + lots + " lots, notional " + notional);
        }
        openLots[row] -= lots;
        openNotionals[row] = difference & Long.MAX_VALUE;
        openCarries[row] -= difference < 0 ? 1 : 0;
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
        beginDayOf(row);
        dayLots[row] = lots > Long.MAX_VALUE - dayLots[row] ? Long.MAX_VALUE : dayLots[row] + lots;
        dayNotionals[row] = notional > Long.MAX_VALUE - dayNotionals[row] ?
            Long.MAX_VALUE : dayNotionals[row] + notional;
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
        beginDayOf(row);
        dayLots[row] = Math.max(0, dayLots[row] - lots);
        dayNotionals[row] = Math.max(0, dayNotionals[row] - notional);
    }

    /**
     * Open buy orders.
     *
     * @param row that was ensured.
     * @return lots, &gt;= 0.
     */
    public long openBuyLots(final int row)
    {
        return openBuyLots[row];
    }

    /**
     * Open sell orders.
     *
     * @param row that was ensured.
     * @return lots, &gt;= 0.
     */
    public long openSellLots(final int row)
    {
        return openSellLots[row];
    }

    /**
     * Open orders of both sides.
     *
     * @param row that was ensured.
     * @return minor units, &gt;= 0; Long.MAX_VALUE where it is that or more.
     */
    public long openNotionalMinor(final int row)
    {
        return openCarries[row] > 0 ? Long.MAX_VALUE : openNotionals[row];
    }

    /**
     * What traded today.
     *
     * @param row that was ensured.
     * @return lots, &gt;= 0; Long.MAX_VALUE where it is that or more.
     */
    public long dayTradedLots(final int row)
    {
        return daysOfRows[row] == dayNumber ? dayLots[row] : 0;
    }

    /**
     * What traded today.
     *
     * @param row that was ensured.
     * @return minor units, &gt;= 0; Long.MAX_VALUE where it is that or more.
     */
    public long dayTradedNotionalMinor(final int row)
    {
        return daysOfRows[row] == dayNumber ? dayNotionals[row] : 0;
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
        daysOfRows[row] = dayNumber;
        dayLots[row] = lots;
        dayNotionals[row] = notional;
    }

    private void beginDayOf(final int row)
    {
        if (daysOfRows[row] != dayNumber)
        {
            daysOfRows[row] = dayNumber;
            dayLots[row] = 0;
            dayNotionals[row] = 0;
        }
    }

    private long[] openLots(final Side side)
    {
        return Side.BUY == side ? openBuyLots : openSellLots;
    }

    private InvariantViolation violation(final int row, final String what)
    {
        return new InvariantViolation("exposures: " + what + " in row " + row + ": open to buy " + openBuyLots[row] +
            ", to sell " + openSellLots[row] + ", notional " + openNotionalMinor(row));
    }
}
