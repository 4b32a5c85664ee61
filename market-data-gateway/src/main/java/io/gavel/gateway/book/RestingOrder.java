package io.gavel.gateway.book;

/** An order of a book, in the list of its level. */
final class RestingOrder
{
    final long orderId;
    final PriceLevel level;
    long leavesLots;
    RestingOrder previous;
    RestingOrder next;

    RestingOrder(final long orderId, final PriceLevel level, final long leavesLots)
    {
        this.orderId = orderId;
        this.level = level;
        this.leavesLots = leavesLots;
    }
}
