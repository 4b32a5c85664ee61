package io.gavel.engine;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;

/** What traders send: each method encodes a command of a trader and gives its length. */
final class OrderFlow
{
    // Beyond this most commands take orders out.
    private static final int OPEN_ORDERS_MANY = 90;
    private static final int PARTICIPANTS = 8;

    private final RandomFlow flow;
    private final CommandEncoder encoder;
    private final long[] nextClOrdId = new long[PARTICIPANTS];

    OrderFlow(final RandomFlow flow)
    {
        this.flow = flow;
        encoder = flow.encoder;
    }

    private int dice(final int sides)
    {
        return flow.random.nextInt(sides);
    }

    int next(final int trader)
    {
        final boolean areMany = flow.exchange.venue().orders().openCount() > OPEN_ORDERS_MANY;
        final int dice = dice(1_000);
        if (dice < (areMany ? 400 : 620))
        {
            return newOrder(trader);
        }
        if (dice < 800)
        {
            final boolean isById = dice(4) > 0;
            return encoder.cancel(flow.seq(trader), isById ? someOrderOf(trader) : 0, isById ? 0 : someClOrdId(trader));
        }
        if (dice < 982)
        {
            return replace(trader);
        }
        if (dice < 988)
        {
            return encoder.massCancel(flow.seq(trader), 0 == dice(2) ? 0 : account(trader), dice(6),
                0 == dice(2) ? Side.NULL_VAL : side());
        }
        return dice < 993 ?
            encoder.cancelOnDisconnect(flow.seq(trader), seconds(5)) :
            encoder.deadMansTimer(flow.seq(trader), seconds(1));
    }

    private long seconds(final int least)
    {
        return switch (dice(6))
        {
            case 0 -> 0;
            case 1 -> flow.random.nextLong();
            default -> (least + dice(20)) * 1_000_000_000L;
        };
    }

    /** A plain order with a client sequence of the caller's. */
    int limit(final int trader, final long seq)
    {
        return encoder.newOrder(seq, account(trader), ++nextClOrdId[trader], 1 + dice(RandomFlow.INSTRUMENTS),
            side(), 1 + dice(20), price(), TimeInForce.DAY);
    }

    private int newOrder(final int trader)
    {
        final OrderSpec order = new OrderSpec();
        order.clOrdId = 0 == dice(40) ? someClOrdId(trader) : ++nextClOrdId[trader];
        order.account = 0 == dice(60) ? dice(12) : account(trader);
        order.instrument = 0 == dice(100) ? dice(8) - 1 : 1 + dice(RandomFlow.INSTRUMENTS);
        order.side = side();
        order.lots = lots();
        final TradingPhase phase = phase(order.instrument);
        order.tif = timeInForce(phase);
        order.type = type(order.tif, phase);
        order.price = OrdType.MARKET == order.type || OrdType.STOP == order.type ? 0 : price();
        if (OrdType.STOP == order.type || OrdType.STOP_LIMIT == order.type)
        {
            order.stop = 93 + dice(15);
        }
        if (TimeInForce.GTD == order.tif)
        {
            order.expire = expireTime();
        }
        amend(order);
        if (0 == dice(25))
        {
            spoil(order);
        }
        final int length = encoder.newOrder(flow.seq(trader), order);
        return 0 == dice(15) ? encoder.firstVersion() : length;
    }

    private TradingPhase phase(final int instrument)
    {
        final var traded = flow.exchange.venue().instruments().get(instrument);
        return null == traded ? TradingPhase.CONTINUOUS : traded.trading().phase();
    }

    private TimeInForce timeInForce(final TradingPhase phase)
    {
        final boolean isCollecting = TradingPhase.CONTINUOUS != phase;
        return switch (dice(20))
        {
            case 0, 1 -> isCollecting ? TimeInForce.GTC : TimeInForce.IOC;
            case 2 -> isCollecting ? TimeInForce.AT_THE_OPEN : TimeInForce.FOK;
            case 3 -> TimeInForce.AT_THE_CLOSE;
            case 4, 5 -> TimeInForce.GTD;
            case 6, 7, 8, 9, 10 -> TimeInForce.GTC;
            default -> TimeInForce.DAY;
        };
    }

    private OrdType type(final TimeInForce tif, final TradingPhase phase)
    {
        final boolean isForAuction = TimeInForce.AT_THE_OPEN == tif || TimeInForce.AT_THE_CLOSE == tif;
        return switch (dice(isForAuction ? 8 : 20))
        {
            case 0, 1 -> OrdType.MARKET;
            case 8, 9 -> OrdType.STOP;
            case 10, 11, 12 -> OrdType.STOP_LIMIT;
            default -> OrdType.LIMIT;
        };
    }

