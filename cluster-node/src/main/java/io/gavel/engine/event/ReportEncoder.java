package io.gavel.engine.event;

import io.gavel.engine.Venue;
import io.gavel.engine.order.OrderFlags;
import io.gavel.engine.order.Orders;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.trade.Trade;
import io.gavel.schema.AdminReportEncoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.CommandReportEncoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import org.agrona.DirectBuffer;

/**
 * Encodes the events that are reports: the answers to commands, and what happens to orders afterwards. Each belongs to
 * a connection, has the connection's next report sequence and is kept in its window.
 */
public final class ReportEncoder
{
    private final Venue venue;
    private final EventEncoder events;
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final AdminReportEncoder adminReport = new AdminReportEncoder();
    private final CommandReportEncoder commandReport = new CommandReportEncoder();

    /**
     * An encoder.
     *
     * @param venue  whose reports they are.
     * @param events takes them.
     */
    public ReportEncoder(final Venue venue, final EventEncoder events)
    {
        this.venue = venue;
        this.events = events;
    }

    /**
     * Begins a report on an order: price, quantities and status are the order's as it stands; the caller adds what is
     * particular to the report and then calls {@link #end(Connection)}.
     *
     * @param connection that it belongs to.
     * @param clientSeq  that it answers, or 0.
     * @param slot       of the order.
     * @param execType   of the report.
     * @param ordStatus  of the order afterwards.
     * @param leavesLots open afterwards.
     * @return the encoder.
     */
    public ExecutionReportEncoder order(
        final Connection connection,
        final long clientSeq,
        final int slot,
        final ExecType execType,
        final OrdStatus ordStatus,
        final int leavesLots)
    {
        final Orders orders = venue.orders();
        final int flags = orders.flags(slot);
        return begin(connection, clientSeq)
            .accountId(venue.accounts().holdings().accountId(orders.holdingRow(slot)))
            .orderId(venue.pool().orderId(slot))
            .clOrdId(orders.clOrdId(slot))
            .origClOrdId(0)
            .matchId(0)
            .priceTicks(OrderFlags.isMarket(flags) ? 0 : orders.priceTicks(slot))
            .orderQtyLots(orders.orderQty(slot))
            .lastPxTicks(0)
            .lastQtyLots(0)
            .cumQtyLots(orders.cumQty(slot))
            .leavesQtyLots(leavesLots)
            .instrumentId(orders.instrumentId(slot))
            .rejectReason(RejectReason.NONE)
            .execType(execType)
            .ordStatus(ordStatus)
            .side(OrderFlags.side(flags))
            .ordType(OrderFlags.ordType(flags))
            .timeInForce(OrderFlags.timeInForce(flags))
            .cancelReason(CancelReason.NONE)
            .feeMinor(0)
            .stopPriceTicks(OrderFlags.isStop(flags) ? orders.terms().stopTicks(slot) : 0)
            .liquidity(Liquidity.NULL_VAL);
    }

    /**
     * Begins the rejection of a command that names no order that it may name; the caller adds what the command said
     * and then calls {@link #end(Connection)}.
     *
     * @param connection that sent the command.
     * @param clientSeq  of the command.
     * @param execType   REJECTED, CANCEL_REJECTED or REPLACE_REJECTED.
     * @param reason     why.
     * @return the encoder.
     */
    public ExecutionReportEncoder rejected(
        final Connection connection, final long clientSeq, final ExecType execType, final RejectReason reason)
    {
        return begin(connection, clientSeq)
            .accountId(0)
            .orderId(0)
            .clOrdId(0)
            .origClOrdId(0)
            .matchId(0)
            .priceTicks(0)
            .orderQtyLots(0)
            .lastPxTicks(0)
            .lastQtyLots(0)
            .cumQtyLots(0)
            .leavesQtyLots(0)
            .instrumentId(0)
            .rejectReason(reason)
            .execType(execType)
            .ordStatus(OrdStatus.REJECTED)
            .side(Side.NULL_VAL)
            .ordType(OrdType.NULL_VAL)
            .timeInForce(TimeInForce.NULL_VAL)
            .cancelReason(CancelReason.NONE)
            .feeMinor(0)
            .stopPriceTicks(0)
            .liquidity(Liquidity.NULL_VAL);
    }

    /**
     * A trade was busted or corrected: tells the connection that entered one of its orders. Emits a report with the
     * trade as it stands; the order's quantities stay as they are, and are not told again.
     *
     * @param trade    that was changed.
     * @param side     whose order it is.
     * @param execType TRADE_CANCEL or TRADE_CORRECT.
     */
    public void trade(final Trade trade, final Side side, final ExecType execType)
    {
        final boolean isBuy = Side.BUY == side;
        final Connection connection = venue.participants().connection(
            isBuy ? trade.buyConnection() : trade.sellConnection());
        rejected(connection, 0, execType, RejectReason.NONE)
            .accountId(isBuy ? trade.buyAccountId() : trade.sellAccountId())
            .orderId(isBuy ? trade.buyOrderId() : trade.sellOrderId())
            .clOrdId(isBuy ? trade.buyClOrdId() : trade.sellClOrdId())
            .matchId(trade.matchId())
            .lastPxTicks(trade.priceTicks())
            .lastQtyLots(trade.lots())
            .instrumentId(trade.instrumentId())
            .ordStatus(OrdStatus.NULL_VAL)
            .side(side)
            .feeMinor(isBuy ? trade.buyFeeMinor() : trade.sellFeeMinor());
        end(connection);
    }

