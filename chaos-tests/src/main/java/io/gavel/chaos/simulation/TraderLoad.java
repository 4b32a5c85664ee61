package io.gavel.chaos.simulation;

import io.gavel.client.CommandKind;
import io.gavel.client.GavelClient;
import io.gavel.client.MassCancel;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** What a broker's program does all day: orders of every kind around one price, and what takes them out again. */
final class TraderLoad
{
    private static final int OPEN_MAX = 12;
    private static final int QUERIES_MAX = 4;
    private static final long MIDDLE_TICKS = 10_000;

    private final Scene scene;
    private final Broker broker;
    private final SplittableRandom random;

    TraderLoad(final Scene scene, final Broker broker)
    {
        this.scene = scene;
        this.broker = broker;
        random = scene.random();
    }

    void act()
    {
        final BrokerProcess process = broker.process();
        if (!process.mayTrade() || broker.openCount() >= OPEN_MAX)
        {
            return;
        }
        final GavelClient client = process.client();
        final int dice = random.nextInt(1_000);
        if (dice < 620)
        {
            place(process, client);
        }
        else if (dice < 740)
        {
            final long orderId = someOrder();
            process.submit(new CommandKey(CommandKind.CANCEL, orderId), false, () -> client.cancelOrder(orderId));
        }
        else if (dice < 850)
        {
            replace(process, client);
        }
        else if (dice < 880)
        {
            massCancel(process, client);
        }
        else if (dice < 910)
        {
            final Duration grace = 0 == random.nextInt(4) ? Duration.ZERO : Duration.ofSeconds(5);
            process.submit(new CommandKey(CommandKind.CANCEL_ON_DISCONNECT), false,
                () -> client.cancelOnDisconnect(grace));
        }
        else if (dice < 950)
        {
            final Duration timeout = 0 == random.nextInt(4) ? Duration.ZERO :
                Duration.ofMillis(1_000 + random.nextInt(3_000));
            process.submit(new CommandKey(CommandKind.DEAD_MANS_TIMER), false, () -> client.deadMansTimer(timeout));
        }
        else if (process.openQueries() < QUERIES_MAX)
        {
            ask(process, client);
        }
    }

    /** One order that is sure to be answered. */
    void place()
    {
        place(broker.process(), broker.process().client());
    }

    private void place(final BrokerProcess process, final GavelClient client)
    {
        final String symbol = Genesis.SYMBOLS[random.nextInt(Genesis.SYMBOLS.length)];
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long quantity = 1 + random.nextInt(20);
        final BigDecimal price = price(Side.BUY == side ? -4 : 4);
        // An id that is used on purpose again does not tell its order from the one before.
        final boolean isFresh = 0 == broker.reportedClOrdId() || 0 != random.nextInt(50);
        final long clOrdId = isFresh ? broker.takeClOrdId() : broker.reportedClOrdId();
        final NewOrder order = switch (random.nextInt(12))
        {
            case 0 -> NewOrder.market(symbol, side, quantity);
            case 1 -> NewOrder.stop(symbol, side, quantity, price(Side.BUY == side ? 3 : -3));
            case 2 -> NewOrder.stopLimit(symbol, side, quantity, price(Side.BUY == side ? 3 : -3), price(0));
            default -> terms(NewOrder.limit(symbol, side, quantity, price), quantity);
        };
        order.account(account()).clOrdId(clOrdId);
        if (0 == random.nextInt(5))
        {
            order.selfTradePrevention(SelfTradePrevention.CANCEL_RESTING, SelfTradeScope.PARTICIPANT);
        }
        process.submit(new CommandKey(CommandKind.NEW_ORDER, clOrdId), isFresh, () -> client.placeOrder(order));
    }

    private NewOrder terms(final NewOrder order, final long quantity)
    {
        switch (random.nextInt(12))
        {
            case 0 -> order.timeInForce(TimeInForce.IOC);
            case 1 -> order.timeInForce(TimeInForce.FOK);
            case 2 -> order.timeInForce(TimeInForce.DAY);
            case 3 -> order.timeInForce(TimeInForce.AT_THE_CLOSE);
            case 4 -> order.timeInForce(TimeInForce.GTD).expireTime(instant(VirtualTime.EPOCH_NS +
                scene.time().nowNs() + (1 + random.nextInt(8)) * VirtualTime.SECOND));
            case 5 -> order.postOnly(random.nextBoolean() ? PostOnly.REJECT : PostOnly.REPRICE);
            case 6 ->
            {
                if (quantity > 2)
                {
                    order.displayQuantity(1 + random.nextInt((int)quantity - 1));
                }
            }
            case 7 -> order.timeInForce(TimeInForce.IOC).minQuantity(1 + random.nextInt((int)quantity));
            default ->
            {
                // Good till it is cancelled.
            }
        }
        return order;
    }

    private static Instant instant(final long timeNs)
    {
        return Instant.ofEpochSecond(timeNs / VirtualTime.SECOND, timeNs % VirtualTime.SECOND);
    }

    private BigDecimal price(final int shiftTicks)
    {
        return BigDecimal.valueOf(MIDDLE_TICKS + shiftTicks + random.nextInt(15) - 7, 2);
    }

    private long account()
    {
        return (broker.participantId() - 1L) * Genesis.ACCOUNTS_PER_TRADER + 1 +
            random.nextInt(Genesis.ACCOUNTS_PER_TRADER);
    }

    private long someOrder()
    {
        final List<Long> orders = broker.orderIds();
        return orders.isEmpty() ? 1 : orders.get(Math.max(0, orders.size() - 1 - random.nextInt(10)));
    }

    private void replace(final BrokerProcess process, final GavelClient client)
    {
        final long orderId = someOrder();
        final ReplaceOrder replace = ReplaceOrder.of(orderId)
            .symbol(Genesis.SYMBOLS[random.nextInt(Genesis.SYMBOLS.length)])
            .price(price(0))
            .quantity(1 + random.nextInt(25));
        process.submit(new CommandKey(CommandKind.REPLACE, orderId), false, () -> client.replaceOrder(replace));
    }

    private void massCancel(final BrokerProcess process, final GavelClient client)
    {
        final MassCancel filter = MassCancel.all();
        if (random.nextBoolean())
        {
            filter.symbol(Genesis.SYMBOLS[random.nextInt(Genesis.SYMBOLS.length)]);
        }
        if (0 == random.nextInt(3))
        {
            filter.side(Side.SELL);
        }
        process.submit(new CommandKey(CommandKind.MASS_CANCEL), false, () -> client.massCancel(filter));
    }

    private void ask(final BrokerProcess process, final GavelClient client)
    {
        final long account = account();
        switch (random.nextInt(4))
        {
            case 0 -> process.ask(() -> client.openOrders(0));
            case 1 -> process.ask(() -> client.account(account));
            case 2 -> process.ask(client::tradingStates);
            default -> process.ask(() -> client.order(someOrder()));
        }
    }
}
