package io.gavel.gateway.book;

/**
 * An order of a book, as the public sees it: without its owner.
 *
 * @param priceMinor of one share, minor units.
 * @param size       open shares.
 * @param orderId    the venue's.
 */
public record BookOrder(long priceMinor, long size, long orderId)
{
}
