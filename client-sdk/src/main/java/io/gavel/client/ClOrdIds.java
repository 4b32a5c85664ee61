package io.gavel.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for orders: milliseconds of the wall clock at the start, then a counter, then the connection. Ids of two runs
 * differ as long as the clock is not set back between them and a run takes fewer than 1,024 ids a millisecond.
 */
final class ClOrdIds
{
    /** Milliseconds since 1970 at 2025-01-01T00:00:00Z. */
    private static final long EPOCH_MS = 1_735_689_600_000L;

    private static final int COUNTER_BITS = 10;
    private static final int CONNECTION_BITS = 4;

    private final AtomicLong next;

    ClOrdIds(final long epochMs, final int connectionId)
    {
        next = new AtomicLong(Math.max(1, epochMs - EPOCH_MS) << COUNTER_BITS + CONNECTION_BITS | connectionId);
    }

    long next()
    {
        return next.getAndAdd(1L << CONNECTION_BITS);
    }
}
