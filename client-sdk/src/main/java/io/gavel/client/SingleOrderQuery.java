package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrderQueryEncoder;
import io.gavel.schema.OrderReplyDecoder;
import io.gavel.schema.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for one open order, by orderId, or by clOrdId where that is 0. */
final class SingleOrderQuery extends Query<OpenOrder>
{
    private final long orderId;
    private final long clOrdId;
    private final List<OrdersQuery.Row> rows = new ArrayList<>();

    SingleOrderQuery(final long orderId, final long clOrdId, final CompletableFuture<OpenOrder> future)
    {
        super(future);
        OrderChecks.orderIds(orderId, clOrdId);
        this.orderId = orderId;
        this.clOrdId = clOrdId;
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new OrderQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .orderId(orderId)
            .clOrdId(clOrdId);
        return MessageHeaderEncoder.ENCODED_LENGTH + OrderQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return OrderReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        OrdersQuery.Row.read(new OrderReplyDecoder().wrapAndApplyHeader(buffer, offset, header), rows);
        if (rows.isEmpty())
        {
            reject(RejectReason.UNKNOWN_ORDER);
        }
        return true;
    }

    @Override
    OpenOrder answer(final InstrumentCache instruments)
    {
        final Instrument instrument = instruments.get(rows.get(0).instrumentId());
        return instrument == null ? null : rows.get(0).open(instrument);
    }

    @Override
    String describe()
    {
        return "the query for order " + (orderId != 0 ? orderId : clOrdId);
    }
}
