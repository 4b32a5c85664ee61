package io.gavel.engine.order;

import io.gavel.engine.Venue;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.Side;

/** How orders come to rest in a book, and leave it otherwise than by trading. */
final class OpenOrders
{
    private final Venue venue;
    private final EventEncoder events;
    private final ReportEncoder reports;

    OpenOrders(final Venue venue, final EventEncoder events, final ReportEncoder reports)
    {
        this.venue = venue;
        this.events = events;
        this.reports = reports;
    }

    /**
     * The open order of a participant that a request names.
     *
     * @param participantId that asks.
     * @param orderId       the venue's id, or 0.
     * @param clOrdId       the client's id, where there is none of the venue's.
     * @return slot, or {@link Orders#NIL}.
     */
    int find(final int participantId, final long orderId, final long clOrdId)
    {
        if (0 == orderId)
        {
            return venue.orders().find(participantId, clOrdId);
        }
        final int slot = venue.pool().find(orderId);
        return Orders.NIL != slot && venue.orders().participantId(slot) == participantId ? slot : Orders.NIL;
    }

    /** Rests what is open of an order at the tail of its level. Emits OrderAdded. */
    void rest(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(slot);
        final long priceTicks = orders.priceTicks(slot);
        final int lots = orders.leavesQty(slot);
        instrument.book().rest(slot, side, priceTicks, lots);
        orders.open(slot);
        venue.participants().get(orders.participantId(slot)).addOpenOrders(1);
        events.orderAdded(venue.pool().orderId(slot), priceTicks, lots, instrument.instrumentId(), side);
    }

    /** Takes an order out of its book and of the index; its slot and its holds stay. */
    void unlink(final int slot, final Instrument instrument)
    {
        instrument.book().unlink(slot);
        venue.orders().close(slot);
        venue.participants().get(venue.orders().participantId(slot)).addOpenOrders(-1);
    }

    /** Gives back what is held for the open part of an order. */
    void release(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        if (Side.SELL == orders.side(slot))
        {
            venue.accounts().holdings().hold(orders.holdingRow(slot), -orders.leavesQty(slot));
        }
        else
        {
            // 0 for a market order, which holds nothing.
            venue.accounts().cash().hold(orders.cashRow(slot),
                -(orders.priceTicks(slot) * instrument.tickLotMinor() * orders.leavesQty(slot)));
        }
    }

    /**
     * Ends an order that rests. Emits the report, ORDER_STATUS for the connection that entered the order where another
     * one is told, and OrderDeleted.
     */
    void end(
        final int slot,
        final Connection told,
        final long clientSeq,
        final ExecType execType,
        final CancelReason cancelReason)
    {
        final Instrument instrument = venue.instruments().get(venue.orders().instrumentId(slot));
        reports.canceled(told, clientSeq, slot, execType, cancelReason);
        reports.statusToOwner(told, slot, OrdStatus.CANCELED, 0);
        unlink(slot, instrument);
        release(slot, instrument);
        events.orderDeleted(venue.pool().orderId(slot), venue.orders().leavesQty(slot), instrument.instrumentId());
        venue.pool().free(slot);
    }
}
