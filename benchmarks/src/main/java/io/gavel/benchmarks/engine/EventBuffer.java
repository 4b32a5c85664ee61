package io.gavel.benchmarks.engine;

import io.gavel.engine.UnheardOutput;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.venue.EventStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the state machine gives out: its batches of events, each behind its length, one behind the other outside the
 * heap, as a publication has them. Reports to sessions are parts of the batches, and not copied again.
 */
final class EventBuffer extends UnheardOutput
{
    private static final int ALIGNMENT = 8;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderExecutedDecoder executed = new OrderExecutedDecoder();
    private final UnsafeBuffer buffer;
    private int position;

    EventBuffer(final int capacity)
    {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
    }

    /** Told of the reports on orders, in order. */
    interface ReportListener
    {
        /**
         * A report that answers a command, or of what was left of an order that may not rest.
         *
         * @param report of one of the types NEW, CANCELED and REPLACED, or a reject.
         */
        void onReport(ExecutionReportDecoder report);

        /**
         * A trade.
         *
         * @param resting   report to its owner: only its ids are valid.
         * @param aggressor report to its owner.
         */
        void onTrade(long resting, ExecutionReportDecoder aggressor);

        /**
         * Which order a report is of.
         *
         * @param report that names it.
         * @return the flow's number.
         */
        long number(ExecutionReportDecoder report);
    }

    int position()
    {
        return position;
    }

    void clear()
    {
        position = 0;
    }

    /** Reads all, and empties it. */
    void drain(final ReportListener listener)
    {
        int at = 0;
        while (at < position)
        {
            final int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            drain(at + ALIGNMENT, length, listener);
            at += ALIGNMENT + aligned(length);
        }
        position = 0;
    }

    // A trade is OrderExecuted, the report of the resting order's owner, and that of the aggressor's.
    private void drain(final int offset, final int length, final ReportListener listener)
    {
        final int end = offset + length - 1;
        if (EventStream.BATCH_END != buffer.getByte(end))
        {
            throw new IllegalStateException("a batch of events does not end with its end mark");
        }
        long restingOrderId = 0;
        long resting = 0;
        int at = offset;
        while (at < end)
        {
            header.wrap(buffer, at);
            final int body = at + MessageHeaderDecoder.ENCODED_LENGTH;
            if (OrderExecutedDecoder.TEMPLATE_ID == header.templateId())
            {
                restingOrderId = executed.wrap(buffer, body, header.blockLength(), header.version()).orderId();
            }
            else if (ExecutionReportDecoder.TEMPLATE_ID == header.templateId())
            {
                report.wrap(buffer, body, header.blockLength(), header.version());
                if (ExecType.TRADE != report.execType())
                {
                    listener.onReport(report);
                }
                else if (restingOrderId == report.orderId())
                {
                    resting = listener.number(report);
                }
                else
                {
                    listener.onTrade(resting, report);
                }
            }
            at = body + header.blockLength();
        }
    }

    private static int aligned(final int length)
    {
        return length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    @Override
    public void onEventBatch(
        final long firstEventSeq, final long lastEventSeq, final DirectBuffer batch, final int offset, final int length)
    {
        final int at = position;
        buffer.putInt(at, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(at + ALIGNMENT, batch, offset, length);
        position = at + ALIGNMENT + aligned(length);
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
        throw new IllegalStateException("session " + sessionId + " was refused");
    }
}
