package io.gavel.client;

import org.agrona.collections.Long2ObjectHashMap;

/** Which instrument each open order of this connection trades. Written by the client's thread, read by any. */
final class OrderInstruments
{
    private final Long2ObjectHashMap<Instrument> byOrderId = new Long2ObjectHashMap<>();

    /** Learns from a report. */
    void onReport(final ExecutionReport report)
    {
        if (report.instrument() == null)
        {
            return;
        }
        switch (report.execType())
        {
            case NEW, TRADE, CANCELED, REPLACED, EXPIRED, ORDER_STATUS, TRIGGERED, RESTATED ->
            {
                synchronized (byOrderId)
                {
                    if (report.leavesQtyLots() > 0)
                    {
                        byOrderId.put(report.orderId(), report.instrument());
                    }
                    else
                    {
                        byOrderId.remove(report.orderId());
                    }
                }
            }
            default ->
            {
            }
        }
    }

    /** Forgets everything: reports were lost, and with them which orders are still open. */
    void clear()
    {
        synchronized (byOrderId)
        {
            byOrderId.clear();
        }
    }

    /** What the order trades; null where it is not known. */
    Instrument get(final long orderId)
    {
        synchronized (byOrderId)
        {
            return byOrderId.get(orderId);
        }
    }
}
