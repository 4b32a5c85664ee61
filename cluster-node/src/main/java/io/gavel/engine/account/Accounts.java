package io.gavel.engine.account;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.AccountStatus;
import java.util.Arrays;

/** Accounts, numbered from 1 without holes, with their money and their shares. */
public final class Accounts
{
    private static final byte VERIFIED = (byte)AccountStatus.VERIFIED.value();

    private final Ledger cash = new Ledger(Currency.COUNT, Limits.BALANCES_MAX);
    private final Ledger holdings = new Ledger(Limits.INSTRUMENTS_MAX + 1, Limits.BALANCES_MAX);
    private int[] participantIds = new int[1024];
    private byte[] statuses = new byte[1024];
    private int[] openOrders = new int[1024];
    private int count;

    /**
     * Opens an account.
     *
     * @param participantId of the owner.
     * @param status        PENDING or VERIFIED.
     * @return the account's id.
     * @throws InvariantViolation where there are {@link Limits#ACCOUNTS_MAX} accounts: ask {@link #count()} first.
     */
    public int add(final int participantId, final AccountStatus status)
    {
        if (count >= Limits.ACCOUNTS_MAX)
        {
            throw new InvariantViolation("accounts: expected fewer than " + Limits.ACCOUNTS_MAX + ", actual " + count);
        }
        final int accountId = ++count;
        if (accountId >= participantIds.length)
        {
            participantIds = Arrays.copyOf(participantIds, participantIds.length * 2);
            statuses = Arrays.copyOf(statuses, participantIds.length);
            openOrders = Arrays.copyOf(openOrders, participantIds.length);
        }
        participantIds[accountId] = participantId;
        statuses[accountId] = (byte)status.value();
        return accountId;
    }

    /**
     * Whether an account is there.
     *
     * @param accountId as a command has it, any value.
     * @return true where it is.
     */
    public boolean exists(final long accountId)
    {
        return accountId > 0 && accountId <= count;
    }

    /**
     * The owner.
     *
     * @param accountId of an account that is there.
     * @return participant id.
     */
    public int participantId(final int accountId)
    {
        return participantIds[accountId];
    }

    /**
     * What is known of the customer.
     *
     * @param accountId of an account that is there.
     * @return the status; only VERIFIED trades.
     */
    public AccountStatus status(final int accountId)
    {
        return AccountStatus.get(statuses[accountId]);
    }

    /**
     * Whether it may trade.
     *
     * @param accountId of an account that is there.
     * @return true where it is verified.
     */
    public boolean isVerified(final int accountId)
    {
        return VERIFIED == statuses[accountId];
    }

    /**
     * Changes what is known of the customer.
     *
     * @param accountId of an account that is there.
     * @param status    of it from now on.
     */
    public void status(final int accountId, final AccountStatus status)
    {
        statuses[accountId] = (byte)status.value();
    }

    /**
     * Whether it has neither money nor shares.
     *
     * @param accountId of an account that is there.
     * @return true where every balance is zero.
     */
    public boolean isEmpty(final int accountId)
    {
        return isEmpty(cash, accountId) && isEmpty(holdings, accountId);
    }

    private static boolean isEmpty(final Ledger ledger, final int accountId)
    {
        int row = ledger.first(accountId);
        while (Ledger.NIL != row && 0 == ledger.balance(row))
        {
            row = ledger.next(row);
        }
        return Ledger.NIL == row;
    }

    /**
     * How many of its orders are open.
     *
     * @param accountId of an account that is there.
     * @return &gt;= 0.
     */
    public int openOrders(final int accountId)
    {
        return openOrders[accountId];
    }

    /**
     * Counts an order in or out.
     *
     * @param accountId of an account that is there.
     * @param delta     1 or -1.
     */
    public void addOpenOrders(final int accountId, final int delta)
    {
        openOrders[accountId] += delta;
    }

    /**
     * How many accounts there are, which is the newest account's id.
     *
     * @return &gt;= 0.
     */
    public int count()
    {
        return count;
    }

    /**
     * Money by account and {@link Currency}.
     *
     * @return the ledger, in minor units.
     */
    public Ledger cash()
    {
        return cash;
    }

    /**
     * Shares by account and instrument.
     *
     * @return the ledger, in lots.
     */
    public Ledger holdings()
    {
        return holdings;
    }
}
