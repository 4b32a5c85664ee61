package io.gavel.chaos.check;

import io.gavel.schema.CashAdjustedEncoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.FeeAccountSetEncoder;
import io.gavel.schema.HoldingAdjustedEncoder;
import io.gavel.schema.InstrumentAddedEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrderAddedEncoder;
import io.gavel.schema.OrderDeletedEncoder;
import io.gavel.schema.OrderExecutedEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes events for a model, with one instrument of tick and lot 1. */
final class EventScript
{
    static final int INSTRUMENT = 1;
    static final long FEE_ACCOUNT = 9;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StreamModel model;
    private long eventSeq;
    private long feeMinor;

    EventScript(final StreamModel model)
    {
        this.model = model;
        event(InstrumentAddedEncoder.TEMPLATE_ID, () -> new InstrumentAddedEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).tickSizeMinor(1).lotSize(1)
            .instrumentId(INSTRUMENT).symbol("DRILL"));
        event(FeeAccountSetEncoder.TEMPLATE_ID, () -> new FeeAccountSetEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).accountId(FEE_ACCOUNT));
    }

    private EventScript event(final int templateId, final Runnable encoder)
    {
        eventSeq++;
        encoder.run();
        model.onEvent(templateId, buffer, 0);
        return this;
    }

    EventScript cash(final long accountId, final long deltaMinor, final long balanceMinor)
    {
        return event(CashAdjustedEncoder.TEMPLATE_ID, () -> new CashAdjustedEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).accountId(accountId).deltaMinor(deltaMinor)
            .balanceMinor(balanceMinor));
    }

    EventScript shares(final long accountId, final long deltaLots, final long balanceLots)
    {
        return event(HoldingAdjustedEncoder.TEMPLATE_ID, () -> new HoldingAdjustedEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).accountId(accountId).deltaLots(deltaLots)
            .balanceLots(balanceLots).instrumentId(INSTRUMENT));
    }

    /** Of each execution from here on. */
    EventScript fee(final long newFeeMinor)
    {
        feeMinor = newFeeMinor;
        return this;
    }

    /** The participant of an account has the account's number. */
    EventScript report(
        final ExecType execType, final Side side, final long[] who, final long[] quantities, final long matchId)
    {
        return event(ExecutionReportEncoder.TEMPLATE_ID, () -> new ExecutionReportEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).timeNs(1).reportSeq(who[2]).clientSeq(who[3])
            .participantId((int)who[0]).connectionId(0).accountId(who[0]).orderId(who[1]).clOrdId(who[1])
            .origClOrdId(0).matchId(matchId).priceTicks(100).orderQtyLots(quantities[0])
            .lastPxTicks(execType == ExecType.TRADE ? 100 : 0).lastQtyLots(quantities[1])
            .cumQtyLots(quantities[0] - quantities[2]).leavesQtyLots(quantities[2]).instrumentId(INSTRUMENT)
            .rejectReason(RejectReason.NONE).execType(execType).side(side)
            .feeMinor(execType == ExecType.TRADE ? feeMinor : 0));
    }

    EventScript added(final long orderId, final Side side, final long quantityLots)
    {
        return event(OrderAddedEncoder.TEMPLATE_ID, () -> new OrderAddedEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).orderId(orderId).priceTicks(100)
            .quantityLots(quantityLots).instrumentId(INSTRUMENT).side(side));
    }

    EventScript executed(final long orderId, final long matchId, final long lots, final long leavesLots)
    {
        return event(OrderExecutedEncoder.TEMPLATE_ID, () -> new OrderExecutedEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).orderId(orderId).matchId(matchId)
            .priceTicks(100).lastQtyLots(lots).leavesQtyLots(leavesLots).instrumentId(INSTRUMENT)
            .aggressorSide(Side.BUY));
    }

    EventScript deleted(final long orderId)
    {
        return event(OrderDeletedEncoder.TEMPLATE_ID, () -> new OrderDeletedEncoder()
            .wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).orderId(orderId).canceledLots(1)
            .instrumentId(INSTRUMENT));
    }
}
