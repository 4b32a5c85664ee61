package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.AuctionUncrossedDecoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
import io.gavel.schema.TradingPhaseChangedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Every instrument's book, from public events only. */
final class PublicMarket
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final OrderAddedDecoder orderAdded = new OrderAddedDecoder();
    private final OrderExecutedDecoder orderExecuted = new OrderExecutedDecoder();
    private final OrderReducedDecoder orderReduced = new OrderReducedDecoder();
    private final OrderDeletedDecoder orderDeleted = new OrderDeletedDecoder();
    private final AuctionExecutedDecoder auctionExecuted = new AuctionExecutedDecoder();
    private final AuctionUncrossedDecoder auctionUncrossed = new AuctionUncrossedDecoder();
    private final TradingPhaseChangedDecoder phaseChanged = new TradingPhaseChangedDecoder();
    private final List<PublicBook> books = new ArrayList<>();
    private long auctionTicks;
    private long auctionLots;
    long uncrossed;

    PublicBook book(final int instrumentId)
    {
        return books.get(instrumentId - 1);
    }

    int count()
    {
        return books.size();
    }

    void onEvent(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case InstrumentAddedDecoder.TEMPLATE_ID ->
            {
                instrumentAdded.wrapAndApplyHeader(buffer, offset, header);
                books.add(new PublicBook());
                assertEquals(books.size(), instrumentAdded.instrumentId());
            }
            case OrderAddedDecoder.TEMPLATE_ID ->
            {
                orderAdded.wrapAndApplyHeader(buffer, offset, header);
                book(orderAdded.instrumentId()).onAdded(orderAdded.orderId(), orderAdded.side(),
                    orderAdded.priceTicks(), orderAdded.quantityLots());
            }
            case OrderExecutedDecoder.TEMPLATE_ID ->
            {
                orderExecuted.wrapAndApplyHeader(buffer, offset, header);
                book(orderExecuted.instrumentId()).onExecuted(orderExecuted.orderId(), orderExecuted.aggressorSide(),
                    orderExecuted.priceTicks(), orderExecuted.lastQtyLots(), orderExecuted.leavesQtyLots());
            }
            case OrderReducedDecoder.TEMPLATE_ID ->
            {
                orderReduced.wrapAndApplyHeader(buffer, offset, header);
                book(orderReduced.instrumentId()).onReduced(
                    orderReduced.orderId(), orderReduced.canceledLots(), orderReduced.leavesQtyLots());
            }
            case OrderDeletedDecoder.TEMPLATE_ID ->
            {
                orderDeleted.wrapAndApplyHeader(buffer, offset, header);
                book(orderDeleted.instrumentId()).onDeleted(orderDeleted.orderId(), orderDeleted.canceledLots());
            }
            case TradingPhaseChangedDecoder.TEMPLATE_ID ->
            {
                phaseChanged.wrapAndApplyHeader(buffer, offset, header);
                book(phaseChanged.instrumentId()).phase = phaseChanged.phase();
            }
            default -> onAuction(templateId, buffer, offset);
        }
    }

    private void onAuction(final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (AuctionExecutedDecoder.TEMPLATE_ID == templateId)
        {
            auctionExecuted.wrapAndApplyHeader(buffer, offset, header);
            assertEquals(0 == auctionLots ? auctionExecuted.priceTicks() : auctionTicks, auctionExecuted.priceTicks(),
                "one price an auction");
            auctionTicks = auctionExecuted.priceTicks();
            auctionLots += auctionExecuted.lastQtyLots();
            book(auctionExecuted.instrumentId()).onAuctionExecuted(auctionExecuted.buyOrderId(),
                auctionExecuted.sellOrderId(), auctionTicks, auctionExecuted.lastQtyLots(),
                auctionExecuted.buyLeavesQtyLots(), auctionExecuted.sellLeavesQtyLots());
        }
        else if (AuctionUncrossedDecoder.TEMPLATE_ID == templateId)
        {
            auctionUncrossed.wrapAndApplyHeader(buffer, offset, header);
            assertEquals(auctionLots, auctionUncrossed.volumeLots(), "an auction's volume is that of its trades");
            uncrossed += auctionLots > 0 ? 1 : 0;
            auctionLots = 0;
        }
    }
}
