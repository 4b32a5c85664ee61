package io.gavel.reference;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random flow of commands to one instrument that goes through whole trading days: the same seed gives the same flow.
 * It begins in continuous trading. It runs the naive venue beside it to know the phase and which orders are open, so
 * a flow is the same whatever the venue does that it is meant for.
 */
public final class VenueFlow
{
    private static final int ACCOUNTS = 5;
    private static final int OPEN_ORDERS = 40;
    private static final long LIFE_NS_MAX = 60_000;

    private final SplittableRandom random;
    private final long middle;
    private final int span;
    private final List<VenueCommand> pending = new ArrayList<>();
    private final ReferenceVenue venue = new ReferenceVenue(TradingPhase.CONTINUOUS, report ->
    {
    });
    private TradingPhase beforeHalt = TradingPhase.CONTINUOUS;
    private long nowNs;
    private long ids;

    /**
     * A flow at its beginning. Of the seeds that follow one another, some have low prices, some no bands.
     *
     * @param seed of the randomness.
     */
    public VenueFlow(final long seed)
    {
        random = new SplittableRandom(seed);
        final int kind = (int)Math.floorMod(seed, 6L);
        middle = 0 == kind ? 5 : 1 == kind ? 400_000_000_000L : 1_000;
        span = 2 == kind ? 3 : 3 == kind ? 25 : 8;
        if (4 != kind)
        {
            pending.add(collar(middle));
        }
    }

