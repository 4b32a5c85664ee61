package io.gavel.engine.account;

import io.gavel.engine.InvariantViolation;
import java.util.Arrays;

/**
 * Balances of one kind of asset: money by account and currency, or shares by account and instrument. A row, once made,
 * stays; it is found by account and asset through a chained hash, and the rows of an account are linked by ascending
 * asset.
 *
 * <p>No sum can overflow: all balances of an asset together never exceed {@link #TOTAL_MAX}, which
 * {@link #adjust(int, long)} keeps, and everything else only moves an asset between accounts that never go below zero.
 */
public final class Ledger
{
    /** No row. */
    public static final int NIL = -1;

    /** All balances of an asset together, and so each of them, stay at or below this. */
    public static final long TOTAL_MAX = 1L << 62;

    private static final int ROWS_INITIAL = 1024;

    // A row is together, so that it is one place in memory that an order waits for.
    private static final int ROW_SHIFT = 2;
    private static final int BALANCE = 0;
    private static final int HELD = 1;
    /** Account in the upper half, asset in the lower. */
    private static final int KEY = 2;
    /** Next row of the account in the upper half, next in the bucket in the lower. */
    private static final int LINKS = 3;
    private static final long LOWER = 0xFFFF_FFFFL;

    private final int rowsMax;
    private final long[] totals;
    // Invariant: 0 <= held <= balance of each row, and the balances of an asset add up to totals[asset].
    private long[] rows = new long[ROWS_INITIAL << ROW_SHIFT];
    private int[] buckets = new int[ROWS_INITIAL];
    private int[] firstOfAccount = new int[ROWS_INITIAL];
    private int rowCount;

    /**
     * An empty ledger.
     *
     * @param assetsMax asset ids are below this.
     * @param rowsMax   bound of the number of rows.
     */
    public Ledger(final int assetsMax, final int rowsMax)
    {
        this.rowsMax = rowsMax;
        totals = new long[assetsMax];
        Arrays.fill(buckets, NIL);
        Arrays.fill(firstOfAccount, NIL);
    }

    /**
     * The row of an account for an asset.
     *
     * @param accountId of the account.
     * @param asset     currency or instrument.
     * @return the row, or {@link #NIL} where there is none.
     */
    public int find(final int accountId, final int asset)
    {
        final long key = key(accountId, asset);
        int row = buckets[bucket(key)];
        while (NIL != row && rows[(row << ROW_SHIFT) + KEY] != key)
        {
            row = (int)rows[(row << ROW_SHIFT) + LINKS];
        }
        return row;
    }

    /**
     * Where {@link #find(int, int)} will begin to look, so that many lookups can have their first step done at once.
     *
     * @param accountId of the account.
     * @param asset     currency or instrument.
     * @return a row, or {@link #NIL} where there is no such row.
     */
    public int head(final int accountId, final int asset)
    {
        return buckets[bucket(key(accountId, asset))];
    }

    /**
     * Whether {@link #obtain(int, int)} would succeed.
     *
     * @param accountId of the account.
     * @param asset     currency or instrument.
     * @return true where the row is there, or there is room for it.
     */
    public boolean canObtain(final int accountId, final int asset)
    {
        return rowCount < rowsMax || NIL != find(accountId, asset);
    }

    /**
     * Whether so many rows more would fit.
     *
     * @param rows &gt;= 0.
     * @return true where they would.
     */
    public boolean roomFor(final int rows)
    {
        return rows <= rowsMax - rowCount;
    }

    /**
     * The row of an account for an asset, made with a zero balance where there is none.
     *
     * @param accountId of the account.
     * @param asset     currency or instrument.
     * @return the row.
     * @throws InvariantViolation where the ledger is full: ask {@link #canObtain(int, int)} first.
     */
    public int obtain(final int accountId, final int asset)
    {
        final int found = find(accountId, asset);
        return NIL != found ? found : add(accountId, asset);
    }

    /**
     * What may be spent: the balance without the held part.
     *
     * @param row of the ledger, or {@link #NIL}.
     * @return &gt;= 0.
     */
    public long available(final int row)
    {
        return NIL == row ? 0 : balance(row) - held(row);
    }

