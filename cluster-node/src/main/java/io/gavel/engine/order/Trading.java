package io.gavel.engine.order;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Answer;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.TimeInForce;

/** The order commands, and the end of the day. */
public final class Trading
{
    /** The timer by which the end of the day goes on. */
    public static final long DAY_END_TIMER_ID = 1;

    /** Slots that one step of the end of the day looks at, so that no step holds trading up for long. */
    public static final int DAY_END_SLOTS = 1_000;

    /** Time between two steps of the end of the day, nanoseconds. */
    public static final long DAY_END_PAUSE_NS = 1_000_000;

    private final Venue venue;
    private final EngineOutput output;
    private final ReportEncoder reports;
    private final OpenOrders openOrders;
    private final OrderEntry orderEntry;
    private final OrderReplace orderReplace;

    /**
     * Trading over a venue.
     *
     * @param venue   whose orders they are.
     * @param output  takes wanted timers.
     * @param events  takes what happens.
     * @param reports takes what owners are told.
     */
    public Trading(
        final Venue venue, final EngineOutput output, final EventEncoder events, final ReportEncoder reports)
    {
        this.venue = venue;
        this.output = output;
        this.reports = reports;
        openOrders = new OpenOrders(venue, events, reports);
        final Matcher matcher = new Matcher(venue, events, reports);
        orderEntry = new OrderEntry(venue, reports, matcher, openOrders);
        orderReplace = new OrderReplace(venue, events, reports, matcher, openOrders);
    }

    /**
     * A new order.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onNewOrderSingle(
        final NewOrderSingleDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        orderEntry.onNewOrderSingle(command, participant, connection, answer);
    }

    /**
     * Takes an order out. Emits the report CANCELED and OrderDeleted, or CANCEL_REJECTED.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onCancel(
        final OrderCancelRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        final int slot = openOrders.find(participant.participantId(), command.orderId(), command.origClOrdId());
        if (Orders.NIL == slot)
        {
            answer.set(0, venue.eventSeq() + 1, RejectReason.UNKNOWN_ORDER);
            reports.rejected(
                connection, command.clientSeq(), ExecType.CANCEL_REJECTED, RejectReason.UNKNOWN_ORDER)
                .orderId(command.orderId())
                .clOrdId(command.origClOrdId());
            reports.end(connection);
            return;
        }
        answer.set(venue.pool().orderId(slot), venue.eventSeq() + 1, RejectReason.NONE);
        openOrders.end(slot, connection, command.clientSeq(), ExecType.CANCELED, CancelReason.REQUESTED);
    }

    /**
     * Changes an order.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onReplace(
        final OrderCancelReplaceRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        orderReplace.onReplace(command, participant, connection, answer);
    }

    /**
     * Begins to end the orders that are good for the day; those that are accepted later stay. One that is under way
     * begins again.
     *
     * @return how many there are.
     */
    public int beginDayEnd()
    {
        final int count = venue.orders().openDayCount();
        if (count > 0)
        {
            venue.dayEnd().begin(venue.eventSeq());
            output.onTimerWanted(DAY_END_TIMER_ID, venue.timeNs() + DAY_END_PAUSE_NS);
        }
        return count;
    }

    /** One step of the end of the day; nothing where none is under way. Emits EXPIRED and OrderDeleted for each. */
    public void onDayEndTimer()
    {
        final Venue.DayEnd dayEnd = venue.dayEnd();
        if (0 == dayEnd.untilSeq())
        {
            return;
        }
        final int end = Math.min(venue.pool().slotCount(), dayEnd.cursor() + DAY_END_SLOTS);
        for (int slot = dayEnd.cursor(); slot < end; slot++)
        {
            if (venue.isOpen(slot) && TimeInForce.DAY == venue.orders().timeInForce(slot) &&
                venue.orders().entrySeq(slot) <= dayEnd.untilSeq())
            {
                openOrders.end(slot, venue.participants().connection(venue.orders().connection(slot)), 0,
                    ExecType.EXPIRED, CancelReason.DAY_ENDED);
            }
        }
        if (end == venue.pool().slotCount())
        {
            dayEnd.complete();
        }
        else
        {
            dayEnd.cursor(end);
            output.onTimerWanted(DAY_END_TIMER_ID, venue.timeNs() + DAY_END_PAUSE_NS);
        }
    }
}
