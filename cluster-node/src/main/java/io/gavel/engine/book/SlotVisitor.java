package io.gavel.engine.book;

/** Takes slots of a pool, one at a time. */
@FunctionalInterface
public interface SlotVisitor
{
    /**
     * One slot.
     *
     * @param slot       of the pool.
     * @param generation of the order in it; of a free slot, the generation that its next order gets.
     */
    void onSlot(int slot, int generation);
}
