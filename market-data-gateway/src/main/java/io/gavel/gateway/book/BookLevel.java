package io.gavel.gateway.book;

/**
 * A price of one side, as the public sees it.
 *
 * @param priceMinor of one share, minor units.
 * @param size       open shares.
 * @param orders     how many orders they belong to.
 */
public record BookLevel(long priceMinor, long size, int orders)
{
}
