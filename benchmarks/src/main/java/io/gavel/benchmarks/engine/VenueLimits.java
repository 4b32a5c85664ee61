package io.gavel.benchmarks.engine;

import io.gavel.schema.LimitType;

/**
 * The limits and fees of the venue that is measured. Each limit is there, so that it is checked, and so high that none
 * is reached.
 */
final class VenueLimits
{
    private static final long HIGH = 1L << 62;
    private static final int ORDERS_PER_SECOND = 1_000_000;
    private static final int MAKER_MILLIONTHS = 10;
    private static final int TAKER_MILLIONTHS = 30;

    private VenueLimits()
    {
    }

    /**
     * Encodes them.
     *
     * @param operator     takes them.
     * @param accounts     of the venue; the fees go to one more.
     * @param participants of the venue.
     */
    static void encode(final OperatorCommands operator, final int accounts, final int participants)
    {
        for (int participantId = 1; participantId <= participants; participantId++)
        {
            operator.limit(participantId, LimitType.MAX_ORDER_LOTS, HIGH, 0);
            operator.limit(participantId, LimitType.MAX_ORDER_NOTIONAL, HIGH, 0);
            operator.limit(participantId, LimitType.MAX_DAY_LOTS, Long.MAX_VALUE, 0);
            operator.limit(participantId, LimitType.MAX_DAY_NOTIONAL, Long.MAX_VALUE, 0);
            operator.limit(participantId, LimitType.MAX_POSITION_LOTS, Long.MAX_VALUE, 0);
            operator.limit(participantId, LimitType.MAX_OPEN_ORDERS, HIGH, 0);
            operator.limit(participantId, LimitType.ORDER_RATE, ORDERS_PER_SECOND, ORDERS_PER_SECOND);
        }
        operator.addAccount(1);
        operator.fees(accounts + 1, MAKER_MILLIONTHS, TAKER_MILLIONTHS);
    }
}