    /**
     * The report that was begun is whole.
     *
     * @param connection that it belongs to.
     */
    public void end(final Connection connection)
    {
        events.endReport(connection);
    }

    /**
     * Lots were taken out of an order, or all that was left of it.
     *
     * @param connection   that is told.
     * @param clientSeq    of the request, or 0.
     * @param slot         of the order.
     * @param execType     CANCELED or EXPIRED.
     * @param cancelReason why.
     */
    public void canceled(
        final Connection connection,
        final long clientSeq,
        final int slot,
        final ExecType execType,
        final CancelReason cancelReason)
    {
        final OrdStatus status = ExecType.EXPIRED == execType ? OrdStatus.EXPIRED : OrdStatus.CANCELED;
        order(connection, clientSeq, slot, execType, status, 0)
            .lastQtyLots(venue.orders().leavesQty(slot))
            .cancelReason(cancelReason);
        end(connection);
    }

    /**
     * Where another connection of the participant changed an order, tells the one that entered it how the order stands:
     * FIX's execution report of type order status, which is no execution and moves no quantity.
     *
     * @param changedBy  the connection that was answered; nothing is emitted where it entered the order itself.
     * @param slot       of the order.
     * @param ordStatus  of the order afterwards.
     * @param leavesLots open afterwards.
     */
    public void statusToOwner(
        final Connection changedBy, final int slot, final OrdStatus ordStatus, final int leavesLots)
    {
        final Connection owner = venue.participants().connection(venue.orders().connection(slot));
        if (owner != changedBy)
        {
            order(owner, 0, slot, ExecType.ORDER_STATUS, ordStatus, leavesLots);
            end(owner);
        }
    }

    /**
     * The answer to an admin command.
     *
     * @param connection that sent it.
     * @param clientSeq  of the command.
     * @param templateId of the command.
     * @param resultId   what it made.
     * @param reason     NONE where it was done.
     * @param why        buffer that holds the operator's reason, zero padded; null where the command has none.
     * @param whyOffset  of the first character.
     */
    public void admin(
        final Connection connection,
        final long clientSeq,
        final int templateId,
        final long resultId,
        final RejectReason reason,
        final DirectBuffer why,
        final int whyOffset)
    {
        final int offset = events.beginReport(AdminReportEncoder.BLOCK_LENGTH);
        adminReport.wrapAndApplyHeader(events.buffer(), offset, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .reportSeq(connection.reports().lastReportSeq() + 1)
            .clientSeq(clientSeq)
            .participantId(connection.participantId())
            .connectionId(connection.connectionId())
            .resultId(resultId)
            .commandTemplateId(templateId)
            .rejectReason(reason);
        final int at = offset + MessageHeaderEncoder.ENCODED_LENGTH + AdminReportEncoder.whyEncodingOffset();
        if (null == why)
        {
            events.buffer().setMemory(at, AdminReportEncoder.whyEncodingLength(), (byte)0);
        }
        else
        {
            events.buffer().putBytes(at, why, whyOffset, AdminReportEncoder.whyEncodingLength());
        }
        events.endReport(connection);
    }

    /**
     * The answer to an order entry command that is no order.
     *
     * @param connection that sent it.
     * @param clientSeq  of the command.
     * @param templateId of the command.
     * @param resultId   what came of it.
     * @param reason     NONE where it was done.
     */
    public void command(
        final Connection connection,
        final long clientSeq,
        final int templateId,
        final long resultId,
        final RejectReason reason)
    {
        final int offset = events.beginReport(CommandReportEncoder.BLOCK_LENGTH);
        commandReport.wrapAndApplyHeader(events.buffer(), offset, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .reportSeq(connection.reports().lastReportSeq() + 1)
            .clientSeq(clientSeq)
            .participantId(connection.participantId())
            .connectionId(connection.connectionId())
            .resultId(resultId)
            .commandTemplateId(templateId)
            .rejectReason(reason);
        events.endReport(connection);
    }

    private ExecutionReportEncoder begin(final Connection connection, final long clientSeq)
    {
        final int offset = events.beginReport(ExecutionReportEncoder.BLOCK_LENGTH);
        return report.wrapAndApplyHeader(events.buffer(), offset, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .reportSeq(connection.reports().lastReportSeq() + 1)
            .clientSeq(clientSeq)
            .participantId(connection.participantId())
            .connectionId(connection.connectionId());
    }
}
