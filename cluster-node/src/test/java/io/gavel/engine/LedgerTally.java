package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.account.Ledger;
import java.util.Arrays;

/** What events say that each account has of each asset, and what was brought in and taken out of it. */
final class LedgerTally
{
    private final Ledger ledger;
    private final long[] balances = new long[512];
    private final int[] deposited = new int[64];
    private final long[] deposits = new long[64];
    private final long[] sums = new long[64];
    private int assets;

    LedgerTally(final Ledger ledger)
    {
        this.ledger = ledger;
    }

    void deposit(final long account, final int asset, final long delta)
    {
        move(account, asset, delta);
        deposits[index(asset)] += delta;
    }

    void move(final long account, final int asset, final long delta)
    {
        if (0 != delta)
        {
            final int row = ledger.find((int)account, asset);
            assertTrue(Ledger.NIL != row, "what moves is on an account");
            balances[row] += delta;
        }
    }

    private int index(final int asset)
    {
        int index = 0;
        while (index < assets && deposited[index] != asset)
        {
            index++;
        }
        if (index == assets)
        {
            deposited[assets++] = asset;
        }
        return index;
    }

    /** Balances are what events add up to, and nothing comes or goes but by deposit and withdrawal. */
    void check(final long[] held)
    {
        Arrays.fill(sums, 0, assets, 0);
        for (int row = 0; row < ledger.rowCount(); row++)
        {
            final long balance = ledger.balance(row);
            final long inHold = ledger.held(row);
            if (balances[row] != balance || held[row] != inHold || balance < inHold || inHold < 0)
            {
                final String of = " of account " + ledger.accountId(row) + ", asset " + ledger.asset(row);
                assertEquals(balances[row], balance, "balances are what events say" + of);
                assertEquals(held[row], inHold, "holds are what open orders need" + of);
                assertTrue(balance >= inHold && inHold >= 0, "no more is held than there is" + of);
            }
            if (0 != balance)
            {
                sums[index(ledger.asset(row))] += balance;
            }
        }
        for (int i = 0; i < assets; i++)
        {
            assertEquals(deposits[i], sums[i], "deposits less withdrawals = balances");
            assertEquals(deposits[i], ledger.total(deposited[i]), "deposits less withdrawals = total");
        }
    }
}
