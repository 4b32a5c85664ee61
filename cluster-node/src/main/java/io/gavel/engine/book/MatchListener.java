package io.gavel.engine.book;

/** Told of each execution of a match, and asked before it. It may read the pool, and change no book and no pool. */
public interface MatchListener
{
    /** Answer of {@link #decide(int, long, int)}: the resting order leaves the book, and the match goes on. */
    int CANCEL_RESTING = -1;

    /** Answer of {@link #decide(int, long, int)}: both orders lose the lots without trading, and the match goes on. */
    int DECREMENT = -2;

    /**
     * What is to happen with the resting order that is next: asked before every execution.
     *
     * @param restingOrder slot of it.
     * @param priceTicks   of it.
     * @param lots         that would trade, &gt; 0.
     * @return 1..lots to trade; 0 stops the match; {@link #CANCEL_RESTING} or {@link #DECREMENT}.
     */
    default int decide(final int restingOrder, final long priceTicks, final int lots)
    {
        return affordableLots(priceTicks, lots);
    }

    /**
     * How much may trade at a price: asked before every execution, so that a market buy stays within its cash.
     *
     * @param priceTicks of the resting order.
     * @param lots       that would trade, &gt; 0.
     * @return 0..lots; 0 stops the match.
     */
    int affordableLots(long priceTicks, int lots);

    /**
     * Lots have traded. The resting order's open quantity is already lower by them; where none is left, it is out of
     * the book, and its slot is freed after this returns.
     *
     * @param restingOrder slot of the resting order.
     * @param priceTicks   of the resting order.
     * @param lots         traded, &gt; 0.
     */
    void onExecution(int restingOrder, long priceTicks, int lots);

    /**
     * A resting order was taken out, as was decided; its slot is freed after this returns.
     *
     * @param restingOrder slot of it.
     */
    default void onRestingCanceled(final int restingOrder)
    {
    }

    /**
     * Both orders lost lots without trading, as was decided; as {@link #onExecution(int, long, int)} otherwise.
     *
     * @param restingOrder slot of the resting order.
     * @param lots         that each lost, &gt; 0.
     */
    default void onDecrement(final int restingOrder, final int lots)
    {
    }

    /**
     * Asked where nothing is left of what a resting order shows: whether more of it is hidden.
     *
     * @param restingOrder slot of it, out of the book.
     * @return lots to rest at the tail of its level; 0 where the order is done.
     */
    default int nextPeakLots(final int restingOrder)
    {
        return 0;
    }

    /**
     * Hidden lots rest now at the tail of the level.
     *
     * @param restingOrder slot of the order.
     * @param priceTicks   of it.
     * @param lots         that it shows.
     */
    default void onPeak(final int restingOrder, final long priceTicks, final int lots)
    {
    }
}
