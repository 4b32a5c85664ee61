package io.gavel.reference;

import io.gavel.reference.ReferenceBook.Order;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs an order flow through naive books. */
public final class ReferenceMatcher
{
    /** Largest price of an order, ticks. */
    public static final long PRICE_MAX = 1_099_511_627_775L;

    /** Largest quantity of an order, lots. */
    public static final long QUANTITY_MAX = 1_000_000_000L;

    private final Consumer<FlowReport> reports;
    private final Map<String, ReferenceBook> books = new HashMap<>();
    private final Map<String, Order> open = new HashMap<>();

    /**
     * A venue without books: each is made when its symbol is first seen.
     *
     * @param reports takes what happens, in order.
     */
    public ReferenceMatcher(final Consumer<FlowReport> reports)
    {
        this.reports = reports;
    }

    /**
     * Runs a whole flow.
     *
     * @param flow commands in order.
     * @return the reports in order.
     */
    public static List<FlowReport> run(final Iterable<FlowCommand> flow)
    {
        final List<FlowReport> reports = new ArrayList<>();
        final ReferenceMatcher matcher = new ReferenceMatcher(reports::add);
        flow.forEach(matcher::onCommand);
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
     * The book of a symbol.
     *
     * @param symbol of the flow.
     * @return the book, made where there was none.
     */
    public ReferenceBook book(final String symbol)
    {
        return books.computeIfAbsent(symbol, name -> new ReferenceBook());
    }

    /**
     * Whether an order is open.
     *
     * @param orderId of the flow.
     * @return true from the report that accepts it to the one that leaves nothing open.
     */
    public boolean isOpen(final String orderId)
    {
        return open.containsKey(orderId);
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

    private void onNew(final FlowCommand command)
    {
        if (open.containsKey(command.orderId()) || isOutOfRange(command))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        final Order order = new Order(
            command.symbol(), command.orderId(), command.side(), command.price(), command.quantity());
        report(command, FlowReport.Type.ACCEPTED, command.side(), command.price(), command.quantity());
        final ReferenceBook book = book(command.symbol());
        if (TimeInForce.FOK != command.tif() || book.available(order) >= order.quantity())
        {
            trade(command, book, order);
        }
        if (order.quantity() > 0)
        {
            if (TimeInForce.IOC == command.tif() || TimeInForce.FOK == command.tif())
            {
                report(command, FlowReport.Type.CANCELED, order.side(), order.price(), order.quantity());
            }
            else
            {
                book.add(order);
                open.put(order.orderId(), order);
            }
        }
    }

    private void onCancel(final FlowCommand command)
    {
        final Order order = open.get(command.orderId());
        if (null == order || !order.symbol().equals(command.symbol()))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        book(command.symbol()).remove(order);
        open.remove(order.orderId());
        report(command, FlowReport.Type.CANCELED, order.side(), order.price(), order.quantity());
    }

    private void onReplace(final FlowCommand command)
    {
        final Order order = open.get(command.orderId());
        if (null == order || !order.symbol().equals(command.symbol()) || isOutOfRange(command) ||
            (null != command.side() && command.side() != order.side()))
        {
            reports.accept(FlowReport.reject(command));
            return;
        }
        report(command, FlowReport.Type.REPLACED, order.side(), command.price(), command.quantity());
        if (command.price() == order.price() && command.quantity() < order.quantity())
        {
            order.change(order.price(), command.quantity());
            return;
        }
        final ReferenceBook book = book(command.symbol());
        book.remove(order);
        order.change(command.price(), command.quantity());
        trade(command, book, order);
        if (order.quantity() > 0)
        {
            book.add(order);
        }
        else
        {
            open.remove(order.orderId());
        }
    }

    private void trade(final FlowCommand command, final ReferenceBook book, final Order aggressor)
    {
        book.match(aggressor, (resting, quantity) ->
        {
            if (0 == resting.quantity())
            {
                open.remove(resting.orderId());
            }
            reports.accept(new FlowReport(command.seq(), FlowReport.Type.TRADE, command.symbol(), command.orderId(),
                aggressor.side(), resting.price(), quantity, resting.orderId()));
        });
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
        return command.price() < 1 || command.price() > PRICE_MAX ||
            command.quantity() < 1 || command.quantity() > QUANTITY_MAX;
    }
}
