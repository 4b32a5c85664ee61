package io.gavel.reference;

/**
 * The prices that an instrument may have: a static band around a reference that limits must lie in, and a dynamic one
 * around the last trade that no trade may leave.
 *
 * @param reference  of the static band, ticks; 0 for none.
 * @param staticBps  basis points; 0 for no band.
 * @param dynamicBps basis points; 0 for no band.
 * @param last       price of the last trade, ticks; 0 before the first.
 */
record ReferenceBands(long reference, int staticBps, int dynamicBps, long last)
{
    private static final long WHOLE = 10_000;

    ReferenceBands withLast(final long newLast)
    {
        return new ReferenceBands(reference, staticBps, dynamicBps, newLast);
    }

    ReferenceBands withReference(final long newReference)
    {
        return new ReferenceBands(newReference, staticBps, dynamicBps, last);
    }

    boolean hasStatic()
    {
        return 0 != reference && 0 != staticBps;
    }

    // Prices have 40 bits, basis points 14: no product here overflows.
    long lower()
    {
        return (reference * (WHOLE - staticBps) + WHOLE - 1) / WHOLE;
    }

    long upper()
    {
        return Math.min(ReferenceMatcher.PRICE_MAX, reference * (WHOLE + staticBps) / WHOLE);
    }

    /** Whether no order may have a limit. */
    boolean refuses(final long price)
    {
        return hasStatic() && (price < lower() || price > upper());
    }

    /** Whether no trade may have a price now. */
    boolean pausesAt(final long price)
    {
        final long around = auctionReference();
        return 0 != dynamicBps && 0 != around && Math.abs(price - around) * WHOLE > dynamicBps * around;
    }

    /** What an auction's price is held against. */
    long auctionReference()
    {
        return 0 != last ? last : reference;
    }
}
