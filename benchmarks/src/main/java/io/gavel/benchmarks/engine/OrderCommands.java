package io.gavel.benchmarks.engine;

import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderCancelReplaceRequestEncoder;
import io.gavel.schema.OrderCancelRequestEncoder;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes a flow's commands as brokers send them, each participant with client order ids and a sequence of its own. */
final class OrderCommands
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final OrderFlow flow;
    private final VenueShape venue;
    private final CommandTape tape;
    private final long[] clientSeqs;
    // By participant and client order id: the flow's number of the order.
    private final int[][] numbers;
    private final int[] clOrdIds;
    // By the flow's number.
    private final int[] accounts;
    private final long[] venueIds;
    private long timeNs;

    OrderCommands(final OrderFlow flow, final VenueShape venue, final CommandTape tape, final long timeNs)
    {
        this.flow = flow;
        this.venue = venue;
        this.tape = tape;
        this.timeNs = timeNs;
        clientSeqs = new long[venue.participants()];
        numbers = new int[venue.participants()][1_024];
        clOrdIds = new int[venue.participants()];
        accounts = new int[flow.orders() + 1];
        venueIds = new long[flow.orders() + 1];
    }

    /**
     * The venue told its id of an order.
     *
     * @param order   the flow's number.
     * @param orderId the venue's.
     */
    void accepted(final int order, final long orderId)
    {
        venueIds[order] = orderId;
    }

    /**
     * Which order a report is of.
     *
     * @param participantId of the report.
     * @param clOrdId       of the report.
     * @return the flow's number.
     */
    int number(final int participantId, final long clOrdId)
    {
        return numbers[participantId - 1][(int)clOrdId];
    }

    /**
     * Encodes a command.
     *
     * @param i index of it.
     */
    void encode(final int i)
    {
        final int order = flow.order(i);
        switch (flow.type(i))
        {
            case OrderFlow.CANCEL ->
            {
                final int owner = venue.owner(accounts[order]);
                cancel.wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeqs[owner])
                    .orderId(venueIds[order]).origClOrdId(0);
                add(owner, cancel.encodedLength());
            }
            case OrderFlow.REDUCE, OrderFlow.REPLACE ->
            {
                final int owner = venue.owner(accounts[order]);
                replace.wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeqs[owner])
                    .orderId(venueIds[order]).origClOrdId(0).clOrdId(0).priceTicks(flow.price(i))
                    .orderQtyLots(flow.filledBefore(i) + (long)flow.quantity(i))
                    .stopPriceTicks(0).displayQtyLots(0).expireTimeNs(0);
                add(owner, replace.encodedLength());
            }
            default -> enter(i, order);
        }
    }

    private void enter(final int i, final int order)
    {
        // Any of those who trade the instrument, in an order that repeats itself nowhere.
        final int account = venue.account(flow.book(i),
            (int)Long.remainderUnsigned(order * 0x9E3779B97F4A7C15L >>> 16, venue.accountsPerInstrument()));
        final int owner = venue.owner(account);
        final int clOrdId = ++clOrdIds[owner];
        if (clOrdId == numbers[owner].length)
        {
            numbers[owner] = Arrays.copyOf(numbers[owner], 2 * clOrdId);
        }
        numbers[owner][clOrdId] = order;
        accounts[order] = account;
        newOrder.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(++clientSeqs[owner])
            .accountId(account + 1)
            .clOrdId(clOrdId)
            .priceTicks(flow.price(i))
            .quantityLots(flow.quantity(i))
            .instrumentId(flow.book(i) + 1)
            .side(flow.isBuy(i) ? Side.BUY : Side.SELL)
            .ordType(OrdType.LIMIT)
            .timeInForce(switch (flow.type(i))
            {
                case OrderFlow.ENTER -> TimeInForce.GTC;
                case OrderFlow.ENTER_IOC -> TimeInForce.IOC;
                default -> TimeInForce.FOK;
            })
            .stopPriceTicks(0)
            .displayQtyLots(0)
            .minQtyLots(0)
            .expireTimeNs(0)
            .selfTradePrevention(SelfTradePrevention.NULL_VAL)
            .selfTradeScope(SelfTradeScope.NULL_VAL)
            .postOnly(PostOnly.NULL_VAL);
        add(owner, newOrder.encodedLength());
    }

    private void add(final int owner, final int bodyLength)
    {
        timeNs += OperatorCommands.COMMAND_NS;
        tape.add(VenueShape.session(owner), timeNs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
