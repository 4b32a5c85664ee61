package io.gavel.benchmarks.cluster;

import static io.gavel.ops.cli.VenueOptions.done;

import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.schema.Role;
import java.math.BigDecimal;

/**
 * Who trades what over one connection: a participant with two accounts, and an instrument of its own.
 *
 * @param name     of the participant.
 * @param password of the participant.
 * @param symbol   of the instrument.
 * @param accounts both, with money and shares.
 */
record LaneMembers(String name, char[] password, String symbol, long[] accounts)
{
    /** Of every instrument. */
    static final String CURRENCY = "USD";

    /** What every account begins with. */
    static final BigDecimal CASH = BigDecimal.valueOf(100_000_000);

    /** What every account begins with, of its instrument. */
    static final long SHARES = 1_000_000;

    /**
     * Has the venue open them.
     *
     * @param desk of the operator.
     * @param lane number of the connection, from 0.
     * @return as the venue has them.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refuses.
     */
    static LaneMembers open(final GavelOperator desk, final int lane) throws InterruptedException
    {
        final String symbol = "LANE" + lane;
        final String name = "lane" + lane;
        final char[] password = ("cluster-benchmark-" + lane).toCharArray();
        done(desk.addInstrument(symbol, CURRENCY, BigDecimal.valueOf(1, 2), 1));
        final int participant = (int)done(desk.addParticipant(name, password, Role.TRADER));
        final long[] accounts = new long[2];
        for (int i = 0; i < accounts.length; i++)
        {
            accounts[i] = done(desk.addAccount(participant));
            done(desk.depositCash(accounts[i], CURRENCY, CASH));
            done(desk.depositShares(accounts[i], symbol, SHARES));
        }
        return new LaneMembers(name, password, symbol, accounts);
    }
}
