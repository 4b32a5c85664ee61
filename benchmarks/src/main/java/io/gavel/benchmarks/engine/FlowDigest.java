package io.gavel.benchmarks.engine;

/**
 * Takes the reports of a run, in order, down to one number: where two runs have equal numbers, each order was accepted,
 * traded, cancelled and replaced alike in both. Orders are named by the flow's numbers.
 */
public final class FlowDigest
{
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private long accepted;
    private long trades;
    private long canceled;
    private long replaced;
    private long tradeValue;
    private long value;

    /** Before the first report. */
    public FlowDigest()
    {
    }

    /**
     * An order was taken in.
     *
     * @param order    that arrived.
     * @param price    its limit, ticks.
     * @param quantity lots.
     */
    public void onAccepted(final long order, final long price, final long quantity)
    {
        accepted++;
        value = mixed(mixed(mixed(mixed(value, 1), order), price), quantity);
    }

    /**
     * Two orders traded.
     *
     * @param aggressor order that arrived.
     * @param resting   order of the book.
     * @param price     of the resting order, ticks.
     * @param quantity  lots.
     */
    public void onTrade(final long aggressor, final long resting, final long price, final long quantity)
    {
        trades++;
        tradeValue = mixed(mixed(mixed(mixed(tradeValue, aggressor), resting), price), quantity);
        value = mixed(mixed(value, 2), tradeValue);
    }

    /**
     * What was open of an order was taken out.
     *
     * @param order    of the book, or one whose remainder may not rest.
     * @param quantity taken out, lots.
     */
    public void onCanceled(final long order, final long quantity)
    {
        canceled++;
        value = mixed(mixed(mixed(value, 3), order), quantity);
    }

    /**
     * An order has other terms.
     *
     * @param order    of the book.
     * @param price    its new limit, ticks.
     * @param quantity that is open now, lots.
     */
    public void onReplaced(final long order, final long price, final long quantity)
    {
        replaced++;
        value = mixed(mixed(mixed(mixed(value, 4), order), price), quantity);
    }

    /**
     * Orders taken in.
     *
     * @return count.
     */
    public long accepted()
    {
        return accepted;
    }

    /**
     * Trades.
     *
     * @return count.
     */
    public long trades()
    {
        return trades;
    }

    /**
     * Orders, or remainders, taken out.
     *
     * @return count.
     */
    public long canceled()
    {
        return canceled;
    }

    /**
     * Orders that have other terms.
     *
     * @return count.
     */
    public long replaced()
    {
        return replaced;
    }

    /**
     * The number of the trades alone.
     *
     * @return 64 bits.
     */
    public long tradeValue()
    {
        return tradeValue;
    }

    /**
     * Whether all was alike.
     *
     * @param other digest of another run.
     * @return true where their numbers and counts are equal.
     */
    public boolean isEqualTo(final FlowDigest other)
    {
        return value == other.value && accepted == other.accepted && trades == other.trades &&
            canceled == other.canceled && replaced == other.replaced && tradeValue == other.tradeValue;
    }

    /**
     * For a person.
     *
     * @return counts, and the number of the trades.
     */
    @Override
    public String toString()
    {
        return accepted + " accepted, " + trades + " trades (" + String.format("%016x", tradeValue) + "), " +
            canceled + " canceled, " + replaced + " replaced";
    }

    private static long mixed(final long value, final long with)
    {
        return Long.rotateLeft((value ^ with) * PRIME, 31) * PRIME;
    }
}