    /**
     * What belongs to the account, held part included.
     *
     * @param row of the ledger.
     * @return &gt;= 0.
     */
    public long balance(final int row)
    {
        return rows[(row << ROW_SHIFT) + BALANCE];
    }

    /**
     * What is set aside for open orders.
     *
     * @param row of the ledger.
     * @return &gt;= 0.
     */
    public long held(final int row)
    {
        return rows[(row << ROW_SHIFT) + HELD];
    }

    /**
     * Sets aside more, or less.
     *
     * @param row   of the ledger.
     * @param delta to the held part.
     * @throws InvariantViolation where the held part would leave 0..balance.
     */
    public void hold(final int row, final long delta)
    {
        final long after = held(row) + delta;
        if (after < 0 || after > balance(row))
        {
            throw violation(row, "hold of " + delta);
        }
        rows[(row << ROW_SHIFT) + HELD] = after;
    }

    /**
     * Takes out an amount and, with it, what was held for it.
     *
     * @param row      of the ledger.
     * @param amount   &gt;= 0.
     * @param released &gt;= 0, the part of the hold that ends.
     * @throws InvariantViolation where more would go than is there.
     */
    public void debit(final int row, final long amount, final long released)
    {
        final long balanceAfter = balance(row) - amount;
        final long heldAfter = held(row) - released;
        if (amount < 0 || released < 0 || heldAfter < 0 || heldAfter > balanceAfter)
        {
            throw violation(row, "debit of " + amount + " releasing " + released);
        }
        rows[(row << ROW_SHIFT) + BALANCE] = balanceAfter;
        rows[(row << ROW_SHIFT) + HELD] = heldAfter;
    }

    /**
     * Puts in what was taken out elsewhere.
     *
     * @param row    of the ledger.
     * @param amount &gt;= 0.
     * @throws InvariantViolation where the balance would exceed {@link #TOTAL_MAX}.
     */
    public void credit(final int row, final long amount)
    {
        if (amount < 0 || amount > TOTAL_MAX - balance(row))
        {
            throw violation(row, "credit of " + amount);
        }
        rows[(row << ROW_SHIFT) + BALANCE] += amount;
    }

    /**
     * Whether a deposit keeps the asset's total within {@link #TOTAL_MAX}.
     *
     * @param asset currency or instrument.
     * @param delta &gt; 0.
     * @return true where it does.
     */
    public boolean canDeposit(final int asset, final long delta)
    {
        return delta <= TOTAL_MAX - totals[asset];
    }

    /**
     * A deposit or a withdrawal, which changes the asset's total.
     *
     * @param row   of the ledger.
     * @param delta above 0 in, below 0 out.
     * @throws InvariantViolation where the bounds would be left: ask first.
     */
    public void adjust(final int row, final long delta)
    {
        final int asset = asset(row);
        if (delta > 0 ? !canDeposit(asset, delta) : delta < -available(row))
        {
            throw violation(row, "adjustment by " + delta);
        }
        rows[(row << ROW_SHIFT) + BALANCE] += delta;
        totals[asset] += delta;
    }

    /**
     * All balances of an asset together: deposits less withdrawals.
     *
     * @param asset currency or instrument.
     * @return 0..{@link #TOTAL_MAX}.
     */
    public long total(final int asset)
    {
        return totals[asset];
    }

    /**
     * Whose the row is.
     *
     * @param row of the ledger.
     * @return account id.
     */
    public int accountId(final int row)
    {
        return (int)(rows[(row << ROW_SHIFT) + KEY] >>> Integer.SIZE);
    }

    /**
     * What the row counts.
     *
     * @param row of the ledger.
     * @return currency or instrument.
     */
    public int asset(final int row)
    {
        return (int)rows[(row << ROW_SHIFT) + KEY];
    }

    /**
     * The row of the lowest asset of an account.
     *
     * @param accountId of the account.
     * @return the row, or {@link #NIL}.
     */
    public int first(final int accountId)
    {
        return accountId < firstOfAccount.length ? firstOfAccount[accountId] : NIL;
    }

