package io.gavel.engine;

import io.gavel.reference.ReferenceVenue;
import io.gavel.reference.VenueReport;
import io.gavel.reference.VenueReport.Type;
import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhaseChangedDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What the events of an engine say, in the words of the naive venue: a client order id is the order's id there. It
 * keeps the book that the public sees besides.
 */
final class VenueReports
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderAddedDecoder added = new OrderAddedDecoder();
    private final OrderExecutedDecoder executed = new OrderExecutedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderDeletedDecoder deleted = new OrderDeletedDecoder();
    private final AuctionExecutedDecoder auctioned = new AuctionExecutedDecoder();
    private final TradingPhaseChangedDecoder phase = new TradingPhaseChangedDecoder();
    private final Map<Long, Long> ids = new HashMap<>();
    // By the id of the engine, in the order in which they were added.
    private final Map<Long, Shown> book = new LinkedHashMap<>();
    private final List<VenueReport> reports = new ArrayList<>();
    private long restingId;

    /** An order of the public book. */
    private record Shown(long id, Side side, long price, long lots)
    {
        Shown with(final long newLots)
        {
            return new Shown(id, side, price, newLots);
        }
    }

    /** What has happened since it was asked last. */
    List<VenueReport> take()
    {
        final List<VenueReport> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }

    /** The id that the engine gave an order, 0 where it never accepted it. */
    long orderId(final long id)
    {
        return ids.entrySet().stream().filter((entry) -> entry.getValue() == id).map(Map.Entry::getKey).findAny()
            .orElse(0L);
    }

    /** The id of the naive venue of an order of the engine. */
    long id(final long orderId)
    {
        return ids.get(orderId);
    }

    /** A side of the book as the public events have it, the order that trades first in front. */
    List<ReferenceVenue.Resting> publicBook(final Side side)
    {
        final Comparator<Shown> cheapestFirst = Comparator.comparingLong(Shown::price);
        return book.values().stream()
            .filter((order) -> side == order.side)
            .sorted(Side.BUY == side ? cheapestFirst.reversed() : cheapestFirst)
            .map((order) -> new ReferenceVenue.Resting(order.id, order.price, order.lots, 0))
            .toList();
    }

    void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        switch (templateId)
        {
            case ExecutionReportDecoder.TEMPLATE_ID ->
            {
                report.wrapAndApplyHeader(buffer, offset, header);
                onReport();
            }
            case OrderAddedDecoder.TEMPLATE_ID ->
            {
                added.wrapAndApplyHeader(buffer, offset, header);
                onAdded();
            }
            case OrderExecutedDecoder.TEMPLATE_ID ->
            {
                executed.wrapAndApplyHeader(buffer, offset, header);
                restingId = executed.orderId();
                lower(restingId, executed.lastQtyLots(), executed.leavesQtyLots());
            }
            case OrderReducedDecoder.TEMPLATE_ID ->
            {
                reduced.wrapAndApplyHeader(buffer, offset, header);
                lower(reduced.orderId(), reduced.canceledLots(), reduced.leavesQtyLots());
            }
            case OrderDeletedDecoder.TEMPLATE_ID ->
            {
                deleted.wrapAndApplyHeader(buffer, offset, header);
                lower(deleted.orderId(), deleted.canceledLots(), 0);
            }
            case AuctionExecutedDecoder.TEMPLATE_ID ->
            {
                auctioned.wrapAndApplyHeader(buffer, offset, header);
                onAuctioned();
            }
            case TradingPhaseChangedDecoder.TEMPLATE_ID ->
            {
                phase.wrapAndApplyHeader(buffer, offset, header);
                reports.add(new VenueReport(Type.PHASE, 0, 0, 0, 0, phase.phase().name()));
            }
            default ->
            {
            }
        }
    }

    private void onAdded()
    {
        final long id = id(added.orderId());
        final Shown before = book.put(
            added.orderId(), new Shown(id, added.side(), added.priceTicks(), added.quantityLots()));
        if (null != before)
        {
            throw new AssertionError("order " + id + " was added to the public book that has it: " + before);
        }
        reports.add(new VenueReport(Type.RESTED, id, 0, added.priceTicks(), added.quantityLots(), ""));
    }

    private void onAuctioned()
    {
        reports.add(new VenueReport(Type.AUCTION_TRADE, id(auctioned.buyOrderId()), id(auctioned.sellOrderId()),
            auctioned.priceTicks(), auctioned.lastQtyLots(), ""));
        show(auctioned.buyOrderId(), auctioned.buyLeavesQtyLots());
        show(auctioned.sellOrderId(), auctioned.sellLeavesQtyLots());
    }

    // Of an iceberg the public saw less than what traded, or nothing any more.
    private void show(final long orderId, final long leaves)
    {
        if (0 == leaves)
        {
            book.remove(orderId);
        }
        else
        {
            book.computeIfPresent(orderId, (id, order) -> order.with(leaves));
        }
    }

    private void lower(final long orderId, final long lots, final long leaves)
    {
        final Shown before = book.get(orderId);
        if (null == before || before.lots - lots != leaves)
        {
            throw new AssertionError(
                "expected " + leaves + " of order " + id(orderId) + " after " + lots + " less, actual " + before);
        }
        show(orderId, leaves);
    }

    private void onReport()
    {
        switch (report.execType())
        {
            case NEW ->
            {
                ids.put(report.orderId(), report.clOrdId());
                add(Type.ACCEPTED, OrdType.MARKET == report.ordType() ? 0 : report.priceTicks(), 0, "");
            }
            case REJECTED ->
                reports.add(new VenueReport(Type.REJECTED, report.clOrdId(), 0, 0, 0, report.rejectReason().name()));
            case CANCEL_REJECTED, REPLACE_REJECTED -> reports.add(new VenueReport(Type.REJECTED,
                0 == report.orderId() ? report.origClOrdId() + report.clOrdId() : ids.get(report.orderId()), 0, 0, 0,
                report.rejectReason().name()));
            case TRADE -> onTrade();
            case CANCELED -> add(Type.CANCELED, 0, report.lastQtyLots(), report.cancelReason().name());
            case EXPIRED -> add(Type.EXPIRED, 0, report.lastQtyLots(),
                CancelReason.GTD_ENDED == report.cancelReason() || CancelReason.DAY_ENDED == report.cancelReason() ?
                "" : report.cancelReason().name());
            case REPLACED -> add(Type.REPLACED, 0, 0, "");
            case RESTATED -> add(Type.RESTATED, 0, report.lastQtyLots(), "");
            case TRIGGERED -> add(Type.TRIGGERED, 0, 0, "");
            default -> throw new AssertionError("unexpected report " + report);
        }
    }

    private void add(final Type type, final long price, final long lots, final String word)
    {
        reports.add(new VenueReport(type, id(report.orderId()), 0, price, lots, word));
    }

    private void onTrade()
    {
        if (Liquidity.TAKER == report.liquidity())
        {
            reports.add(new VenueReport(
                Type.TRADE, id(report.orderId()), id(restingId), report.lastPxTicks(), report.lastQtyLots(), ""));
        }
    }
}