    private void amend(final OrderSpec order)
    {
        final boolean mayRest = 0 != order.price && (TimeInForce.DAY == order.tif || TimeInForce.GTC == order.tif ||
            TimeInForce.GTD == order.tif);
        final boolean isForAuction = TimeInForce.AT_THE_OPEN == order.tif || TimeInForce.AT_THE_CLOSE == order.tif;
        if (mayRest && 0 == dice(4))
        {
            order.lots += 10;
            order.display = 1 + dice(12);
        }
        if (!isForAuction && TimeInForce.FOK != order.tif && 0 == dice(14))
        {
            order.min = 1 + dice(8);
        }
        else if (mayRest && OrdType.LIMIT == order.type && 0 == dice(8))
        {
            order.postOnly = 0 == dice(3) ? PostOnly.REJECT : PostOnly.REPRICE;
        }
        if (0 == dice(3))
        {
            order.prevention = SelfTradePrevention.get((short)dice(5));
            order.scope = 0 == dice(2) ? SelfTradeScope.ACCOUNT : SelfTradeScope.PARTICIPANT;
        }
    }

    // One field that may not fit to the others.
    private void spoil(final OrderSpec order)
    {
        switch (dice(9))
        {
            case 0 -> order.price = weird();
            case 1 -> order.lots = weird();
            case 2 -> order.stop = weird();
            case 3 -> order.display = weird();
            case 4 -> order.min = weird();
            case 5 -> order.expire = weird();
            case 6 -> order.tif = TimeInForce.values()[dice(TimeInForce.values().length)];
            case 7 -> order.type = OrdType.values()[dice(OrdType.values().length)];
            default -> order.side = Side.NULL_VAL;
        }
    }

    private long weird()
    {
        return switch (dice(6))
        {
            case 0 -> flow.random.nextLong();
            case 1 -> Long.MIN_VALUE;
            case 2 -> -1;
            case 3 -> flow.random.nextLong(1L << 41);
            case 4 -> 0;
            default -> dice(200);
        };
    }

    private int replace(final int trader)
    {
        final boolean isById = dice(5) > 0;
        final long orderId = isById ? someOrderOf(trader) : 0;
        final int slot = flow.exchange.venue().pool().find(orderId);
        final long clOrdId = dice(3) > 0 ? 0 : ++nextClOrdId[trader];
        long lots = 0 == dice(40) ? weird() : 1 + dice(30);
        long price = 0 == dice(60) ? weird() : price();
        if (slot >= 0 && dice(4) > 0)
        {
            final var orders = flow.exchange.venue().orders();
            final boolean isMarket = io.gavel.engine.order.OrderFlags.isMarket(orders.flags(slot));
            price = isMarket ? 0 : 0 == dice(2) ? orders.priceTicks(slot) : price;
            lots = Math.max(1, orders.orderQty(slot) + dice(12) - 8);
        }
        final int length = encoder.replace(
            flow.seq(trader), orderId, isById ? 0 : someClOrdId(trader), clOrdId, lots, price);
        if (0 == dice(15))
        {
            return encoder.firstVersion();
        }
        encoder.amend(0 == dice(5) ? 93 + dice(15) : 0, 0 == dice(6) ? 1 + dice(12) : 0,
            0 == dice(8) ? expireTime() : 0);
        return length;
    }

    private long expireTime()
    {
        return 0 == dice(20) ? weird() : flow.nowNs() + switch (dice(3))
        {
            case 0 -> dice(20_000_000);
            case 1 -> dice(2_000_000_000);
            default -> dice(36_000) * 1_000_000_000L;
        };
    }

    private long account(final int trader)
    {
        return RandomFlow.OPERATOR == trader ? RandomFlow.FEE_ACCOUNT : trader * 2L - dice(2);
    }

    private Side side()
    {
        return 0 == dice(2) ? Side.BUY : Side.SELL;
    }

    /** Mostly one of the trader's own. */
    private long someOrderOf(final int trader)
    {
        final var venue = flow.exchange.venue();
        long order = someOrder();
        for (int i = 0; i < 6; i++)
        {
            final int slot = venue.pool().find(order);
            if (slot >= 0 && venue.orders().participantId(slot) == trader)
            {
                return order;
            }
            order = someOrder();
        }
        return order;
    }

    long someOrder()
    {
        final int slots = flow.exchange.venue().pool().slotCount();
        return 0 == slots || 0 == dice(40) ? flow.random.nextLong() :
            flow.exchange.venue().pool().orderId(dice(slots));
    }

    long someClOrdId(final int trader)
    {
        final long newest = nextClOrdId[trader];
        return newest - dice((int)Math.min(newest + 1, 60));
    }

    private long lots()
    {
        return 1 + dice(30);
    }

    private long price()
    {
        return 95 + dice(6) + dice(6);
    }
}
