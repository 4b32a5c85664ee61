package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Answer;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;

/**
 * OrderCancelReplaceRequest: gives an order a new price, a new total quantity, or both. It keeps its place only where
 * the price stays and the open quantity falls; otherwise it takes a new one, and may trade.
 */
final class OrderReplace
{
    private final Venue venue;
    private final EventEncoder events;
    private final ReportEncoder reports;
    private final Matcher matcher;
    private final OpenOrders openOrders;
    // What the order that is being checked will hold more, or less.
    private long holdDelta;

    OrderReplace(
        final Venue venue,
        final EventEncoder events,
        final ReportEncoder reports,
        final Matcher matcher,
        final OpenOrders openOrders)
    {
        this.venue = venue;
        this.events = events;
        this.reports = reports;
        this.matcher = matcher;
        this.openOrders = openOrders;
    }

    /**
     * Replaces an order. Emits the answer, then OrderReduced where it keeps its place, otherwise OrderDeleted, its
     * trades, and OrderAdded for what is left.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    void onReplace(
        final OrderCancelReplaceRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        final int slot = openOrders.find(participant.participantId(), command.orderId(), command.origClOrdId());
        final RejectReason reason = check(command, participant, slot);
        answer.set(0, venue.eventSeq() + 1, reason);
        if (RejectReason.NONE != reason)
        {
            reject(command, connection, slot, reason);
            return;
        }
        // After this point the order must be replaced.
        answer.set(venue.pool().orderId(slot), answer.eventSeq(), reason);
        final Orders orders = venue.orders();
        final int leavesBefore = orders.leavesQty(slot);
        final int leavesAfter = (int)command.orderQtyLots() - orders.cumQty(slot);
        final boolean isReduction = command.priceTicks() == orders.priceTicks(slot) && leavesAfter < leavesBefore;
        final Instrument instrument = venue.instruments().get(orders.instrumentId(slot));
        final Ledger ledger = ledger(slot);
        ledger.hold(row(slot), holdDelta);
        final long clOrdIdBefore = orders.clOrdId(slot);
        if (isReduction)
        {
            instrument.book().reduce(slot, leavesBefore - leavesAfter);
            rename(command, participant, slot);
        }
        else
        {
            openOrders.unlink(slot, instrument);
            orders.rename(slot, newClOrdId(command, participant, clOrdIdBefore));
        }
        orders.terms(slot, command.priceTicks(), (int)command.orderQtyLots());
        reports.order(connection, command.clientSeq(), slot, ExecType.REPLACED, status(slot), leavesAfter)
            .origClOrdId(clOrdIdBefore);
        reports.end(connection);
        reports.statusToOwner(connection, slot, status(slot), leavesAfter);
        if (isReduction)
        {
            events.orderReduced(venue.pool().orderId(slot), leavesBefore - leavesAfter, leavesAfter,
                instrument.instrumentId());
            return;
        }
        events.orderDeleted(venue.pool().orderId(slot), leavesBefore, instrument.instrumentId());
        final Connection owner = venue.participants().connection(orders.connection(slot));
        if (0 == matcher.match(slot, command.priceTicks(), instrument, owner))
        {
            venue.pool().free(slot);
        }
        else
        {
            openOrders.rest(slot, instrument);
        }
    }

    // In the order of RejectReason; reads only.
    private RejectReason check(
        final OrderCancelReplaceRequestDecoder command, final Participant participant, final int slot)
    {
        final long clOrdId = command.clOrdId();
        if (clOrdId < 0)
        {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (0 != clOrdId && (participant.clOrdIds().contains(clOrdId) ||
            Orders.NIL != venue.orders().find(participant.participantId(), clOrdId)))
        {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (Orders.NIL == slot)
        {
            return RejectReason.UNKNOWN_ORDER;
        }
        if (command.priceTicks() <= 0 || command.priceTicks() > Limits.PRICE_TICKS_MAX)
        {
            return RejectReason.INVALID_PRICE;
        }
        if (command.orderQtyLots() <= 0 || command.orderQtyLots() > Limits.ORDER_LOTS_MAX)
        {
            return RejectReason.INVALID_QUANTITY;
        }
        if (command.orderQtyLots() <= venue.orders().cumQty(slot))
        {
            return RejectReason.QUANTITY_NOT_ABOVE_FILLED;
        }
        return checkMeans(slot, command.priceTicks(), (int)command.orderQtyLots() - venue.orders().cumQty(slot));
    }

    private RejectReason checkMeans(final int slot, final long priceTicks, final int leavesAfter)
    {
        final Orders orders = venue.orders();
        final Instrument instrument = venue.instruments().get(orders.instrumentId(slot));
        final boolean isBuy = Side.BUY == orders.side(slot);
        final long notionalMinor = instrument.notionalMinor(priceTicks, leavesAfter);
        if (notionalMinor < 0)
        {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final int leavesBefore = orders.leavesQty(slot);
        holdDelta = isBuy ?
            notionalMinor - orders.priceTicks(slot) * instrument.tickLotMinor() * leavesBefore :
            leavesAfter - leavesBefore;
        if (holdDelta > ledger(slot).available(row(slot)))
        {
            return isBuy ? RejectReason.INSUFFICIENT_CASH : RejectReason.INSUFFICIENT_HOLDINGS;
        }
        return instrument.book().canRest(orders.side(slot), priceTicks) ?
            RejectReason.NONE : RejectReason.PRICE_LEVELS_FULL;
    }

    private Ledger ledger(final int slot)
    {
        return Side.BUY == venue.orders().side(slot) ? venue.accounts().cash() : venue.accounts().holdings();
    }

    private int row(final int slot)
    {
        return Side.BUY == venue.orders().side(slot) ?
            venue.orders().cashRow(slot) : venue.orders().holdingRow(slot);
    }

    private OrdStatus status(final int slot)
    {
        return 0 == venue.orders().cumQty(slot) ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
    }

    private void rename(
        final OrderCancelReplaceRequestDecoder command, final Participant participant, final int slot)
    {
        final Orders orders = venue.orders();
        final long clOrdId = newClOrdId(command, participant, orders.clOrdId(slot));
        if (clOrdId != orders.clOrdId(slot))
        {
            orders.close(slot);
            orders.rename(slot, clOrdId);
            orders.open(slot);
        }
    }

    private static long newClOrdId(
        final OrderCancelReplaceRequestDecoder command, final Participant participant, final long before)
    {
        if (0 == command.clOrdId())
        {
            return before;
        }
        participant.clOrdIds().add(command.clOrdId());
        return command.clOrdId();
    }

    private void reject(
        final OrderCancelReplaceRequestDecoder command,
        final Connection connection,
        final int slot,
        final RejectReason reason)
    {
        if (Orders.NIL == slot)
        {
            reports.rejected(connection, command.clientSeq(), ExecType.REPLACE_REJECTED, reason)
                .orderId(command.orderId())
                .clOrdId(command.clOrdId())
                .origClOrdId(command.origClOrdId())
                .priceTicks(command.priceTicks())
                .orderQtyLots(command.orderQtyLots());
        }
        else
        {
            reports.order(connection, command.clientSeq(), slot, ExecType.REPLACE_REJECTED, status(slot),
                venue.orders().leavesQty(slot))
                .rejectReason(reason);
        }
        reports.end(connection);
    }
}
