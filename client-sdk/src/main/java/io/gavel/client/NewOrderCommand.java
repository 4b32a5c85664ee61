package io.gavel.client;

import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.concurrent.CompletableFuture;
import org.agrona.MutableDirectBuffer;

/** A NewOrderSingle. */
final class NewOrderCommand extends OrderCommand
{
    private final Instrument instrument;
    private final long accountId;
    private final long clOrdId;
    private final long priceTicks;
    private final long quantityLots;
    private final Side side;
    private final OrdType ordType;
    private final TimeInForce timeInForce;

    NewOrderCommand(
        final NewOrder order,
        final Instrument instrument,
        final long clOrdId,
        final CompletableFuture<ExecutionReport> future)
    {
        super(future);
        OrderChecks.newOrder(order);
        this.instrument = instrument;
        this.clOrdId = clOrdId;
        accountId = order.accountId();
        side = order.side();
        ordType = order.ordType();
        timeInForce = order.timeInForce();
        quantityLots = OrderChecks.lots(order.quantity(), instrument);
        priceTicks = ordType == OrdType.LIMIT ? OrderChecks.ticks(order.price(), instrument) : 0;
        OrderChecks.notional(priceTicks, quantityLots, instrument);
    }

    @Override
    int encode(final CommandCodec codec, final MutableDirectBuffer buffer, final long clientSeq)
    {
        codec.newOrder.wrapAndApplyHeader(buffer, 0, codec.header)
            .clientSeq(clientSeq)
            .accountId(accountId)
            .clOrdId(clOrdId)
            .priceTicks(priceTicks)
            .quantityLots(quantityLots)
            .instrumentId(instrument.instrumentId())
            .side(side)
            .ordType(ordType)
            .timeInForce(timeInForce);
        return MessageHeaderEncoder.ENCODED_LENGTH + NewOrderSingleEncoder.BLOCK_LENGTH;
    }

    @Override
    ExecutionReport outcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        final boolean accepted = reason == RejectReason.NONE;
        return new ExecutionReport(eventSeq, 0, 0, clientSeq, accountId, accepted ? resultId : 0, clOrdId, 0, 0,
            priceTicks, quantityLots, 0, 0, 0, accepted ? quantityLots : 0, reason,
            accepted ? ExecType.NEW : ExecType.REJECTED, accepted ? OrdStatus.NEW : OrdStatus.REJECTED,
            side, ordType, timeInForce, CancelReason.NONE, instrument);
    }

    @Override
    String describe()
    {
        return "new order " + clOrdId;
    }
}
