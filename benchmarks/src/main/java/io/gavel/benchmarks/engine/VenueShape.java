package io.gavel.benchmarks.engine;

/**
 * Who trades a flow in a venue, as a function of numbers: participants that own equally many accounts, and accounts
 * that each trade in a few instruments. All have as much money, and as many shares of what they trade, as fits: no sum
 * of all money, or of all shares of an instrument, may exceed 2^62.
 *
 * @param instruments           that are traded, 1 and up.
 * @param accounts              a multiple of the instruments.
 * @param instrumentsPerAccount that each account trades in, at most as many as there are.
 * @param participants          that own the accounts, at most as many as these, each with one session; none may have
 *                              more than 262,144 open orders.
 */
record VenueShape(int instruments, int accounts, int instrumentsPerAccount, int participants)
{

    /** A tick, in 1/10,000 of the currency. */
    static final long TICK_MINOR = 1;

    private static final int ACCOUNTS_MIN = 1_000;
    private static final int INSTRUMENTS_PER_ACCOUNT_MAX = 10;
    private static final int PARTICIPANTS = 8;
    private static final long TOTAL_MAX = 1L << 62;

    /**
     * The venue of a flow.
     *
     * @param instruments that are traded.
     * @return with a thousand accounts, or as many as instruments, that trade in ten instruments, or in all.
     */
    static VenueShape of(final int instruments)
    {
        final int each = Math.max(1, (ACCOUNTS_MIN + instruments - 1) / instruments);
        return new VenueShape(
            instruments, each * instruments, Math.min(INSTRUMENTS_PER_ACCOUNT_MAX, instruments), PARTICIPANTS);
    }

    /**
     * Accounts that trade an instrument.
     *
     * @return the same count for each.
     */
    int accountsPerInstrument()
    {
        return accounts / instruments * instrumentsPerAccount;
    }

    /**
     * What an account trades in.
     *
     * @param account from 0.
     * @param i       which of the instruments of the account.
     * @return instrument, from 0.
     */
    private int instrument(final int account, final int i)
    {
        return (account + i * stride()) % instruments;
    }

    /**
     * Who trades in an instrument.
     *
     * @param instrument from 0.
     * @param i          which of {@link #accountsPerInstrument()}.
     * @return account, from 0.
     */
    int account(final int instrument, final int i)
    {
        final int each = instrumentsPerAccount;
        return Math.floorMod(instrument - i % each * stride(), instruments) + i / each * instruments;
    }

    private int stride()
    {
        return instruments / instrumentsPerAccount;
    }

    /**
     * Whose an account is: neighbours belong together, so that those who trade in an instrument have many owners.
     *
     * @param account from 0.
     * @return participant, from 0.
     */
    int owner(final int account)
    {
        return (int)((long)account * participants / accounts);
    }

    /**
     * Encodes what makes the venue.
     *
     * @param operator takes it.
     */
    void encode(final OperatorCommands operator)
    {
        operator.resume(OperatorCommands.OPERATOR_SESSION);
        for (int i = 0; i < instruments; i++)
        {
            operator.addInstrument("S" + i, TICK_MINOR);
        }
        for (int i = 0; i < participants; i++)
        {
            operator.addTrader("broker" + i);
        }
        final long cashMinor = TOTAL_MAX / (accounts + 1);
        final long shares = TOTAL_MAX / (accountsPerInstrument() + 1);
        for (int account = 0; account < accounts; account++)
        {
            operator.addAccount(owner(account) + 1);
            operator.depositCash(account + 1, cashMinor);
            for (int i = 0; i < instrumentsPerAccount; i++)
            {
                operator.depositShares(account + 1, instrument(account, i) + 1, shares);
            }
        }
        VenueLimits.encode(operator, accounts, participants);
        for (int i = 0; i < participants; i++)
        {
            operator.resume(session(i));
        }
    }

    /**
     * The session of a participant.
     *
     * @param participant from 0.
     * @return session id.
     */
    static long session(final int participant)
    {
        return OperatorCommands.OPERATOR_SESSION + 1 + participant;
    }
}