    /**
     * A flow of some length.
     *
     * @param seed  of the randomness.
     * @param count commands.
     * @return the flow.
     */
    public static List<VenueCommand> flow(final long seed, final int count)
    {
        final VenueFlow flow = new VenueFlow(seed);
        final List<VenueCommand> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++)
        {
            commands.add(flow.next());
        }
        return commands;
    }

    /**
     * The next command.
     *
     * @return any.
     */
    public VenueCommand next()
    {
        final VenueCommand command = pending.isEmpty() ? draw() : pending.remove(0);
        command.runOn(venue);
        return command;
    }

    private VenueCommand draw()
    {
        if (oneIn(commandsOfPhase()))
        {
            return nextPhase();
        }
        if (oneIn(20))
        {
            nowNs += random.nextLong(1, 2_000);
            return new VenueCommand.Time(nowNs);
        }
        if (oneIn(150))
        {
            return collar(oneIn(2) ? 0 : middle + random.nextLong(-1, 2));
        }
        final List<Long> open = venue.openOrders();
        final int enterPercent = open.size() < OPEN_ORDERS ? 80 : 30;
        if (open.isEmpty() || random.nextInt(100) < enterPercent)
        {
            final VenueOrder order = order();
            return new VenueCommand.Enter(oneIn(40) ? spoilt(order) : order);
        }
        // Now and then an order that is gone, or never was.
        final long id = oneIn(20) ? random.nextLong(1, ids + 2) : open.get(random.nextInt(open.size()));
        return oneIn(2) ? new VenueCommand.Cancel(id) : replace(id);
    }

    private int commandsOfPhase()
    {
        return switch (venue.phase())
        {
            case CONTINUOUS -> 150;
            case PRE_OPEN, OPENING_AUCTION, CLOSING_AUCTION -> 25;
            case VOLATILITY_AUCTION -> 12;
            default -> 6;
        };
    }

    private VenueCommand nextPhase()
    {
        final TradingPhase phase = venue.phase();
        final TradingPhase next = oneIn(12) && TradingPhase.HALTED != phase ? anyPhaseBut(phase) : switch (phase)
        {
            case CLOSED -> TradingPhase.PRE_OPEN;
            case PRE_OPEN -> oneIn(10) ? TradingPhase.CONTINUOUS : TradingPhase.OPENING_AUCTION;
            case OPENING_AUCTION -> oneIn(10) ? TradingPhase.HALTED : TradingPhase.CONTINUOUS;
            case CONTINUOUS -> oneIn(3) ? TradingPhase.HALTED :
                oneIn(20) ? TradingPhase.POST_CLOSE : TradingPhase.CLOSING_AUCTION;
            case VOLATILITY_AUCTION -> oneIn(10) ? TradingPhase.CLOSING_AUCTION :
                oneIn(10) ? TradingPhase.HALTED : TradingPhase.CONTINUOUS;
            case CLOSING_AUCTION -> oneIn(10) ? TradingPhase.HALTED : TradingPhase.POST_CLOSE;
            case POST_CLOSE -> TradingPhase.CLOSED;
            default -> TradingPhase.CONTINUOUS == beforeHalt && oneIn(2) ? TradingPhase.VOLATILITY_AUCTION : beforeHalt;
        };
        if (TradingPhase.HALTED == next)
        {
            beforeHalt = phase;
        }
        if (isClosed(next) && !isClosed(phase))
        {
            pending.add(new VenueCommand.EndDay());
        }
        return new VenueCommand.SetPhase(next);
    }

    // What an operator may say out of turn.
    private TradingPhase anyPhaseBut(final TradingPhase phase)
    {
        final List<TradingPhase> phases = new ArrayList<>(List.of(TradingPhase.CLOSED, TradingPhase.PRE_OPEN,
            TradingPhase.OPENING_AUCTION, TradingPhase.CONTINUOUS, TradingPhase.CLOSING_AUCTION,
            TradingPhase.POST_CLOSE));
        phases.remove(phase);
        return phases.get(random.nextInt(phases.size()));
    }

    private static boolean isClosed(final TradingPhase phase)
    {
        return TradingPhase.CLOSED == phase || TradingPhase.POST_CLOSE == phase;
    }

    private VenueCommand collar(final long reference)
    {
        final int[] statics = {0, 1_000, 3_000, 9_999};
        final int[] dynamics = {0, 0, 40, 100, 300, 2_500};
        // Far from zero a band in basis points is wide: it is there, and nothing reaches it.
        return new VenueCommand.SetCollar(
            reference, statics[random.nextInt(statics.length)], dynamics[random.nextInt(dynamics.length)]);
    }

    private VenueOrder order()
    {
        final long id = ++ids;
        final Side side = oneIn(2) ? Side.BUY : Side.SELL;
        final int kind = random.nextInt(100);
        final long lots = oneIn(50) ? random.nextLong(1, 200) : random.nextLong(1, 20);
        VenueOrder order = kind < 72 ? VenueOrder.limit(id, side, lots, price(side)) :
            kind < 82 ? VenueOrder.market(id, side, lots) :
            kind < 90 ? VenueOrder.stop(id, side, lots, stop(side)) :
            VenueOrder.stopLimit(id, side, lots, price(side), stop(side));
        final int account = 1 + random.nextInt(ACCOUNTS);
        order = timed(order).by(account, (account + 1) / 2);
        if (oneIn(2))
        {
            order = order.preventing(SelfTradePrevention.get((short)random.nextInt(5)),
                oneIn(2) ? SelfTradeScope.ACCOUNT : SelfTradeScope.PARTICIPANT);
        }
        return special(order);
    }

    private VenueOrder timed(final VenueOrder order)
    {
        final boolean isStop = 0 != order.stop();
        final int dice = random.nextInt(100);
        if (dice < 10)
        {
            return order.until(nowNs + random.nextLong(1, LIFE_NS_MAX));
        }
        if (!isStop && dice < 20)
        {
            return order.good(TimeInForce.AT_THE_CLOSE);
        }
        // Seldom one that this phase refuses.
        final boolean isOpening = TradingPhase.PRE_OPEN == venue.phase() ||
            TradingPhase.OPENING_AUCTION == venue.phase();
        if (!isStop && (isOpening ? dice < 40 : dice < 21))
        {
            return order.good(TimeInForce.AT_THE_OPEN);
        }
        if (dice < (isCollecting() ? 42 : 55))
        {
            return order.good(oneIn(3) ? TimeInForce.FOK : TimeInForce.IOC);
        }
        return dice < 75 ? order.good(TimeInForce.DAY) : order;
    }

    // Gives an order at most one of the attributes that go with its type and time in force.
    private VenueOrder special(final VenueOrder order)
    {
        final boolean isAuctionOnly = TimeInForce.AT_THE_OPEN == order.tif() || TimeInForce.AT_THE_CLOSE == order.tif();
        final boolean isAtOnce = TimeInForce.IOC == order.tif() || TimeInForce.FOK == order.tif();
        final int dice = random.nextInt(100);
        if (dice < 25 && 0 != order.price() && !isAtOnce && order.lots() > 1)
        {
            return order.showing(random.nextLong(1, Math.min(6, order.lots())));
        }
        if (isCollecting() && !oneIn(10))
        {
            return order;
        }
        if (dice < 40 && OrdType.LIMIT == order.type() && !isAtOnce && !isAuctionOnly)
        {
            return order.resting(oneIn(2) ? PostOnly.REJECT : PostOnly.REPRICE);
        }
        if (dice < 60 && TimeInForce.FOK != order.tif() && !isAuctionOnly)
        {
            return order.atLeast(random.nextLong(1, order.lots() + 1));
        }
        return order;
    }

    // One attribute that no order of its kind may have.
    private VenueOrder spoilt(final VenueOrder order)
    {
        final VenueOrder limit = VenueOrder.limit(order.id(), order.side(), order.lots(), middle);
        return switch (random.nextInt(10))
        {
            case 0 -> VenueOrder.limit(order.id(), order.side(), order.lots(), 0);
            case 1 -> VenueOrder.limit(order.id(), order.side(), order.lots(), ReferenceMatcher.PRICE_MAX + 1);
            case 2 -> VenueOrder.limit(order.id(), order.side(), 0, middle);
            case 3 -> VenueOrder.market(order.id(), order.side(), ReferenceMatcher.QUANTITY_MAX + 1);
            case 4 -> VenueOrder.stop(order.id(), order.side(), order.lots(), 0);
            case 5 -> limit.showing(order.lots() + random.nextLong(0, 2));
            case 6 -> limit.atLeast(order.lots() + 1);
            case 7 -> limit.until(nowNs);
            case 8 -> limit.good(TimeInForce.IOC).resting(PostOnly.REJECT);
            default -> VenueOrder.limit(order.id(), order.side(), order.lots(), middle * 2 + 1);
        };
    }

    private VenueCommand replace(final long id)
    {
        final Side side = oneIn(2) ? Side.BUY : Side.SELL;
        final long open = venue.openLots(id);
        return switch (random.nextInt(6))
        {
            case 0, 1 -> new VenueCommand.Replace(id, 0, Math.max(1, open - random.nextLong(1, 6)), 0, 0);
            case 2 -> new VenueCommand.Replace(id, 0, random.nextLong(0, 20), 0, 0);
            case 3 -> new VenueCommand.Replace(id, price(side), oneIn(2) ? 0 : random.nextLong(1, 20), 0, 0);
            case 4 -> new VenueCommand.Replace(id, 0, 0, random.nextLong(1, 6), 0);
            default -> new VenueCommand.Replace(id, 0, 0, 0, stop(side));
        };
    }

    // Mostly on its own side of the middle.
    private long price(final Side side)
    {
        final long away = random.nextLong(-span / 2, span);
        return Math.max(1, middle + (Side.BUY == side ? -away : away));
    }

    // Mostly beyond the middle, where it waits for a while.
    private long stop(final Side side)
    {
        return price(Side.BUY == side ? Side.SELL : Side.BUY);
    }

    private boolean isCollecting()
    {
        return switch (venue.phase())
        {
            case PRE_OPEN, OPENING_AUCTION, CLOSING_AUCTION, VOLATILITY_AUCTION -> true;
            default -> false;
        };
    }

    private boolean oneIn(final int chances)
    {
        return 0 == random.nextInt(chances);
    }
}
