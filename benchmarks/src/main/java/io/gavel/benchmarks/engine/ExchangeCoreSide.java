package io.gavel.benchmarks.engine;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import exchange.core2.core.orderbook.OrderBookNaiveImpl;
import java.util.HashMap;
import java.util.Map;

/**
 * The books of exchange-core, set up as its matching engine sets them up. What they have no command for is given so: a
 * replace of the price is a move; one of the price that also lowers the quantity is a reduce and a move, one that
 * raises the quantity a cancel and a new order with the same id; a fill-or-kill is an IOC where the flow knows that it
 * is filled, and otherwise not given at all.
 */
public final class ExchangeCoreSide implements EngineSide
{
    private static final long UID = 1;

    private final OrderFlow flow;
    private final ReportBuffer reports;
    private final IOrderBook[] books;
    private final OrderCommand command = new OrderCommand();

    private ExchangeCoreSide(final OrderFlow flow, final boolean isDirect)
    {
        this.flow = flow;
        reports = new ReportBuffer(flow.reportsMax());
        final ObjectsPool pool = new ObjectsPool(new HashMap<>(Map.of(
            ObjectsPool.DIRECT_ORDER, 1024 * 1024, ObjectsPool.DIRECT_BUCKET, 1024 * 64,
            ObjectsPool.ART_NODE_4, 1024 * 32, ObjectsPool.ART_NODE_16, 1024 * 16,
            ObjectsPool.ART_NODE_48, 1024 * 8, ObjectsPool.ART_NODE_256, 1024 * 4)));
        books = new IOrderBook[flow.symbols()];
        for (int i = 0; i < books.length; i++)
        {
            final CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(i).type(SymbolType.FUTURES_CONTRACT).baseScaleK(1).quoteScaleK(1).build();
            final OrderBookEventsHelper events = OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER;
            books[i] = isDirect ?
                new OrderBookDirectImpl(symbol, pool, events, LoggingConfiguration.DEFAULT) :
                new OrderBookNaiveImpl(symbol, pool, events, LoggingConfiguration.DEFAULT);
        }
        command.uid = UID;
    }

    /**
     * The fast books.
     *
     * @param flow that they will run.
     * @return empty books.
     */
    public static ExchangeCoreSide direct(final OrderFlow flow)
    {
        return new ExchangeCoreSide(flow, true);
    }

    /**
     * The books that the fast ones are tested against.
     *
     * @param flow that they will run.
     * @return empty books.
     */
    public static ExchangeCoreSide naive(final OrderFlow flow)
    {
        return new ExchangeCoreSide(flow, false);
    }

    @Override
    public void run(final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            command.orderId = flow.order(i);
            command.symbol = flow.book(i);
            switch (flow.type(i))
            {
                case OrderFlow.CANCEL ->
                {
                    cancel(flow.book(i));
                    reports.canceled(command.orderId, (int)command.matcherEvent.size);
                }
                case OrderFlow.REDUCE ->
                {
                    reduce(i);
                    reports.replaced(command.orderId, flow.price(i), flow.quantity(i));
                }
                case OrderFlow.REPLACE -> replace(i);
                case OrderFlow.ENTER_FOK_UNFILLED ->
                {
                    reports.accepted(command.orderId, flow.price(i), flow.quantity(i));
                    reports.canceled(command.orderId, flow.quantity(i));
                }
                default ->
                {
                    reports.accepted(command.orderId, flow.price(i), flow.quantity(i));
                    enter(i);
                }
            }
        }
    }

    private void enter(final int i)
    {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderType = OrderFlow.ENTER_IOC == flow.type(i) || OrderFlow.ENTER_FOK == flow.type(i) ?
            OrderType.IOC : OrderType.GTC;
        command.action = flow.isBuy(i) ? OrderAction.BID : OrderAction.ASK;
        command.price = flow.price(i);
        command.reserveBidPrice = flow.price(i);
        command.size = flow.quantity(i);
        command.matcherEvent = null;
        books[flow.book(i)].newOrder(command);
        report();
    }

    private void replace(final int i)
    {
        reports.replaced(command.orderId, flow.price(i), flow.quantity(i));
        if (flow.quantity(i) > flow.openBefore(i))
        {
            cancel(flow.book(i));
            enter(i);
            return;
        }
        if (flow.quantity(i) < flow.openBefore(i))
        {
            reduce(i);
        }
        command.command = OrderCommandType.MOVE_ORDER;
        command.price = flow.price(i);
        command.matcherEvent = null;
        check(books[flow.book(i)].moveOrder(command));
        report();
    }

    private void cancel(final int book)
    {
        command.command = OrderCommandType.CANCEL_ORDER;
        command.matcherEvent = null;
        check(books[book].cancelOrder(command));
    }

    private void reduce(final int i)
    {
        command.command = OrderCommandType.REDUCE_ORDER;
        command.size = flow.openBefore(i) - flow.quantity(i);
        command.matcherEvent = null;
        check(books[flow.book(i)].reduceOrder(command));
    }

    private void check(final CommandResultCode code)
    {
        if (CommandResultCode.SUCCESS != code)
        {
            throw new IllegalStateException("order " + command.orderId + ", " + command.command + ": " + code);
        }
    }

    // What is left of an IOC comes first in the chain.
    private void report()
    {
        long rejected = 0;
        for (MatcherTradeEvent event = command.matcherEvent; null != event; event = event.nextEvent)
        {
            if (MatcherEventType.TRADE == event.eventType)
            {
                reports.trade(command.orderId, event.matchedOrderId, event.price, (int)event.size);
            }
            else
            {
                rejected = event.size;
            }
        }
        if (0 != rejected)
        {
            reports.canceled(command.orderId, (int)rejected);
        }
    }

    @Override
    public void drain(final FlowDigest digest)
    {
        reports.drain(digest);
    }

    @Override
    public void discard()
    {
        reports.clear();
    }
}
