package io.gavel.engine;

import io.gavel.engine.book.OrderBook;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.order.OrderFlags;
import io.gavel.engine.order.Orders;
import io.gavel.reference.ReferenceAuction;
import io.gavel.reference.ReferenceVenue;
import io.gavel.reference.VenueCommand;
import io.gavel.reference.VenueOrder;
import io.gavel.reference.VenueReport;
import io.gavel.reference.VenueReport.Type;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine that executes the commands of the naive venue in one instrument, for accounts that have more money and
 * shares than they need. A nanosecond of the commands is a second here.
 */
final class DrivenVenue implements VenueCommand.Handler
{
    private static final int INSTRUMENT = 1;
    private static final int ACCOUNTS = 5;
    private static final int PARTICIPANTS = 3;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long CASH_MINOR = 900_000_000_000_000_000L;
    private static final long SHARES = 1_000_000_000L;

    private final CommandEncoder encoder = new CommandEncoder();
    private final AdminEncoder admin = new AdminEncoder(encoder);
    private final VenueReports reports = new VenueReports();
    private final Map<Long, Integer> owners = new HashMap<>();
    private final List<VenueReport> heldBack = new ArrayList<>();
    private Exchange exchange;
    private long modelNs;
    private long commands;

    DrivenVenue()
    {
        final RecordedOutput output = new RecordedOutput();
        output.consumer = reports::onEvent;
        exchange = new Exchange(output);
        open(0);
        send(0, encoder.addInstrument(seq(0), "ACME", "USD", 1, 1));
        for (int participant = 1; participant <= PARTICIPANTS; participant++)
        {
            send(0, encoder.addParticipant(seq(0), "trader" + participant, Role.TRADER, 4096));
            open(participant);
        }
        for (int account = 1; account <= ACCOUNTS; account++)
        {
            send(0, encoder.addAccount(seq(0), (account + 1) / 2));
            send(0, encoder.adjustCash(seq(0), account, "USD", CASH_MINOR));
            send(0, encoder.adjustHolding(seq(0), account, INSTRUMENT, SHARES));
        }
    }

    /** Executes a command; a nanosecond goes by. */
    List<VenueReport> run(final VenueCommand command)
    {
        commands++;
        command.runOn(this);
        final List<VenueReport> happened = reports.take();
        if (command instanceof VenueCommand.SetPhase)
        {
            // The engine ends the day with the change of phase, the naive venue when it is told to.
            final List<VenueReport> change = new ArrayList<>(happened);
            change.removeIf((report) -> Type.EXPIRED == report.type());
            heldBack.addAll(happened.stream().filter((report) -> Type.EXPIRED == report.type()).toList());
            return change;
        }
        if (command instanceof VenueCommand.EndDay)
        {
            final List<VenueReport> ended = new ArrayList<>(heldBack);
            ended.addAll(happened);
            heldBack.clear();
            return ended;
        }
        return happened;
    }

    /** Goes on with what a snapshot has. */
    void restart()
    {
        final RecordedOutput output = new RecordedOutput();
        output.lastEventSeq = exchange.eventSeq();
        output.consumer = reports::onEvent;
        exchange = RecordedOutput.restore(RecordedOutput.snapshot(exchange), output);
    }

    /** Whether orders have ended with the day of which the naive venue learns by the next command. */
    boolean isDayEnding()
    {
        return !heldBack.isEmpty();
    }

    /** A side of the book, as the engine has it. */
    List<ReferenceVenue.Resting> book(final Side side)
    {
        final Venue venue = exchange.venue();
        final OrderBook book = venue.instruments().get(INSTRUMENT).book();
        final List<ReferenceVenue.Resting> orders = new ArrayList<>();
        for (int slot = book.first(side); Orders.NIL != slot; slot = book.next(slot))
        {
            orders.add(new ReferenceVenue.Resting(reports.id(venue.pool().orderId(slot)),
                venue.pool().priceTicks(slot), venue.pool().leavesLots(slot), venue.orders().leavesQty(slot)));
        }
        return orders;
    }

    /** A side of the book, as the public sees it: what is open of an order is 0 there. */
    List<ReferenceVenue.Resting> publicBook(final Side side)
    {
        return reports.publicBook(side);
    }

    /** Orders that are open, those outside of the book too. */
    int openCount()
    {
        return exchange.venue().orders().openCount();
    }

    /** Whether the price is told at which an auction would trade. */
    boolean isInAuction()
    {
        return trading().isInAuction();
    }

    /** What was told last of the auction that collects orders, without trades. */
    ReferenceAuction.Result indicative()
    {
        final TradingState state = trading();
        return new ReferenceAuction.Result(state.indicativeTicks(), BigInteger.valueOf(state.indicativeLots()),
            BigInteger.valueOf(state.indicativeSurplusLots()),
            Side.NULL_VAL == state.indicativeSide() ? null : state.indicativeSide(), List.of());
    }

    /** The price that an auction's is compared with, ticks; 0 for none. */
    long referencePrice()
    {
        return trading().referenceTicks();
    }

