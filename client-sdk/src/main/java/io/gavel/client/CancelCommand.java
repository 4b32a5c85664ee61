package io.gavel.client;

import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrderCancelRequestEncoder;
import io.gavel.schema.RejectReason;
import org.agrona.MutableDirectBuffer;

/** An OrderCancelRequest. */
final class CancelCommand extends OrderCommand
{
    private final long orderId;
    private final long origClOrdId;

    CancelCommand(final long orderId, final long origClOrdId, final CommandFuture<ExecutionReport> future)
    {
        super(future);
        OrderChecks.orderIds(orderId, origClOrdId);
        this.orderId = orderId;
        this.origClOrdId = origClOrdId;
    }

    @Override
    int encode(final CommandCodec codec, final MutableDirectBuffer buffer, final long clientSeq)
    {
        codec.cancel.wrapAndApplyHeader(buffer, 0, codec.header)
            .clientSeq(clientSeq)
            .orderId(orderId)
            .origClOrdId(origClOrdId);
        return MessageHeaderEncoder.ENCODED_LENGTH + OrderCancelRequestEncoder.BLOCK_LENGTH;
    }

    @Override
    boolean isAnsweredBy(final ExecutionReport report)
    {
        return (report.execType() == ExecType.CANCELED || report.execType() == ExecType.CANCEL_REJECTED) &&
            isSame(report.orderId(), orderId);
    }

    @Override
    ExecutionReport outcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        final boolean done = reason == RejectReason.NONE;
        return reportOfIds(clientSeq, eventSeq, orderId != 0 ? orderId : resultId, origClOrdId, reason,
            done ? ExecType.CANCELED : ExecType.CANCEL_REJECTED,
            done ? OrdStatus.CANCELED : OrdStatus.REJECTED,
            done ? CancelReason.REQUESTED : CancelReason.NONE);
    }

    @Override
    String describe()
    {
        return "cancel of order " + (orderId != 0 ? orderId : origClOrdId);
    }
}
