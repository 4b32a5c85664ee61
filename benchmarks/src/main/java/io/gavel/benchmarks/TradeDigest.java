package io.gavel.benchmarks;

/** Takes the trades of a run, in order, down to one number; equal numbers mean equal trades. */
public class TradeDigest
{
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private long trades;
    private long value;

    /** Before the first trade. */
    public TradeDigest()
    {
    }

    /**
     * One trade.
     *
     * @param aggressorId order that arrived.
     * @param restingId   order of the book.
     * @param price       of the resting order.
     * @param quantity    traded.
     */
    public void onTrade(final long aggressorId, final long restingId, final long price, final long quantity)
    {
        trades++;
        value = Long.rotateLeft((((value ^ aggressorId) * PRIME ^ restingId) * PRIME ^ price) * PRIME ^ quantity, 31) *
            PRIME;
    }

    /**
     * How many there were.
     *
     * @return count.
     */
    public final long trades()
    {
        return trades;
    }

    /**
     * The number.
     *
     * @return 64 bits.
     */
    public final long value()
    {
        return value;
    }
}