    /** The phase that the instrument is in. */
    TradingPhase phase()
    {
        return trading().phase();
    }

    /** The price of the last trade, ticks. */
    long lastPrice()
    {
        return trading().lastTicks();
    }

    /** {@inheritDoc} */
    @Override
    public void enter(final VenueOrder order)
    {
        owners.put(order.id(), order.participant());
        final OrderSpec spec = new OrderSpec();
        spec.account = order.account();
        spec.clOrdId = order.id();
        spec.instrument = INSTRUMENT;
        spec.side = order.side();
        spec.type = order.type();
        spec.tif = order.tif();
        spec.lots = order.lots();
        spec.price = order.price();
        spec.stop = order.stop();
        spec.display = order.display();
        spec.min = order.min();
        spec.expire = order.expireTime() * SECOND_NS;
        spec.prevention = order.stp();
        spec.scope = order.scope();
        spec.postOnly = order.postOnly();
        send(order.participant(), encoder.newOrder(seq(order.participant()), spec));
    }

    /** {@inheritDoc} */
    @Override
    public void cancel(final VenueCommand.Cancel command)
    {
        final int participant = owners.getOrDefault(command.id(), 1);
        send(participant, encoder.cancel(seq(participant), orderIdOfOpen(command.id()), command.id()));
    }

    /** {@inheritDoc} */
    @Override
    public void replace(final VenueCommand.Replace command)
    {
        final int participant = owners.getOrDefault(command.id(), 1);
        final long orderId = orderIdOfOpen(command.id());
        long price = command.price();
        long lots = command.lots();
        if (0 != orderId)
        {
            final Orders orders = exchange.venue().orders();
            final int slot = exchange.venue().pool().find(orderId);
            // An order without a limit takes no price, whatever it is ranked at.
            price = 0 != price || isMarket(slot) ? price : orders.priceTicks(slot);
            lots = 0 == lots ? orders.orderQty(slot) : lots;
        }
        final int length = encoder.replace(seq(participant), orderId, command.id(), 0, lots, price);
        encoder.amend(command.stop(), command.display(), 0);
        send(participant, length);
    }

    private boolean isMarket(final int slot)
    {
        return OrderFlags.isMarket(exchange.venue().orders().flags(slot));
    }

    // The venue forgets an order that is gone, and is asked by the client's id then.
    private long orderIdOfOpen(final long id)
    {
        final long orderId = reports.orderId(id);
        return 0 != orderId && Orders.NIL != exchange.venue().pool().find(orderId) ? orderId : 0;
    }

    /** {@inheritDoc} */
    @Override
    public void setPhase(final TradingPhase phase)
    {
        final TradingPhase before = trading().phase();
        if (TradingPhase.HALTED == phase)
        {
            send(0, admin.halt(seq(0), INSTRUMENT));
        }
        else if (TradingPhase.HALTED == before && TradingPhase.VOLATILITY_AUCTION == phase)
        {
            send(0, admin.resumeTrading(seq(0), INSTRUMENT, 1));
        }
        else if (TradingPhase.HALTED == before)
        {
            send(0, admin.setPhase(seq(0), 0, phase));
            send(0, admin.resumeTrading(seq(0), INSTRUMENT, 0));
        }
        else if (TradingPhase.VOLATILITY_AUCTION == before && TradingPhase.CONTINUOUS == phase && 0 == commands % 2)
        {
            fire(Timers.PHASES);
        }
        else
        {
            send(0, admin.setPhase(seq(0), 0, phase));
        }
    }

    /** {@inheritDoc} */
    @Override
    public void setCollar(final VenueCommand.SetCollar command)
    {
        send(0, admin.setCollar(
            seq(0), INSTRUMENT, command.reference(), command.staticBps(), command.dynamicBps(), 1));
    }

    /** {@inheritDoc} */
    @Override
    public void time(final long nowNs)
    {
        modelNs = Math.max(modelNs, nowNs);
        fire(Timers.EXPIRY);
        fire(Timers.INDICATIVES);
    }

    /** {@inheritDoc} */
    @Override
    public void endDay()
    {
        send(0, encoder.closeDay(seq(0)));
    }

    private void fire(final int kind)
    {
        final Timers timers = exchange.venue().timers();
        while (0 != timers.deadlineNs(kind) && timers.deadlineNs(kind) <= nowNs())
        {
            exchange.onTimer(timers.id(kind), nowNs());
        }
    }

    private TradingState trading()
    {
        return exchange.venue().instruments().get(INSTRUMENT).trading();
    }

    private void open(final int participant)
    {
        exchange.onSessionOpened(session(participant), participant, nowNs());
        send(participant, encoder.resume(0, 0));
    }

    private void send(final int participant, final int length)
    {
        exchange.onMessage(session(participant), encoder.buffer, 0, length, nowNs());
    }

    private long seq(final int participant)
    {
        return exchange.venue().participants().get(participant).connection(0).outcomes().lastClientSeq() + 1;
    }

    private long nowNs()
    {
        return modelNs * SECOND_NS + commands;
    }

    private static long session(final int participant)
    {
        return 100 + participant;
    }
}
