package io.gavel.engine;

import io.gavel.schema.AccountListQueryEncoder;
import io.gavel.schema.AccountQueryEncoder;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.CloseDayEncoder;
import io.gavel.schema.HashStateEncoder;
import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OpenOrdersQueryEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderCancelReplaceRequestEncoder;
import io.gavel.schema.OrderCancelRequestEncoder;
import io.gavel.schema.OrderQueryEncoder;
import io.gavel.schema.ParticipantQueryEncoder;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes messages to the exchange into one buffer, from offset 0; each method gives the length. */
final class CommandEncoder
{
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();

    int newOrder(
        final long clientSeq,
        final long accountId,
        final long clOrdId,
        final int instrumentId,
        final Side side,
        final long lots,
        final long priceTicks,
        final TimeInForce tif)
    {
        newOrder.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(accountId).clOrdId(clOrdId).priceTicks(priceTicks).quantityLots(lots)
            .instrumentId(instrumentId).side(side).ordType(0 == priceTicks ? OrdType.MARKET : OrdType.LIMIT)
            .timeInForce(tif);
        return 8 + newOrder.encodedLength();
    }

    int cancel(final long clientSeq, final long orderId, final long origClOrdId)
    {
        cancel.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).orderId(orderId).origClOrdId(origClOrdId);
        return 8 + cancel.encodedLength();
    }

    int replace(
        final long clientSeq,
        final long orderId,
        final long origClOrdId,
        final long clOrdId,
        final long lots,
        final long priceTicks)
    {
        replace.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).orderId(orderId).origClOrdId(origClOrdId).clOrdId(clOrdId).priceTicks(priceTicks)
            .orderQtyLots(lots);
        return 8 + replace.encodedLength();
    }

    int resume(final long lastReportSeq, final int connectionId)
    {
        return 8 + new ResumeEncoder().wrapAndApplyHeader(buffer, 0, header)
            .lastReportSeq(lastReportSeq).correlationId(77).connectionId(connectionId).sdkVersion(1).encodedLength();
    }

    int addInstrument(
        final long clientSeq, final String symbol, final String currency, final long tickSize, final long lotSize)
    {
        final AddInstrumentEncoder encoder = new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(clientSeq).tickSizeMinor(tickSize).lotSize(lotSize).symbol(symbol).currency(currency);
        return 8 + encoder.encodedLength();
    }

    int addParticipant(final long clientSeq, final String name, final Role role, final int iterations)
    {
        final AddParticipantEncoder encoder = new AddParticipantEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(clientSeq).iterations(iterations).role(role).name(name);
        for (int i = 0; i < 32; i++)
        {
            encoder.storedKey(i, (short)(i + name.charAt(0)));
            encoder.serverKey(i, (short)(i + 100));
        }
        for (int i = 0; i < 16; i++)
        {
            encoder.salt(i, (short)i);
        }
        return 8 + encoder.encodedLength();
    }

    int addAccount(final long clientSeq, final int participantId)
    {
        return 8 + new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).participantId(participantId).encodedLength();
    }

    int adjustCash(final long clientSeq, final long accountId, final String currency, final long delta)
    {
        return 8 + new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(accountId).deltaMinor(delta).currency(currency).encodedLength();
    }

    int adjustHolding(final long clientSeq, final long accountId, final int instrumentId, final long delta)
    {
        return 8 + new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(accountId).deltaLots(delta).instrumentId(instrumentId).encodedLength();
    }

    int hashState(final long clientSeq)
    {
        return 8 + new HashStateEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(clientSeq).encodedLength();
    }

    int closeDay(final long clientSeq)
    {
        return 8 + new CloseDayEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(clientSeq).encodedLength();
    }

    int accountQuery(final long accountId, final int after)
    {
        return 8 + new AccountQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).accountId(accountId).afterInstrumentId(after).encodedLength();
    }

    int accountListQuery(final long after)
    {
        return 8 + new AccountListQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).afterAccountId(after).encodedLength();
    }

    int orderQuery(final long orderId, final long clOrdId)
    {
        return 8 + new OrderQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).orderId(orderId).clOrdId(clOrdId).encodedLength();
    }

    int openOrdersQuery(final long accountId, final long cursor, final int instrumentId)
    {
        return 8 + new OpenOrdersQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).accountId(accountId).cursor(cursor).instrumentId(instrumentId).encodedLength();
    }

    int instrumentQuery(final int after)
    {
        return 8 + new InstrumentQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).afterInstrumentId(after).encodedLength();
    }

    int participantQuery(final int after)
    {
        return 8 + new ParticipantQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).afterParticipantId(after).encodedLength();
    }
}
