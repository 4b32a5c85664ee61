package io.gavel.dropcopy;

import io.gavel.schema.CancelReason;
import io.gavel.schema.CashAdjustedEncoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.InstrumentAddedEncoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.EventStream;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes executions of several participants, and other events between them, as the venue does. */
final class ExecutionBatch
{
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int length;
    private long eventSeq;

    long eventSeq()
    {
        return eventSeq;
    }

    ExecutionBatch instrument(final int instrumentId, final String symbol)
    {
        final InstrumentAddedEncoder event = new InstrumentAddedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(++eventSeq).timeNs(eventSeq)
            .tickSizeMinor(25).lotSize(10).instrumentId(instrumentId).symbol(symbol).currency("USD");
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    ExecutionBatch other()
    {
        final CashAdjustedEncoder event = new CashAdjustedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(++eventSeq).timeNs(eventSeq)
            .accountId(1).deltaMinor(1).balanceMinor(1).currency("USD");
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    ExecutionBatch execution(final int participantId, final int instrumentId)
    {
        final ExecutionReportEncoder event = new ExecutionReportEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(++eventSeq).timeNs(1_580_371_200_000_000_000L)
            .reportSeq(7).clientSeq(8).participantId(participantId).connectionId(3).accountId(4).orderId(5).clOrdId(6)
            .origClOrdId(0).matchId(9).priceTicks(1L << 40).orderQtyLots(100).lastPxTicks(12_801).lastQtyLots(40)
            .cumQtyLots(40).leavesQtyLots(60).instrumentId(instrumentId).rejectReason(RejectReason.NONE)
            .execType(ExecType.TRADE).ordStatus(OrdStatus.PARTIALLY_FILLED).side(Side.BUY).ordType(OrdType.LIMIT)
            .timeInForce(TimeInForce.DAY).cancelReason(CancelReason.NONE).feeMinor(12_345).stopPriceTicks(0)
            .liquidity(Liquidity.TAKER);
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    int length()
    {
        return length;
    }

    byte[] end()
    {
        buffer.putByte(length, EventStream.BATCH_END);
        final byte[] batch = new byte[length + 1];
        buffer.getBytes(0, batch);
        length = 0;
        return batch;
    }
}
