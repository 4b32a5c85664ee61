package io.gavel.engine.query;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.admin.Permissions;
import io.gavel.engine.order.OrderFlags;
import io.gavel.engine.order.Orders;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.SessionReplies;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrderQueryDecoder;
import io.gavel.schema.OrderReplyEncoder;
import io.gavel.schema.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;

/** Answers what is asked about open orders, as {@link Queries} does about the rest. */
public final class OrderQueries
{
    /** Slots that one page looks at, so that no query holds trading up for long. */
    public static final int PAGE_SLOTS = 8_192;

    private final Venue venue;
    private final EngineOutput output;
    private final SessionReplies replies;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8 * 1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderReplyEncoder reply = new OrderReplyEncoder();
    private final int[] slots = new int[Queries.PAGE_ROWS];

    /**
     * Queries over a venue.
     *
     * @param venue   that is asked about.
     * @param output  takes the answers.
     * @param replies takes the refusals.
     */
    public OrderQueries(final Venue venue, final EngineOutput output, final SessionReplies replies)
    {
        this.venue = venue;
        this.output = output;
        this.replies = replies;
    }

    /**
     * One open order, by the venue's id or the asker's.
     *
     * @param query     decoder of it.
     * @param asker     whose order it is; an operator sees every order by the venue's id.
     * @param sessionId to answer.
     */
    public void onOrderQuery(final OrderQueryDecoder query, final Participant asker, final long sessionId)
    {
        final int slot = 0 == query.orderId() ?
            venue.orders().find(asker.seenParticipantId(), query.clOrdId()) : venue.pool().find(query.orderId());
        if (Orders.NIL == slot || !isVisible(slot, asker))
        {
            replies.queryRejected(sessionId, query.correlationId(), RejectReason.UNKNOWN_ORDER);
            return;
        }
        slots[0] = slot;
        send(sessionId, query.correlationId(), 0, 1);
    }

    /**
     * A page of open orders by ascending slot. A page may be empty although more follow: it looks at
     * {@link #PAGE_SLOTS} slots at most.
     *
     * @param query     decoder of it.
     * @param asker     whose orders they are; an operator sees all.
     * @param sessionId to answer.
     */
    public void onOpenOrdersQuery(final OpenOrdersQueryDecoder query, final Participant asker, final long sessionId)
    {
        final int end = venue.pool().slotCount();
        final boolean hasAny = Permissions.seesAll(asker.role()) ? venue.orders().openCount() > 0 :
            venue.participants().get(asker.seenParticipantId()).openOrders() > 0;
        int slot = hasAny ? (int)Math.max(0, Math.min(query.cursor(), end)) : end;
        final int stop = Math.min(end, slot + PAGE_SLOTS);
        int count = 0;
        while (slot < stop && count < Queries.PAGE_ROWS)
        {
            if (venue.isOpen(slot) && isVisible(slot, asker) && isAskedFor(slot, query))
            {
                slots[count++] = slot;
            }
            slot++;
        }
        send(sessionId, query.correlationId(), slot == end ? 0 : slot, count);
    }

    private boolean isVisible(final int slot, final Participant asker)
    {
        return Permissions.seesAll(asker.role()) ||
            venue.orders().participantId(slot) == asker.seenParticipantId();
    }

    private boolean isAskedFor(final int slot, final OpenOrdersQueryDecoder query)
    {
        return (0 == query.instrumentId() || venue.orders().instrumentId(slot) == query.instrumentId()) &&
            (0 == query.accountId() || accountId(slot) == query.accountId());
    }

    private int accountId(final int slot)
    {
        return venue.accounts().holdings().accountId(venue.orders().holdingRow(slot));
    }

    private void send(final long sessionId, final long correlationId, final int nextCursor, final int count)
    {
        final Orders orders = venue.orders();
        reply.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).nextCursor(nextCursor);
        final OrderReplyEncoder.OrdersEncoder group = reply.ordersCount(count);
        for (int i = 0; i < count; i++)
        {
            final int slot = slots[i];
            group.next()
                .orderId(venue.pool().orderId(slot))
                .clOrdId(orders.clOrdId(slot))
                .accountId(accountId(slot))
                .priceTicks(OrderFlags.isMarket(orders.flags(slot)) ? 0 : orders.priceTicks(slot))
                .orderQtyLots(orders.orderQty(slot))
                .cumQtyLots(orders.cumQty(slot))
                .leavesQtyLots(orders.leavesQty(slot))
                .entryTimeNs(orders.terms().entryTimeNs(slot))
                .instrumentId(orders.instrumentId(slot))
                .side(orders.side(slot))
                .timeInForce(orders.timeInForce(slot))
                .stopPriceTicks(orders.terms().stopTicks(slot))
                .displayQtyLots(orders.terms().displayQty(slot))
                .expireTimeNs(orders.terms().expireTimeNs(slot))
                .ordType(OrderFlags.ordType(orders.flags(slot)))
                .waiting((short)(OrderFlags.PLACE_BOOK == OrderFlags.place(orders.flags(slot)) ? 0 : 1));
        }
        output.onSessionMessage(
            sessionId, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + reply.encodedLength());
    }
}