    /**
     * The account's row of the next higher asset.
     *
     * @param row of the ledger.
     * @return the row, or {@link #NIL}.
     */
    public int next(final int row)
    {
        return (int)(rows[(row << ROW_SHIFT) + LINKS] >> Integer.SIZE);
    }

    /**
     * How many rows there are; they are numbered from 0 in the order in which they were made.
     *
     * @return &gt;= 0.
     */
    public int rowCount()
    {
        return rowCount;
    }

    /**
     * Puts a row back as a snapshot has it.
     *
     * @param accountId of the account.
     * @param asset     currency or instrument.
     * @param balance   0..{@link #TOTAL_MAX}.
     * @param heldPart  0..balance.
     * @throws InvariantViolation where the row exists, or the amounts are out of their bounds.
     */
    public void restore(final int accountId, final int asset, final long balance, final long heldPart)
    {
        if (asset < 0 || asset >= totals.length || balance < 0 || heldPart < 0 || heldPart > balance ||
            balance > TOTAL_MAX - totals[asset] || NIL != find(accountId, asset))
        {
            throw new InvariantViolation("snapshot: balance row of account " + accountId + ", asset " + asset +
                ": balance " + balance + ", held " + heldPart + " is a duplicate or out of its bounds");
        }
        final int row = add(accountId, asset);
        rows[(row << ROW_SHIFT) + BALANCE] = balance;
        rows[(row << ROW_SHIFT) + HELD] = heldPart;
        totals[asset] += balance;
    }

    private int add(final int accountId, final int asset)
    {
        if (rowCount >= rowsMax)
        {
            throw new InvariantViolation("ledger: expected fewer than " + rowsMax + " rows, actual " + rowCount);
        }
        ensureCapacity(accountId);
        final int row = rowCount++;
        rows[(row << ROW_SHIFT) + KEY] = key(accountId, asset);
        rows[(row << ROW_SHIFT) + LINKS] = LOWER;
        linkInBucket(row);

        int before = NIL;
        int after = firstOfAccount[accountId];
        while (NIL != after && asset(after) < asset)
        {
            before = after;
            after = next(after);
        }
        next(row, after);
        if (NIL == before)
        {
            firstOfAccount[accountId] = row;
        }
        else
        {
            next(before, row);
        }
        return row;
    }

    private void next(final int row, final int next)
    {
        final int at = (row << ROW_SHIFT) + LINKS;
        rows[at] = (long)next << Integer.SIZE | rows[at] & LOWER;
    }

    private void linkInBucket(final int row)
    {
        final int at = row << ROW_SHIFT;
        final int bucket = bucket(rows[at + KEY]);
        rows[at + LINKS] = rows[at + LINKS] & ~LOWER | buckets[bucket] & LOWER;
        buckets[bucket] = row;
    }

    private void ensureCapacity(final int accountId)
    {
        if (accountId >= firstOfAccount.length)
        {
            final int length = firstOfAccount.length;
            firstOfAccount = Arrays.copyOf(firstOfAccount, Math.max(length * 2, accountId + 1));
            Arrays.fill(firstOfAccount, length, firstOfAccount.length, NIL);
        }
        if (rowCount << ROW_SHIFT == rows.length)
        {
            final int capacity = (int)Math.min(rowsMax, rowCount * 2L);
            rows = Arrays.copyOf(rows, capacity << ROW_SHIFT);
            buckets = new int[Math.max(buckets.length, Integer.highestOneBit(capacity))];
            Arrays.fill(buckets, NIL);
            for (int row = 0; row < rowCount; row++)
            {
                linkInBucket(row);
            }
        }
    }

    private static long key(final int accountId, final int asset)
    {
        return (long)accountId << Integer.SIZE | asset & LOWER;
    }

    private int bucket(final long key)
    {
        return (int)(key * 0x9E3779B97F4A7C15L >>> Integer.SIZE) & buckets.length - 1;
    }

    private InvariantViolation violation(final int row, final String what)
    {
        return new InvariantViolation("ledger: " + what + " on account " + accountId(row) + ", asset " + asset(row) +
            ": balance " + balance(row) + ", held " + held(row));
    }
}
