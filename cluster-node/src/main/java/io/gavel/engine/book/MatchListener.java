package io.gavel.engine.book;

/** Told of each execution of a match, and asked before it. It may read the pool, and change no book and no pool. */
public interface MatchListener
{
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
}
