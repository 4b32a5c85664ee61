package io.gavel.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowShape;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EngineSidesTest
{
    private static final int COMMANDS = 10_000;
    private static final long SEED = 7;

    static LongStream seeds()
    {
        return LongStream.rangeClosed(1, 24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReportAsNaiveBooksDo(final long seed)
    {
        final FlowBuilder builder = new FlowBuilder();
        FlowGenerator.flow(seed, FlowShape.of(seed), COMMANDS).forEach(builder::add);
        final OrderFlow flow = builder.build("seed " + seed);

        assertTrue(flow.expected().trades() > COMMANDS / 20, () -> flow.expected().toString());
        assertTrue(flow.expected().replaced() > COMMANDS / 20, () -> flow.expected().toString());
        assertTrue(flow.leftOut() > 0, "the generator makes commands that are refused");
        assertReports(flow, "book", GavelBookSide.prepare(flow).make());
        assertReports(flow, "exchange-core, direct", ExchangeCoreSide.direct(flow));
        assertReports(flow, "exchange-core, naive", ExchangeCoreSide.naive(flow));
        assertReports(flow, "parity-match", new ParitySide(flow));
        // The worth of these orders does not fit into any account: 10^9 lots at 10^12 ticks.
        if (Math.floorMod(seed, 6L) != 4)
        {
            assertReports(flow, "command path", CommandPathSide.prepare(flow).make());
        }
    }

    @ParameterizedTest
    @EnumSource(MarketShape.Path.class)
    void shouldReportAlikeOnEveryPathOfThePrice(final MarketShape.Path path)
    {
        final OrderFlow flow = MarketFlow.draw(SEED, new MarketShape(path.name(), MarketShape.Kind.ONE_SYMBOL, 3,
            500, 100, path, MarketShape.Mix.ORDERS), 20_000);
        assertEquals(20_000, flow.size() - flow.fillSize());
        assertReports(flow, "book", GavelBookSide.prepare(flow).make());
        assertReports(flow, "command path", CommandPathSide.prepare(flow).make());
        assertReports(flow, "exchange-core", ExchangeCoreSide.direct(flow));
        assertReports(flow, "parity-match", new ParitySide(flow));
    }

    @Test
    void shouldDrawTheMixThatWasAskedForAndKeepTheBooksFilled()
    {
        final int commands = 100_000;
        for (final MarketShape shape : MarketShape.ALL)
        {
            if (shape.symbols() > 1)
            {
                continue;
            }
            final OrderFlow flow = MarketFlow.draw(SEED, shape, commands);
            final int[] counts = new int[OrderFlow.REPLACE + 1];
            long lowest = Long.MAX_VALUE;
            for (int i = flow.fillSize(); i < flow.size(); i++)
            {
                counts[flow.type(i)]++;
                lowest = OrderFlow.CANCEL == flow.type(i) ? lowest : Math.min(lowest, flow.price(i));
            }
            final String what = shape.name() + ", seed " + SEED + ": " + Arrays.toString(counts);
            assertShare(shape.mix().enters(), counts[OrderFlow.ENTER], commands, what);
            assertShare(shape.mix().iocs(), counts[OrderFlow.ENTER_IOC], commands, what);
            assertShare(shape.mix().cancels(), counts[OrderFlow.CANCEL], commands, what);
            assertShare(shape.mix().replaces(), counts[OrderFlow.REDUCE] + counts[OrderFlow.REPLACE], commands, what);
            assertEquals(shape.mix().reduces() > 0, counts[OrderFlow.REDUCE] > 0, what);
            assertEquals(1, (double)flow.openOrders() / shape.openOrders(), 0.4, what);
            assertEquals(MarketShape.Path.CRASH == shape.path(), lowest < 0.85 * MarketShape.MIDDLE_TICKS,
                what + ", lowest price " + lowest);
        }
    }

    @Test
    void shouldDrawTheSameFlowAgain()
    {
        final MarketShape shape = MarketShape.ALL.get(1);
        final FlowDigest first = MarketFlow.draw(SEED, shape, 5_000).expected();
        assertTrue(first.isEqualTo(MarketFlow.draw(SEED, shape, 5_000).expected()));
        assertTrue(!first.isEqualTo(MarketFlow.draw(SEED + 1, shape, 5_000).expected()));
    }

    @Test
    void shouldHaveEachInstrumentTradedByItsOwnAccounts()
    {
        for (final int instruments : new int[] { 1, 3, 10, 99, 100, 5_000 })
        {
            final VenueShape venue = VenueShape.of(instruments);
            final Set<Long> pairs = new HashSet<>();
            for (int instrument = 0; instrument < instruments; instrument++)
            {
                for (int i = 0; i < venue.accountsPerInstrument(); i++)
                {
                    final int account = venue.account(instrument, i);
                    assertTrue(account >= 0 && account < venue.accounts(), "account " + account);
                    assertTrue(pairs.add((long)account << Integer.SIZE | instrument), "twice in one instrument");
                }
            }
        }
    }

    @Test
    void shouldTellWhichFieldsOfACommandAPeerLacks()
    {
        final FlowBuilder builder = new FlowBuilder();
        builder.add(FlowCommand.enter(1, "S", "a", Side.BUY, 100, 10, TimeInForce.DAY));
        builder.add(FlowCommand.enter(2, "S", "b", Side.SELL, 100, 4, TimeInForce.FOK));
        builder.add(FlowCommand.enter(3, "S", "c", Side.SELL, 100, 7, TimeInForce.FOK));
        builder.add(FlowCommand.replace(4, "S", "a", null, 101, 9));
        builder.add(FlowCommand.replace(5, "S", "a", null, 102, 8));
        builder.add(FlowCommand.replace(6, "S", "a", null, 102, 8));
        builder.add(FlowCommand.cancel(7, "S", "a"));
        builder.add(FlowCommand.cancel(8, "S", "a"));
        builder.add(FlowCommand.enter(9, "T", "a", Side.SELL, 5, 1, TimeInForce.IOC));
        final OrderFlow flow = builder.build("by hand");
        assertEquals(1, flow.leftOut());
        assertEquals(4, flow.filledBefore(3));
        assertEquals(6, flow.openBefore(3));
        assertEquals("4 accepted, 1 trades", flow.expected().toString().replaceAll(" \\(.*", ""));
        assertReports(flow, "book", GavelBookSide.prepare(flow).make());
        assertReports(flow, "command path", CommandPathSide.prepare(flow).make());
        assertReports(flow, "exchange-core", ExchangeCoreSide.direct(flow));
        assertReports(flow, "parity-match", new ParitySide(flow));
    }

    private static void assertShare(final int thousandths, final int count, final int commands, final String what)
    {
        assertEquals(thousandths, 1_000.0 * count / commands, 15, what);
    }

    private static void assertReports(final OrderFlow flow, final String name, final EngineSide side)
    {
        final FlowDigest digest = new FlowDigest();
        run(side, 0, flow.fillSize(), digest);
        run(side, flow.fillSize(), flow.size(), digest);
        assertTrue(digest.isEqualTo(flow.expected()),
            () -> flow.name() + ", " + name + ": expected " + flow.expected() + ", actual " + digest);
    }

    private static void run(final EngineSide side, final int first, final int end, final FlowDigest digest)
    {
        for (int from = first; from < end; from += EngineSide.SLICE)
        {
            side.run(from, Math.min(from + EngineSide.SLICE, end));
            side.drain(digest);
        }
    }
}
