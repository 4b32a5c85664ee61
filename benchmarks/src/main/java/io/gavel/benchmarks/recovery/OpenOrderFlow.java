package io.gavel.benchmarks.recovery;

import io.gavel.schema.Side;

/**
 * The state that is measured, as a function of numbers: which account has which order where. Every account belongs to a
 * participant, has money and shares of one instrument, sells only those, and buys them and those of another instrument.
 * Sell orders are above the middle of their book and buy orders below, so that none of them trades.
 *
 * @param accounts     how many, at least as many as participants.
 * @param participants that own them in turn.
 * @param instruments  that they trade.
 * @param seed         of prices, sides and quantities.
 */
record OpenOrderFlow(int accounts, int participants, int instruments, long seed)
{
    /** Participants of a venue that is measured; none may have more than 262,144 open orders. */
    static final int PARTICIPANTS = 8;

    /** Instruments of a venue that is measured. */
    static final int INSTRUMENTS = 100;

    /** Money of each account, in 1/10,000 of the currency. */
    static final long DEPOSIT_MINOR = 1_000_000_000_000L;

    /** Shares of each account. */
    static final long DEPOSIT_SHARES = 1_000_000;

    /** A tick, in 1/10,000 of the currency. */
    static final long TICK_MINOR = 100;

    private static final int MIDDLE_TICKS = 20_000;
    private static final int LEVELS = 500;
    private static final int LOTS_MAX = 100;

    /**
     * Whose an account is.
     *
     * @param account from 0.
     * @return participant, from 0.
     */
    int owner(final int account)
    {
        return account % participants;
    }

    /**
     * What an account has shares of.
     *
     * @param account from 0.
     * @return instrument, from 0.
     */
    int held(final int account)
    {
        return (int)(Long.remainderUnsigned(mixed(account, 1), instruments));
    }

    /**
     * Whose an order is.
     *
     * @param order from 0.
     * @return account, from 0.
     */
    int account(final int order)
    {
        return order % accounts;
    }

    /**
     * Which side an order is on.
     *
     * @param order from 0.
     * @return buy or sell.
     */
    Side side(final int order)
    {
        return 0 == (mixed(order, 2) & 1) ? Side.BUY : Side.SELL;
    }

    /**
     * What an order is for.
     *
     * @param order from 0.
     * @return instrument, from 0.
     */
    int instrument(final int order)
    {
        final int held = held(account(order));
        final boolean isOther = Side.BUY == side(order) && 0 != (mixed(order, 3) & 1);
        return isOther ? (held + 1) % instruments : held;
    }

    /**
     * An order's limit.
     *
     * @param order from 0.
     * @return price in ticks.
     */
    long priceTicks(final int order)
    {
        final int away = 1 + (int)Long.remainderUnsigned(mixed(order, 4), LEVELS);
        return Side.BUY == side(order) ? MIDDLE_TICKS - away : MIDDLE_TICKS + away;
    }

    /**
     * An order's quantity.
     *
     * @param order from 0.
     * @return lots of one share.
     */
    int lots(final int order)
    {
        return 1 + (int)Long.remainderUnsigned(mixed(order, 5), LOTS_MAX);
    }

    /**
     * An instrument's name.
     *
     * @param instrument from 0.
     * @return symbol.
     */
    static String symbol(final int instrument)
    {
        return "R" + (100 + instrument);
    }

    /**
     * A participant's name.
     *
     * @param participant from 0.
     * @return name.
     */
    static String participantName(final int participant)
    {
        return "broker" + participant;
    }

    // The finaliser of SplitMix64.
    private long mixed(final long number, final long use)
    {
        long z = seed + (number * 8 + use) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
