package io.gavel.client;

import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
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
    private final long stopPriceTicks;
    private final long displayQtyLots;
    private final long minQtyLots;
    private final long expireTimeNs;
    private final SelfTradePrevention selfTradePrevention;
    private final SelfTradeScope selfTradeScope;
    private final PostOnly postOnly;

    NewOrderCommand(
        final NewOrder order,
        final Instrument instrument,
        final long clOrdId,
        final CommandFuture<ExecutionReport> future)
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
        priceTicks = OrderChecks.ticksOrNone(order.price(), instrument);
        OrderChecks.notional(priceTicks, quantityLots, instrument);
        stopPriceTicks = OrderChecks.ticksOrNone(order.stopPrice(), instrument);
        displayQtyLots = OrderChecks.lotsOrNone(order.displayQuantity(), instrument);
        minQtyLots = OrderChecks.lotsOrNone(order.minQuantity(), instrument);
        expireTimeNs = OrderChecks.expireTimeNs(order.expireTime());
        selfTradePrevention = order.selfTradePrevention();
        selfTradeScope = order.selfTradeScope();
        postOnly = order.postOnly();
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
            .timeInForce(timeInForce)
            .stopPriceTicks(stopPriceTicks)
            .displayQtyLots(displayQtyLots)
            .minQtyLots(minQtyLots)
            .expireTimeNs(expireTimeNs)
            .selfTradePrevention(selfTradePrevention)
            .selfTradeScope(selfTradeScope)
            .postOnly(postOnly);
        return MessageHeaderEncoder.ENCODED_LENGTH + NewOrderSingleEncoder.BLOCK_LENGTH;
    }

    @Override
    boolean isAnsweredBy(final ExecutionReport report)
    {
        return (report.execType() == ExecType.NEW || report.execType() == ExecType.REJECTED) &&
            isSame(report.clOrdId(), clOrdId);
    }

    @Override
    ExecutionReport outcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        final boolean accepted = reason == RejectReason.NONE;
        return new ExecutionReport(eventSeq, 0, 0, clientSeq, accountId, accepted ? resultId : 0, clOrdId, 0, 0,
            priceTicks, quantityLots, 0, 0, 0, accepted ? quantityLots : 0, reason,
            accepted ? ExecType.NEW : ExecType.REJECTED, accepted ? OrdStatus.NEW : OrdStatus.REJECTED,
            side, ordType, timeInForce, CancelReason.NONE, 0, stopPriceTicks, Liquidity.NULL_VAL, instrument);
    }

    @Override
    String describe()
    {
        return "new order " + clOrdId;
    }
}
