package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OpenOrdersQueryEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderReplyDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for the open orders of the participant. */
final class OrdersQuery extends Query<List<OpenOrder>>
{
    /** An order as the venue counts it. */
    record Row(
        long orderId,
        long clOrdId,
        long accountId,
        long priceTicks,
        long orderQtyLots,
        long cumQtyLots,
        long leavesQtyLots,
        long entryTimeNs,
        Side side,
        TimeInForce timeInForce,
        long stopPriceTicks,
        long displayQtyLots,
        long expireTimeNs,
        OrdType ordType,
        boolean isWaiting,
        int instrumentId)
    {
        /** Reads the rows of a page. */
        static void read(final OrderReplyDecoder reply, final List<Row> rows)
        {
            for (final OrderReplyDecoder.OrdersDecoder row : reply.orders())
            {
                rows.add(new Row(row.orderId(), row.clOrdId(), row.accountId(), row.priceTicks(), row.orderQtyLots(),
                    row.cumQtyLots(), row.leavesQtyLots(), row.entryTimeNs(), row.side(),
                    WireEnums.known(row.timeInForceRaw(), raw -> TimeInForce.get((short)raw), TimeInForce.NULL_VAL),
                    row.stopPriceTicks(), row.displayQtyLots(), row.expireTimeNs(),
                    WireEnums.known(row.ordTypeRaw(), raw -> OrdType.get((short)raw), OrdType.NULL_VAL),
                    row.waiting() == 1, row.instrumentId()));
            }
        }

        OpenOrder open(final Instrument instrument)
        {
            return new OpenOrder(orderId, clOrdId, accountId, priceTicks, orderQtyLots, cumQtyLots, leavesQtyLots,
                entryTimeNs, side, timeInForce, stopPriceTicks, displayQtyLots, expireTimeNs, ordType,
                isWaiting, instrument);
        }
    }

    private final long accountId;
    private final List<Row> rows = new ArrayList<>();
    private long cursor;

    OrdersQuery(final long accountId, final CompletableFuture<List<OpenOrder>> future)
    {
        super(future);
        this.accountId = accountId;
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new OpenOrdersQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .accountId(accountId)
            .cursor(cursor)
            .instrumentId(0);
        return MessageHeaderEncoder.ENCODED_LENGTH + OpenOrdersQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return OrderReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final OrderReplyDecoder reply = new OrderReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        cursor = reply.nextCursor();
        Row.read(reply, rows);
        return cursor == 0;
    }

    @Override
    List<OpenOrder> answer(final InstrumentCache instruments)
    {
        final List<OpenOrder> orders = new ArrayList<>(rows.size());
        for (final Row row : rows)
        {
            final Instrument instrument = instruments.get(row.instrumentId);
            if (instrument == null)
            {
                return null;
            }
            orders.add(row.open(instrument));
        }
        return List.copyOf(orders);
    }

    @Override
    String describe()
    {
        return "the query for the open orders of " + (accountId == 0 ? "every account" : "account " + accountId);
    }
}
