package io.gavel.reference;

import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random order flow: the same seed and shape give the same flow. It runs the naive matcher beside it to know which
 * orders are open, and holds their number about steady; now and then it cancels one that was filled.
 */
public final class FlowGenerator
{
    private static final long MIDDLE_TICKS = 500_000_000_000L;
    private static final int REUSED_IDS = 64;

    private final SplittableRandom random;
    private final FlowShape shape;
    private final long[] middles;
    private final List<Entered> entered = new ArrayList<>();
    private final String[] oldIds = new String[REUSED_IDS];
    private final List<FlowCommand> pending = new ArrayList<>();
    private final ReferenceMatcher matcher = new ReferenceMatcher(report ->
    {
    });
    private int untilSweep;
    private long seq;
    private long ids;

    private record Entered(int symbol, String orderId, Side side, long price, long quantity)
    {
    }

    /**
     * A flow at its beginning.
     *
     * @param seed  of the randomness.
     * @param shape of the flow.
     */
    public FlowGenerator(final long seed, final FlowShape shape)
    {
        this.shape = shape;
        random = new SplittableRandom(seed);
        middles = new long[shape.symbols()];
        Arrays.fill(middles, MIDDLE_TICKS / shape.strideTicks() * shape.strideTicks());
    }

    /**
     * A flow of some length.
     *
     * @param seed  of the randomness.
     * @param shape of the flow.
     * @param count commands.
     * @return the flow.
     */
    public static List<FlowCommand> flow(final long seed, final FlowShape shape, final int count)
    {
        final FlowGenerator generator = new FlowGenerator(seed, shape);
        final List<FlowCommand> flow = new ArrayList<>(count);
        for (int i = 0; i < count; i++)
        {
            flow.add(generator.next());
        }
        return flow;
    }

    /**
     * The next command.
     *
     * @return with a seq that is one more than the last.
     */
    public FlowCommand next()
    {
        final FlowCommand command = draw();
        matcher.onCommand(command);
        if (--untilSweep < 0)
        {
            // Most of those that were filled are forgotten; the others make commands that are rejected.
            entered.removeIf(order -> !matcher.isOpen(order.orderId) && random.nextInt(4) != 0);
            untilSweep = 16 + shape.openOrders() / 4;
        }
        return command;
    }

    private FlowCommand draw()
    {
        if (!pending.isEmpty())
        {
            return pending.remove(0);
        }
        seq++;
        final int dice = random.nextInt(100);
        if (!shape.plain() && dice < 2)
        {
            return wrong();
        }
        final int enterPercent = matcher.openOrders() < shape.openOrders() ? 75 : 30;
        if (entered.isEmpty() || dice < enterPercent)
        {
            return enter();
        }
        final int index = random.nextInt(entered.size());
        return dice < enterPercent + (100 - enterPercent) / 2 ? cancel(index) : replace(index);
    }

    private FlowCommand enter()
    {
        final int symbol = random.nextInt(shape.symbols());
        final Side side = side();
        final int dice = random.nextInt(100);
        final TimeInForce tif = dice < 12 ? TimeInForce.IOC :
            shape.plain() || dice < 60 ? TimeInForce.GTC :
            dice < 70 ? TimeInForce.FOK : TimeInForce.DAY;
        final long price = price(symbol, side);
        final long quantity = quantity();
        final String orderId = nextId();
        if (TimeInForce.GTC == tif || TimeInForce.DAY == tif)
        {
            entered.add(new Entered(symbol, orderId, side, price, quantity));
        }
        return FlowCommand.enter(seq, name(symbol), orderId, side, price, quantity, tif);
    }

    private FlowCommand cancel(final int index)
    {
        final Entered order = remove(index);
        oldIds[random.nextInt(REUSED_IDS)] = order.orderId;
        return FlowCommand.cancel(seq, name(order.symbol), order.orderId);
    }

    private FlowCommand replace(final int index)
    {
        final Entered order = entered.get(index);
        final boolean samePrice = random.nextInt(3) == 0;
        final long price = samePrice ? order.price : price(order.symbol, order.side);
        final long quantity = samePrice && random.nextBoolean() ? 1 + random.nextLong(order.quantity) : quantity();
        if (shape.plain())
        {
            remove(index);
            final String orderId = nextId();
            entered.add(new Entered(order.symbol, orderId, order.side, price, quantity));
            pending.add(FlowCommand.enter(
                seq + 1, name(order.symbol), orderId, order.side, price, quantity, TimeInForce.GTC));
            return FlowCommand.cancel(seq++, name(order.symbol), order.orderId);
        }
        entered.set(index, new Entered(order.symbol, order.orderId, order.side, price, quantity));
        final Side side = random.nextInt(4) == 0 ? null : order.side;
        return FlowCommand.replace(seq, name(order.symbol), order.orderId, side, price, quantity);
    }

    private FlowCommand wrong()
    {
        final int symbol = random.nextInt(shape.symbols());
        final String orderId = entered.isEmpty() ? nextId() : entered.get(random.nextInt(entered.size())).orderId;
        final Side side = side();
        final long price = price(symbol, side);
        return switch (random.nextInt(8))
        {
            case 0 -> FlowCommand.enter(seq, name(symbol), orderId, side, price, quantity(), TimeInForce.DAY);
            case 1 -> FlowCommand.enter(seq, name(symbol), nextId(), side, 0, quantity(), TimeInForce.GTC);
            case 2 -> FlowCommand.enter(seq, name(symbol), nextId(), side, price, -quantity(), TimeInForce.IOC);
            case 3 -> FlowCommand.cancel(seq, name(symbol), "unknown" + seq);
            case 4 -> FlowCommand.cancel(seq, name(symbol), orderId);
            case 5 -> FlowCommand.replace(seq, name(symbol), orderId, side, price, quantity());
            case 6 -> FlowCommand.replace(seq, name(symbol), orderId, null, -price, quantity());
            default -> FlowCommand.replace(seq, name(symbol), orderId, null, price, 1_000_000_001L);
        };
    }

    private long price(final int symbol, final Side side)
    {
        if (random.nextInt(50) == 0)
        {
            middles[symbol] += (random.nextInt(5) - 2) * shape.strideTicks();
        }
        // The product of two draws lies more often near the middle than far from it.
        long strides = 1 + (long)random.nextInt(shape.spanStrides()) * random.nextInt(shape.spanStrides()) /
            shape.spanStrides();
        if (random.nextInt(100) < shape.crossPercent())
        {
            strides = -strides;
        }
        return middles[symbol] + (Side.BUY == side ? -strides : strides) * shape.strideTicks();
    }

    private long quantity()
    {
        return 1 + random.nextInt(shape.quantityMax());
    }

    private Side side()
    {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private String nextId()
    {
        if (!shape.plain() && random.nextInt(10) == 0)
        {
            final int index = random.nextInt(REUSED_IDS);
            final String old = oldIds[index];
            oldIds[index] = null;
            if (null != old)
            {
                return old;
            }
        }
        return Long.toString(++ids);
    }

    private Entered remove(final int index)
    {
        final Entered removed = entered.get(index);
        final Entered last = entered.remove(entered.size() - 1);
        if (index < entered.size())
        {
            entered.set(index, last);
        }
        return removed;
    }

    private static String name(final int symbol)
    {
        return "SYM" + symbol;
    }
}
