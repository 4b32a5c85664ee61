package io.gavel.benchmarks.engine;

import io.gavel.benchmarks.engine.MarketShape.Mix;
import io.gavel.benchmarks.engine.MarketShape.Path;
import io.gavel.reference.FlowCommand;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws a random flow: the same seed and shape give the same one. Which orders cross the middle is decided so that the
 * number of open orders stays about steady.
 */
final class MarketFlow
{
    private static final int THOUSAND = 1_000;
    private static final int USED_COMMANDS_MIN = 20_000;
    private static final double CRASH_LOSS = 0.2;
    // How much more often orders cross where more orders are open than there should be, and less where fewer are.
    private static final double STEADYING = 2;

    private final SplittableRandom random;
    private final MarketShape shape;
    private final FlowBuilder builder = new FlowBuilder();
    private final String[] symbols;
    // In ticks; the fraction is what falls in a crash.
    private final double[] middles;
    // By order number.
    private int[] symbolOf = new int[1_024];
    private long seq;

    private MarketFlow(final long seed, final MarketShape shape)
    {
        this.shape = shape;
        random = new SplittableRandom(seed);
        symbols = new String[shape.symbols()];
        Arrays.setAll(symbols, i -> "S" + i);
        middles = new double[shape.symbols()];
        Arrays.fill(middles, MarketShape.MIDDLE_TICKS);
    }

    /**
     * A flow, whose books are used for a while before anything is measured.
     *
     * @param seed     of the randomness.
     * @param shape    of the flow.
     * @param commands to measure, after those that fill the books.
     * @return the flow.
     */
    static OrderFlow draw(final long seed, final MarketShape shape, final int commands)
    {
        return draw(seed, shape, Math.max(USED_COMMANDS_MIN, shape.openOrders() / 2), commands);
    }

    /**
     * A flow.
     *
     * @param seed     of the randomness.
     * @param shape    of the flow.
     * @param used     commands of the mix after the books were filled, before anything is measured.
     * @param commands to measure.
     * @return the flow.
     */
    static OrderFlow draw(final long seed, final MarketShape shape, final int used, final int commands)
    {
        final MarketFlow flow = new MarketFlow(seed, shape);
        return flow.draw(used, commands);
    }

    private OrderFlow draw(final int used, final int commands)
    {
        while (builder.open().size() < shape.openOrders())
        {
            enter(random.nextInt(shape.symbols()), TimeInForce.GTC, 0);
        }
        // Books that were just filled lie in memory as they never do again, and windows of answers are not yet full.
        final int fill = builder.size() + used;
        while (builder.size() < fill)
        {
            next(0);
        }
        builder.endFill();
        final int end = builder.size() + commands;
        while (builder.size() < end)
        {
            final int done = builder.size() - (end - commands);
            final boolean isCrashing = Path.CRASH == shape.path() && done >= commands / 3 && done < commands / 3 * 2;
            next(isCrashing ? CRASH_LOSS * MarketShape.MIDDLE_TICKS / (commands / 3) : 0);
        }
        return builder.build(shape.name());
    }

    private void next(final double fallTicks)
    {
        final Mix mix = shape.mix();
        final int dice = random.nextInt(THOUSAND);
        final double surplus = (double)builder.open().size() / shape.openOrders() - 1;
        if (0 == builder.open().size() || dice < mix.enters())
        {
            final int symbol = random.nextInt(shape.symbols());
            move(symbol, fallTicks);
            enter(symbol, TimeInForce.GTC, 0.05 + STEADYING * surplus);
        }
        else if (dice < mix.enters() + mix.iocs())
        {
            final int symbol = random.nextInt(shape.symbols());
            move(symbol, fallTicks);
            enter(symbol, TimeInForce.IOC, 0.8 + STEADYING * surplus);
        }
        else
        {
            final int order = builder.open().get(random.nextInt(builder.open().size()));
            final int symbol = symbolOf[order];
            move(symbol, fallTicks);
            if (dice < mix.enters() + mix.iocs() + mix.cancels())
            {
                builder.add(FlowCommand.cancel(++seq, symbols[symbol], Integer.toString(order)));
            }
            else
            {
                replace(order, symbol, 0.01 + STEADYING / 10 * surplus);
            }
        }
    }

    private void move(final int symbol, final double fallTicks)
    {
        middles[symbol] -= fallTicks;
        switch (shape.path())
        {
            case STATIC ->
            {
            }
            case NORMAL ->
            {
                if (0 == random.nextInt(50))
                {
                    middles[symbol] += random.nextInt(5) - 2;
                }
            }
            default ->
            {
                if (0 == random.nextInt(200))
                {
                    middles[symbol] += random.nextInt(21) - 10;
                }
                else if (0 == random.nextInt(20_000))
                {
                    middles[symbol] += random.nextBoolean() ? shape.spanTicks() / 2 : -shape.spanTicks() / 2;
                }
            }
        }
        middles[symbol] = Math.max(4 * shape.spanTicks(), middles[symbol]);
    }

    private void enter(final int symbol, final TimeInForce tif, final double crossing)
    {
        final int order = builder.lastOrder() + 1;
        if (order >= symbolOf.length)
        {
            symbolOf = Arrays.copyOf(symbolOf, 2 * symbolOf.length);
        }
        symbolOf[order] = symbol;
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        builder.add(FlowCommand.enter(++seq, symbols[symbol], Integer.toString(order), side,
            priceTicks(symbol, side, crossing), 1 + random.nextInt(MarketShape.QUANTITY_MAX), tif));
    }

    private void replace(final int order, final int symbol, final double crossing)
    {
        final int open = builder.openLots(order);
        final Side side = builder.isBuy(order) ? Side.BUY : Side.SELL;
        final boolean isReduction = open > 1 && random.nextInt(THOUSAND) < shape.mix().reduces();
        final long price = isReduction ? builder.priceTicks(order) : priceTicks(symbol, side, crossing);
        final int quantity = isReduction ? 1 + random.nextInt(open - 1) : open;
        builder.add(FlowCommand.replace(++seq, symbols[symbol], Integer.toString(order), side, price, quantity));
    }

    private long priceTicks(final int symbol, final Side side, final double crossing)
    {
        final int span = shape.spanTicks();
        // The product of two draws lies more often near the middle than far from it.
        final long away = 1 + (long)(span * random.nextDouble() * random.nextDouble());
        final long ticks = random.nextDouble() < crossing ? -(1 + away / 16) : away;
        return (long)middles[symbol] + (Side.BUY == side ? -ticks : ticks);
    }
}
