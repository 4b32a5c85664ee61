package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.OrdStatus;
import org.agrona.collections.Long2ObjectHashMap;

/** What the reports say of each order, added up. */
final class OrderTally
{
    private final Venue venue;
    private final Long2ObjectHashMap<Order> orders = new Long2ObjectHashMap<>();
    private int open;
    long accepted;
    long rejected;

    /** One order. */
    private static final class Order
    {
        private long ordered;
        private long filled;
        private long taken;
        private boolean isOpen = true;

        private long leaves()
        {
            return ordered - filled - taken;
        }
    }

    OrderTally(final Venue venue)
    {
        this.venue = venue;
    }

    /** Orders that are open as reports have it. */
    int open()
    {
        return open;
    }

    /** What is open of an order; -1 of one that is not. */
    long leaves(final long orderId)
    {
        final Order order = orders.get(orderId);
        return null == order || !order.isOpen ? -1 : order.leaves();
    }

    void onReport(final ExecutionReportDecoder report)
    {
        final ExecType type = report.execType();
        switch (type)
        {
            case REJECTED, CANCEL_REJECTED, REPLACE_REJECTED ->
            {
                rejected++;
                return;
            }
            case TRADE_CANCEL, TRADE_CORRECT ->
            {
                return;
            }
            case NEW ->
            {
                accepted++;
                assertTrue(!orders.containsKey(report.orderId()), "an order id is used once");
                orders.put(report.orderId(), new Order());
                open++;
                checkMayEnter(report);
            }
            default ->
            {
            }
        }
        final Order order = orders.get(report.orderId());
        assertTrue(null != order, "a report tells of an order that was accepted");
        if (ExecType.ORDER_STATUS != type)
        {
            assertTrue(order.isOpen, "nothing happens to an order that is done");
        }
        add(order, report);
        assertEquals(order.filled, report.cumQtyLots(), "filled");
        assertEquals(order.leaves(), report.leavesQtyLots(), "ordered = open + filled + taken out");
        if (order.isOpen && 0 == order.leaves())
        {
            order.isOpen = false;
            open--;
        }
    }

    private void add(final Order order, final ExecutionReportDecoder report)
    {
        switch (report.execType())
        {
            case NEW -> order.ordered = report.orderQtyLots();
            case REPLACED ->
            {
                order.ordered = report.orderQtyLots();
                checkStanding(report);
            }
            case TRADE -> order.filled += report.lastQtyLots();
            case CANCELED, EXPIRED ->
            {
                assertTrue(report.lastQtyLots() > 0, "something is taken out");
                order.taken += report.lastQtyLots();
                assertEquals(0, order.leaves(), "what is cancelled is done");
            }
            case RESTATED ->
            {
                order.ordered -= report.lastQtyLots();
                assertEquals(order.ordered, report.orderQtyLots(), "what is restated is ordered no more");
            }
            default -> assertTrue(ExecType.TRIGGERED == report.execType() || !order.isOpen ||
                OrdStatus.NEW == report.ordStatus() || OrdStatus.PARTIALLY_FILLED == report.ordStatus());
        }
    }

    private void checkMayEnter(final ExecutionReportDecoder report)
    {
        checkStanding(report);
        final int account = (int)report.accountId();
        final int instrumentId = report.instrumentId();
        final long minor = report.priceTicks() *
            venue.instruments().get(instrumentId).tickLotMinor() * report.orderQtyLots();
        check(venue.accountLimits().limit(account, instrumentId, LimitType.MAX_ORDER_LOTS), report.orderQtyLots());
        check(venue.accountLimits().limit(account, instrumentId, LimitType.MAX_ORDER_NOTIONAL), minor);
        assertTrue(venue.accountLimits().limit(account, instrumentId, LimitType.RESTRICTED) <= 0);
        final int participant = report.participantId();
        check(venue.participantLimits().limit(participant, instrumentId, LimitType.MAX_ORDER_LOTS),
            report.orderQtyLots());
        check(venue.participantLimits().limit(participant, instrumentId, LimitType.MAX_ORDER_NOTIONAL), minor);
        assertTrue(venue.participantLimits().limit(participant, instrumentId, LimitType.RESTRICTED) <= 0);
    }

    private static void check(final long limit, final long value)
    {
        assertTrue(limit < 0 || value <= limit, "an order keeps within its limits");
    }

    private void checkStanding(final ExecutionReportDecoder report)
    {
        final int account = (int)report.accountId();
        assertTrue(venue.accounts().isVerified(account) && !venue.killSwitches().isMarketKilled() &&
            !venue.killSwitches().isAccountKilled(account) &&
            !venue.killSwitches().isParticipantKilled(report.participantId()), "who may not trade enters no order");
    }
}
