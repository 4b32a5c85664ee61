package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecutionReportDecoder;

/**
 * An execution report that a broker got, or that an event says it is to get.
 *
 * @param reportSeq   of its connection.
 * @param eventSeq    of the event.
 * @param fingerprint of all its fields: equal reports have equal ones.
 */
public record ReceivedReport(long reportSeq, long eventSeq, long fingerprint)
{
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /**
     * Of a report that the SDK delivered.
     *
     * @param report of the SDK.
     * @return what is compared.
     */
    public static ReceivedReport of(final ExecutionReport report)
    {
        return new ReceivedReport(report.reportSeq(), report.eventSeq(), fingerprint(
            report.timeNs(), report.clientSeq(), report.accountId(), report.orderId(), report.clOrdId(),
            report.origClOrdId(), report.matchId(), report.priceTicks(), report.orderQtyLots(), report.lastPxTicks(),
            report.lastQtyLots(), report.cumQtyLots(), report.leavesQtyLots(), report.feeMinor(),
            report.execType().ordinal(), report.rejectReason().ordinal()));
    }

    /**
     * Of an event.
     *
     * @param event in the stream.
     * @return what is compared.
     */
    public static ReceivedReport of(final ExecutionReportDecoder event)
    {
        return new ReceivedReport(event.reportSeq(), event.eventSeq(), fingerprint(
            event.timeNs(), event.clientSeq(), event.accountId(), event.orderId(), event.clOrdId(),
            event.origClOrdId(), event.matchId(), event.priceTicks(), event.orderQtyLots(), event.lastPxTicks(),
            event.lastQtyLots(), event.cumQtyLots(), event.leavesQtyLots(), event.feeMinor(),
            event.execType().ordinal(), event.rejectReason().ordinal()));
    }

    private static long fingerprint(final long... fields)
    {
        long hash = fields.length;
        for (final long field : fields)
        {
            hash = (hash ^ field) * PRIME;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
