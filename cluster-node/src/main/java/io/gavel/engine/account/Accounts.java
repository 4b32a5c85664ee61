package io.gavel.engine.account;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import java.util.Arrays;

/** Accounts, numbered from 1 without holes, with their money and their shares. */
public final class Accounts
{
    private final Ledger cash = new Ledger(Currency.COUNT, Limits.BALANCES_MAX);
    private final Ledger holdings = new Ledger(Limits.INSTRUMENTS_MAX + 1, Limits.BALANCES_MAX);
    private int[] participantIds = new int[1024];
    private int count;

    /**
     * Opens an account.
     *
     * @param participantId of the owner.
     * @return the account's id.
     * @throws InvariantViolation where there are {@link Limits#ACCOUNTS_MAX} accounts: ask {@link #count()} first.
     */
    public int add(final int participantId)
    {
        if (count >= Limits.ACCOUNTS_MAX)
        {
            throw new InvariantViolation("accounts: expected fewer than " + Limits.ACCOUNTS_MAX + ", actual " + count);
        }
        final int accountId = ++count;
        if (accountId >= participantIds.length)
        {
            participantIds = Arrays.copyOf(participantIds, participantIds.length * 2);
        }
        participantIds[accountId] = participantId;
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
