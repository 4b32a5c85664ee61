package io.gavel.engine;

import io.gavel.schema.AccountListQueryEncoder;
import io.gavel.schema.AccountQueryEncoder;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.CloseDayEncoder;
import io.gavel.schema.GroupQueryEncoder;
import io.gavel.schema.HashStateEncoder;
import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.LimitQueryEncoder;
import io.gavel.schema.MassCancelRequestEncoder;
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
import io.gavel.schema.Scope;
import io.gavel.schema.SelfQueryEncoder;
import io.gavel.schema.SetCancelOnDisconnectEncoder;
import io.gavel.schema.SetDeadMansTimerEncoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingStateQueryEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes messages to the exchange into one buffer, from offset 0; each method gives the length. */
final class CommandEncoder
{
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8192]);
    String why = "test";
    long requestKey;
    private final OrderSpec plain = new OrderSpec();
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
        // One for all, so that a test of allocation sees the engine's only.
        final OrderSpec order = plain;
        order.account = accountId;
        order.clOrdId = clOrdId;
        order.instrument = instrumentId;
        order.side = side;
        order.lots = lots;
        order.price = priceTicks;
        order.type = 0 == priceTicks ? OrdType.MARKET : OrdType.LIMIT;
        order.tif = tif;
        return newOrder(clientSeq, order);
    }

    int newOrder(final long clientSeq, final OrderSpec order)
    {
        newOrder.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(order.account).clOrdId(order.clOrdId).priceTicks(order.price)
            .quantityLots(order.lots).instrumentId(order.instrument).side(order.side).ordType(order.type)
            .timeInForce(order.tif).stopPriceTicks(order.stop).displayQtyLots(order.display).minQtyLots(order.min)
            .expireTimeNs(order.expire).selfTradePrevention(order.prevention).selfTradeScope(order.scope)
            .postOnly(order.postOnly);
        return 8 + newOrder.encodedLength();
    }

    /**
     * Makes the message that was encoded last one of version 1: what came with version 2 is at the end of it.
     *
     * @return its length.
     */
    int firstVersion()
    {
        header.wrap(buffer, 0);
        final int template = buffer.getShort(header.offset() + 2, ByteOrder.LITTLE_ENDIAN);
        final boolean isOrder = NewOrderSingleEncoder.SCHEMA_ID ==
            buffer.getShort(header.offset() + 4, ByteOrder.LITTLE_ENDIAN);
        final int length = isOrder ? firstOrderLength(template) : firstAdminLength(template);
        header.blockLength(length).version(1);
        return 8 + length;
    }

    private int firstOrderLength(final int template)
    {
        return switch (template)
        {
            case NewOrderSingleEncoder.TEMPLATE_ID -> 47;
            case OrderCancelReplaceRequestEncoder.TEMPLATE_ID -> 48;
            default -> buffer.getShort(0, ByteOrder.LITTLE_ENDIAN);
        };
    }

    private int firstAdminLength(final int template)
    {
        return switch (template)
        {
            case AddInstrumentEncoder.TEMPLATE_ID -> 43;
            case AddParticipantEncoder.TEMPLATE_ID -> 125;
            case AddAccountEncoder.TEMPLATE_ID -> 12;
            case AdjustCashEncoder.TEMPLATE_ID -> 27;
            case AdjustHoldingEncoder.TEMPLATE_ID -> 28;
            case HashStateEncoder.TEMPLATE_ID, CloseDayEncoder.TEMPLATE_ID -> 8;
            default -> buffer.getShort(0, ByteOrder.LITTLE_ENDIAN);
        };
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
            .orderQtyLots(lots).stopPriceTicks(0).displayQtyLots(0).expireTimeNs(0);
        return 8 + replace.encodedLength();
    }

    /** What a replace changes besides, for the message that was encoded last. */
    void amend(final long stopTicks, final long displayLots, final long expireTimeNs)
    {
        replace.stopPriceTicks(stopTicks).displayQtyLots(displayLots).expireTimeNs(expireTimeNs);
    }

    int massCancel(final long clientSeq, final long accountId, final int instrumentId, final Side side)
    {
        return 8 + new MassCancelRequestEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(accountId).instrumentId(instrumentId).side(side).encodedLength();
    }

    int cancelOnDisconnect(final long clientSeq, final long graceNs)
    {
        return 8 + new SetCancelOnDisconnectEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).graceNs(graceNs).encodedLength();
    }

    int deadMansTimer(final long clientSeq, final long timeoutNs)
    {
        return 8 + new SetDeadMansTimerEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).timeoutNs(timeoutNs).encodedLength();
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
        encoder.clientSeq(clientSeq).tickSizeMinor(tickSize).lotSize(lotSize).symbol(symbol).currency(currency)
            .why(why);
        return 8 + encoder.encodedLength();
    }

    int addParticipant(final long clientSeq, final String name, final Role role, final int iterations)
    {
        return addParticipant(clientSeq, name, role, iterations, -1);
    }

    int addParticipant(
        final long clientSeq, final String name, final Role role, final int iterations, final int ofParticipantId)
    {
        final AddParticipantEncoder encoder = new AddParticipantEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.clientSeq(clientSeq).iterations(iterations).role(role).name(name)
            .ofParticipantId(ofParticipantId).why(why);
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
            .clientSeq(clientSeq).participantId(participantId).status(AccountStatus.VERIFIED).why(why).encodedLength();
    }

    int addAccount(final long clientSeq, final int participantId, final AccountStatus status)
    {
        return 8 + new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).participantId(participantId).status(status).why(why).encodedLength();
    }

    int adjustCash(final long clientSeq, final long accountId, final String currency, final long delta)
    {
        return 8 + new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(accountId).deltaMinor(delta).currency(currency)
            .requestKey(requestKey).why(why).encodedLength();
    }

    int adjustHolding(final long clientSeq, final long accountId, final int instrumentId, final long delta)
    {
        return 8 + new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).accountId(accountId).deltaLots(delta).instrumentId(instrumentId)
            .requestKey(requestKey).why(why).encodedLength();
    }

    int hashState(final long clientSeq)
    {
        return 8 + new HashStateEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).why(why).encodedLength();
    }

    int closeDay(final long clientSeq)
    {
        return 8 + new CloseDayEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq).why(why).encodedLength();
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

    int selfQuery()
    {
        return 8 + new SelfQueryEncoder().wrapAndApplyHeader(buffer, 0, header).correlationId(5).encodedLength();
    }

    int tradingStateQuery(final int after)
    {
        return 8 + new TradingStateQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).afterInstrumentId(after).encodedLength();
    }

    int limitQuery(final Scope scope, final long ownerId)
    {
        return 8 + new LimitQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).scope(scope).ownerId(ownerId).afterRow(0).encodedLength();
    }

    int groupQuery(final int after)
    {
        return 8 + new GroupQueryEncoder().wrapAndApplyHeader(buffer, 0, header)
            .correlationId(5).afterGroupId(after).encodedLength();
    }
}
