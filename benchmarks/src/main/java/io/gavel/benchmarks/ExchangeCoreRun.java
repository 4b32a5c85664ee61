package io.gavel.benchmarks;

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

/** The books of exchange-core, set up as its matching engine sets them up. */
public final class ExchangeCoreRun implements BookRun
{
    private static final long UID = 1;

    private final BookFlow flow;
    private final TradeDigest digest;
    private final IOrderBook[] books;
    private final OrderCommand command = new OrderCommand();

    private ExchangeCoreRun(final BookFlow flow, final TradeDigest digest, final boolean isDirect)
    {
        this.flow = flow;
        this.digest = digest;
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
    }

    /**
     * The fast books.
     *
     * @param flow   that they will run.
     * @param digest takes their trades.
     * @return empty books.
     */
    public static ExchangeCoreRun direct(final BookFlow flow, final TradeDigest digest)
    {
        return new ExchangeCoreRun(flow, digest, true);
    }

    /**
     * The books that the fast ones are tested against.
     *
     * @param flow   that they will run.
     * @param digest takes their trades.
     * @return empty books.
     */
    public static ExchangeCoreRun naive(final BookFlow flow, final TradeDigest digest)
    {
        return new ExchangeCoreRun(flow, digest, false);
    }

    @Override
    public void run(final int from, final int to)
    {
        command.uid = UID;
        for (int i = from; i < to; i++)
        {
            command.orderId = flow.orderId(i);
            command.symbol = flow.book(i);
            command.matcherEvent = null;
            if (BookFlow.CANCEL == flow.type(i))
            {
                command.command = OrderCommandType.CANCEL_ORDER;
                if (CommandResultCode.SUCCESS != books[flow.book(i)].cancelOrder(command))
                {
                    throw new IllegalStateException("order " + command.orderId + " is not open");
                }
            }
            else
            {
                command.command = OrderCommandType.PLACE_ORDER;
                command.orderType = BookFlow.ENTER == flow.type(i) ? OrderType.GTC : OrderType.IOC;
                command.action = flow.isBuy(i) ? OrderAction.BID : OrderAction.ASK;
                command.price = flow.price(i);
                command.reserveBidPrice = flow.price(i);
                command.size = flow.quantity(i);
                books[flow.book(i)].newOrder(command);
                report(command.orderId);
            }
        }
    }

    private void report(final long aggressorId)
    {
        for (MatcherTradeEvent event = command.matcherEvent; null != event; event = event.nextEvent)
        {
            if (MatcherEventType.TRADE == event.eventType)
            {
                digest.onTrade(aggressorId, event.matchedOrderId, event.price, event.size);
            }
        }
    }
}
