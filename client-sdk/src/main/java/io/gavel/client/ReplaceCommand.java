package io.gavel.client;

import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderCancelReplaceRequestEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import org.agrona.MutableDirectBuffer;

/** An OrderCancelReplaceRequest. */
final class ReplaceCommand extends OrderCommand
{
    private final Instrument instrument;
    private final long orderId;
    private final long origClOrdId;
    private final long clOrdId;
    private final long priceTicks;
    private final long orderQtyLots;
    private final long stopPriceTicks;
    private final long displayQtyLots;
    private final long expireTimeNs;

    ReplaceCommand(
        final ReplaceOrder replace, final Instrument instrument, final CommandFuture<ExecutionReport> future)
    {
        super(future);
        OrderChecks.replace(replace);
        this.instrument = instrument;
        orderId = replace.orderId();
        origClOrdId = replace.origClOrdId();
        clOrdId = replace.clOrdId();
        priceTicks = OrderChecks.ticksOrNone(replace.price(), instrument);
        orderQtyLots = OrderChecks.lots(replace.quantity(), instrument);
        OrderChecks.notional(priceTicks, orderQtyLots, instrument);
        stopPriceTicks = OrderChecks.ticksOrNone(replace.stopPrice(), instrument);
        displayQtyLots = OrderChecks.lotsOrNone(replace.displayQuantity(), instrument);
        expireTimeNs = OrderChecks.expireTimeNs(replace.expireTime());
    }

    @Override
    int encode(final CommandCodec codec, final MutableDirectBuffer buffer, final long clientSeq)
    {
        codec.replace.wrapAndApplyHeader(buffer, 0, codec.header)
            .clientSeq(clientSeq)
            .orderId(orderId)
            .origClOrdId(origClOrdId)
            .clOrdId(clOrdId)
            .priceTicks(priceTicks)
            .orderQtyLots(orderQtyLots)
            .stopPriceTicks(stopPriceTicks)
            .displayQtyLots(displayQtyLots)
            .expireTimeNs(expireTimeNs);
        return MessageHeaderEncoder.ENCODED_LENGTH + OrderCancelReplaceRequestEncoder.BLOCK_LENGTH;
    }

    @Override
    boolean isAnsweredBy(final ExecutionReport report)
    {
        return (report.execType() == ExecType.REPLACED || report.execType() == ExecType.REPLACE_REJECTED) &&
            isSame(report.orderId(), orderId);
    }

    @Override
    ExecutionReport outcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        if (reason != RejectReason.NONE)
        {
            return rejected(clientSeq, eventSeq, orderId, origClOrdId, reason);
        }
        return new ExecutionReport(eventSeq, 0, 0, clientSeq, 0, orderId != 0 ? orderId : resultId,
            clOrdId != 0 ? clOrdId : origClOrdId, clOrdId != 0 ? origClOrdId : 0, 0, priceTicks, orderQtyLots,
            0, 0, 0, 0, reason, ExecType.REPLACED, OrdStatus.NULL_VAL, Side.NULL_VAL,
            OrdType.NULL_VAL, TimeInForce.NULL_VAL, CancelReason.NONE, 0, stopPriceTicks, Liquidity.NULL_VAL,
            instrument);
    }

    /** The report of a replace that was refused, of which only ids and reason are known. */
    static ExecutionReport rejected(
        final long clientSeq, final long eventSeq, final long orderId, final long clOrdId, final RejectReason reason)
    {
        return reportOfIds(clientSeq, eventSeq, orderId, clOrdId, reason,
            ExecType.REPLACE_REJECTED, OrdStatus.REJECTED, CancelReason.NONE);
    }

    @Override
    String describe()
    {
        return "replace of order " + (orderId != 0 ? orderId : origClOrdId);
    }
}
