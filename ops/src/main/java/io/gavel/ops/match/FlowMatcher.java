package io.gavel.ops.match;

import io.gavel.engine.Limits;
import io.gavel.engine.book.MatchListener;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.book.OrderPool;
import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowReport;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs an order flow through the order books of the exchange: no cluster, accounts or risk. An order id names one order
 * among all symbols. A REPLACE keeps its place only where the price stays and the quantity falls: with price and
 * quantity both unchanged it takes a new place.
 */
public final class FlowMatcher
{
    private final Consumer<FlowReport> reports;
    private final OrderPool pool;
    private final Map<String, OrderBook> books;
    private final Map<String, Integer> open;
    private final Trades trades = new Trades();

    // By slot: the flow's name of the order.
    private String[] orderIds;

    /**
     * A venue without books: each is made when its symbol is first seen.
     *
     * @param reports takes what happens, in order.
     */
    public FlowMatcher(final Consumer<FlowReport> reports)
    {
        this(reports, new OrderPool(Limits.ORDERS_MAX), new LinkedHashMap<>(), new HashMap<>(), new String[1_024]);
    }

    FlowMatcher(
        final Consumer<FlowReport> reports,
        final OrderPool pool,
        final Map<String, OrderBook> books,
        final Map<String, Integer> open,
        final String[] orderIds)
    {
        this.reports = reports;
        this.pool = pool;
        this.books = books;
        this.open = open;
        this.orderIds = orderIds;
    }

    /**
     * Runs a whole flow, and looks over the books at its end.
     *
     * @param flow commands in order.
     * @return the reports in order.
     * @throws io.gavel.engine.InvariantViolation where a book is not what it must be.
     */
    public static List<FlowReport> run(final Iterable<FlowCommand> flow)
    {
        final List<FlowReport> reports = new ArrayList<>();
        final FlowMatcher matcher = new FlowMatcher(reports::add);
        flow.forEach(matcher::onCommand);
        matcher.checkInvariants();
        return reports;
    }

    /**
     * Runs one command.
     *
     * @param command next of the flow.
     */
    public void onCommand(final FlowCommand command)
    {
        switch (command.type())
        {
            case NEW -> onNew(command);
            case CANCEL -> onCancel(command);
            case REPLACE -> onReplace(command);
        }
    }

    /**
     * Orders that are open now.
     *
     * @return 0 and up.
     */
    public int openOrders()
    {
        return open.size();
    }

    /**
     * Symbols that an order was entered for.
     *
     * @return 0 and up.
     */
    public int symbols()
    {
        return books.size();
    }

    /**
     * Walks over every book.
     *
     * @throws io.gavel.engine.InvariantViolation where something is not what it must be.
     */
    public void checkInvariants()
    {
        pool.checkInvariants(books.values());
    }

    OrderPool pool()
    {
        return pool;
    }

    Map<String, OrderBook> books()
    {
        return books;
    }

    String orderId(final int slot)
    {
        return orderIds[slot];
    }

    private void onNew(final FlowCommand command)
    {
        final boolean mayRest = TimeInForce.IOC != command.tif() && TimeInForce.FOK != command.tif();
        if (open.containsKey(command.orderId()) || isOutOfRange(command))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        final Side side = command.side();
        final long price = command.price();
        final int lots = (int)command.quantity();
        final OrderBook book = book(command.symbol());
        if (mayRest && (pool.isFull() || !book.canRest(side, price)))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        report(command, FlowReport.Type.ACCEPTED, side, price, lots);
        final boolean isKilled =
            TimeInForce.FOK == command.tif() && book.lotsAvailable(side, price, lots) < lots;
        final int left = isKilled ? lots : book.match(side, price, lots, trades.of(command, side));
        if (left > 0 && mayRest)
        {
            final int slot = pool.allocate();
            book.rest(slot, side, price, left);
            remember(slot, command.orderId());
        }
        else if (left > 0)
        {
            report(command, FlowReport.Type.CANCELED, side, price, left);
        }
    }

    private void onCancel(final FlowCommand command)
    {
        final int slot = find(command);
        if (OrderPool.NIL == slot)
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        report(command, FlowReport.Type.CANCELED, pool.side(slot), pool.priceTicks(slot), pool.leavesLots(slot));
        books.get(command.symbol()).unlink(slot);
        forget(slot);
        pool.free(slot);
    }

    private void onReplace(final FlowCommand command)
    {
        final int slot = find(command);
        if (OrderPool.NIL == slot || isOutOfRange(command) ||
            (null != command.side() && pool.side(slot) != command.side()))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        final OrderBook book = books.get(command.symbol());
        final Side side = pool.side(slot);
        final long price = command.price();
        final int lots = (int)command.quantity();
        final int openLots = pool.leavesLots(slot);
        if (price == pool.priceTicks(slot) && lots < openLots)
        {
            book.reduce(slot, openLots - lots);
            report(command, FlowReport.Type.REPLACED, side, price, lots);
            return;
        }
        if (!book.canRest(side, price))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        report(command, FlowReport.Type.REPLACED, side, price, lots);
        book.unlink(slot);
        final int left = book.match(side, price, lots, trades.of(command, side));
        if (left > 0)
        {
            book.rest(slot, side, price, left);
        }
        else
        {
            forget(slot);
            pool.free(slot);
        }
    }

    private int find(final FlowCommand command)
    {
        final Integer slot = open.get(command.orderId());
        final OrderBook book = books.get(command.symbol());
        return null == slot || null == book || pool.instrumentId(slot) != book.instrumentId() ? OrderPool.NIL : slot;
    }

    private OrderBook book(final String symbol)
    {
        OrderBook book = books.get(symbol);
        if (null == book)
        {
            book = new OrderBook(pool, books.size());
            books.put(symbol, book);
        }
        return book;
    }

    private void remember(final int slot, final String orderId)
    {
        if (slot >= orderIds.length)
        {
            orderIds = Arrays.copyOf(orderIds, Math.max(slot + 1, 2 * orderIds.length));
        }
        orderIds[slot] = orderId;
        open.put(orderId, slot);
    }

    private void forget(final int slot)
    {
        open.remove(orderIds[slot]);
        orderIds[slot] = null;
    }

    private void report(
        final FlowCommand command,
        final FlowReport.Type type,
        final Side side,
        final long price,
        final long quantity)
    {
        reports.accept(new FlowReport(
            command.seq(), type, command.symbol(), command.orderId(), side, price, quantity, null));
    }

    private static boolean isOutOfRange(final FlowCommand command)
    {
        return command.price() < 1 || command.price() > Limits.PRICE_TICKS_MAX ||
            command.quantity() < 1 || command.quantity() > Limits.ORDER_LOTS_MAX;
    }

    /** Reports the trades of one command. */
    private final class Trades implements MatchListener
    {
        private FlowCommand command;
        private Side side;

        Trades of(final FlowCommand aggressor, final Side aggressorSide)
        {
            command = aggressor;
            side = aggressorSide;
            return this;
        }

        @Override
        public int affordableLots(final long priceTicks, final int lots)
        {
            return lots;
        }

        @Override
        public void onExecution(final int restingOrder, final long priceTicks, final int lots)
        {
            reports.accept(new FlowReport(command.seq(), FlowReport.Type.TRADE, command.symbol(), command.orderId(),
                side, priceTicks, lots, orderIds[restingOrder]));
            if (0 == pool.leavesLots(restingOrder))
            {
                forget(restingOrder);
            }
        }
    }
}
