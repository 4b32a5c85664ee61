package io.gavel.engine.event;

import io.gavel.engine.Venue;
import io.gavel.engine.order.Orders;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.AdminReportEncoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

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
        final long priceTicks = orders.priceTicks(slot);
        return begin(connection, clientSeq)
            .accountId(venue.accounts().holdings().accountId(orders.holdingRow(slot)))
            .orderId(venue.pool().orderId(slot))
            .clOrdId(orders.clOrdId(slot))
            .origClOrdId(0)
            .matchId(0)
            .priceTicks(priceTicks)
            .orderQtyLots(orders.orderQty(slot))
            .lastPxTicks(0)
            .lastQtyLots(0)
            .cumQtyLots(orders.cumQty(slot))
            .leavesQtyLots(leavesLots)
            .instrumentId(orders.instrumentId(slot))
            .rejectReason(RejectReason.NONE)
            .execType(execType)
            .ordStatus(ordStatus)
            .side(orders.side(slot))
            .ordType(0 == priceTicks ? OrdType.MARKET : OrdType.LIMIT)
            .timeInForce(orders.timeInForce(slot))
            .cancelReason(CancelReason.NONE);
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
            .cancelReason(CancelReason.NONE);
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
     */
    public void admin(
        final Connection connection,
        final long clientSeq,
        final int templateId,
        final long resultId,
        final RejectReason reason)
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
