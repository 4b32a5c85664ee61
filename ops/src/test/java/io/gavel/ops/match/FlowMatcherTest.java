package io.gavel.ops.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.Limits;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.book.OrderPool;
import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowReport;
import io.gavel.reference.FlowShape;
import io.gavel.reference.ReferenceMatcher;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowMatcherTest
{
    private static final int COMMANDS = 4_000;

    static LongStream seeds()
    {
        return LongStream.rangeClosed(1, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReportWhatTheNaiveMatcherReports(final long seed)
    {
        final List<FlowCommand> flow = FlowGenerator.flow(seed, FlowShape.of(seed), COMMANDS);

        assertReports(seed, ReferenceMatcher.run(flow), FlowMatcher.run(flow));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldKeepInvariantsAfterEveryCommandAndGoOnAfterARestoreAtAnyPoint(final long seed)
    {
        final List<FlowCommand> flow = FlowGenerator.flow(1_000 + seed, FlowShape.of(seed), 600);
        final SplittableRandom random = new SplittableRandom(seed);
        final List<FlowReport> reports = new ArrayList<>();
        final FlowMatcher original = new FlowMatcher(report ->
        {
        });
        FlowMatcher restored = new FlowMatcher(reports::add);
        for (final FlowCommand command : flow)
        {
            original.onCommand(command);
            restored.onCommand(command);
            restored.checkInvariants();
            if (random.nextInt(50) == 0)
            {
                restored = restore(restored, reports::add);
                restored.checkInvariants();
            }
            assertEquals(nextOrderIds(original), nextOrderIds(restored), "next order ids, seed " + seed);
        }

        assertReports(seed, ReferenceMatcher.run(flow), reports);
    }

    @Test
    void shouldCoverEveryReportAndTimeInForceInTheRandomFlows()
    {
        final Map<FlowReport.Type, Long> reports = new TreeMap<>();
        final Map<TimeInForce, Long> entered = new TreeMap<>();
        boolean isDeep = false;
        for (long seed = 1; seed <= 6; seed++)
        {
            final List<FlowCommand> flow = FlowGenerator.flow(seed, FlowShape.of(seed), COMMANDS);
            final FlowMatcher matcher = new FlowMatcher(report -> reports.merge(report.type(), 1L, Long::sum));
            for (final FlowCommand command : flow)
            {
                matcher.onCommand(command);
                if (FlowCommand.Type.NEW == command.type())
                {
                    entered.merge(command.tif(), 1L, Long::sum);
                }
            }
            isDeep |= matcher.openOrders() > 200;
        }
        assertEquals(FlowReport.Type.values().length, reports.size(), reports.toString());
        assertEquals(4, entered.size(), entered.toString());
        assertTrue(reports.values().stream().allMatch(count -> count > 30), reports.toString());
        assertTrue(isDeep, "a flow that keeps many orders open");
    }

    @Test
    void shouldTradeAtTheRestingPriceBestPriceFirstThenOldestFirst()
    {
        assertReports(List.of(
            FlowCommand.enter(1, "A", "s1", Side.SELL, 101, 5, TimeInForce.GTC),
            FlowCommand.enter(2, "A", "s2", Side.SELL, 100, 5, TimeInForce.DAY),
            FlowCommand.enter(3, "A", "s3", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.enter(4, "A", "b1", Side.BUY, 101, 12, TimeInForce.GTC)),
            "1,ACCEPTED,A,s1,SELL,101,5,",
            "2,ACCEPTED,A,s2,SELL,100,5,",
            "3,ACCEPTED,A,s3,SELL,100,5,",
            "4,ACCEPTED,A,b1,BUY,101,12,",
            "4,TRADE,A,b1,BUY,100,5,s2",
            "4,TRADE,A,b1,BUY,100,5,s3",
            "4,TRADE,A,b1,BUY,101,2,s1");
    }

    @Test
    void shouldCancelWhatAnIocLeavesAndTheWholeOfAFokThatCanNotBeFilled()
    {
        assertReports(List.of(
            FlowCommand.enter(1, "A", "s1", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.enter(2, "A", "f1", Side.BUY, 100, 6, TimeInForce.FOK),
            FlowCommand.enter(3, "A", "i1", Side.BUY, 100, 7, TimeInForce.IOC),
            FlowCommand.cancel(4, "A", "i1")),
            "1,ACCEPTED,A,s1,SELL,100,5,",
            "2,ACCEPTED,A,f1,BUY,100,6,",
            "2,CANCELED,A,f1,BUY,100,6,",
            "3,ACCEPTED,A,i1,BUY,100,7,",
            "3,TRADE,A,i1,BUY,100,5,s1",
            "3,CANCELED,A,i1,BUY,100,2,",
            "4,CANCEL_REJECTED,A,i1,,,,");
    }

    @Test
    void shouldKeepThePlaceOfAReplaceThatOnlyLowersTheQuantity()
    {
        assertReports(List.of(
            FlowCommand.enter(1, "A", "s1", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.enter(2, "A", "s2", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.replace(3, "A", "s1", Side.SELL, 100, 4),
            FlowCommand.enter(4, "A", "b1", Side.BUY, 100, 5, TimeInForce.IOC)),
            "1,ACCEPTED,A,s1,SELL,100,5,",
            "2,ACCEPTED,A,s2,SELL,100,5,",
            "3,REPLACED,A,s1,SELL,100,4,",
            "4,ACCEPTED,A,b1,BUY,100,5,",
            "4,TRADE,A,b1,BUY,100,4,s1",
            "4,TRADE,A,b1,BUY,100,1,s2");
    }

    @Test
    void shouldGiveANewPlaceToAnyOtherReplaceAndLetItTrade()
    {
        assertReports(List.of(
            FlowCommand.enter(1, "A", "s1", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.enter(2, "A", "s2", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.replace(3, "A", "s1", null, 100, 5),
            FlowCommand.enter(4, "A", "b1", Side.BUY, 99, 6, TimeInForce.GTC),
            FlowCommand.replace(5, "A", "b1", Side.BUY, 100, 6),
            FlowCommand.replace(6, "A", "b1", Side.BUY, 100, 6)),
            "1,ACCEPTED,A,s1,SELL,100,5,",
            "2,ACCEPTED,A,s2,SELL,100,5,",
            "3,REPLACED,A,s1,SELL,100,5,",
            "4,ACCEPTED,A,b1,BUY,99,6,",
            "5,REPLACED,A,b1,BUY,100,6,",
            "5,TRADE,A,b1,BUY,100,5,s2",
            "5,TRADE,A,b1,BUY,100,1,s1",
            "6,REPLACE_REJECTED,A,b1,,,,");
    }

    @Test
    void shouldRejectAnIdThatIsOpenAndTakeItAgainOnceItIsNot()
    {
        assertReports(List.of(
            FlowCommand.enter(1, "A", "x", Side.SELL, 100, 5, TimeInForce.GTC),
            FlowCommand.enter(2, "B", "x", Side.BUY, 100, 5, TimeInForce.GTC),
            FlowCommand.cancel(3, "B", "x"),
            FlowCommand.cancel(4, "A", "x"),
            FlowCommand.enter(5, "B", "x", Side.BUY, 100, 5, TimeInForce.GTC),
            FlowCommand.enter(6, "B", "y", Side.BUY, 0, 5, TimeInForce.GTC),
            FlowCommand.enter(7, "B", "y", Side.BUY, 1, -1, TimeInForce.GTC),
            FlowCommand.replace(8, "B", "x", Side.BUY, 1L << 40, 1)),
            "1,ACCEPTED,A,x,SELL,100,5,",
            "2,REJECTED,B,x,,,,",
            "3,CANCEL_REJECTED,B,x,,,,",
            "4,CANCELED,A,x,SELL,100,5,",
            "5,ACCEPTED,B,x,BUY,100,5,",
            "6,REJECTED,B,y,,,,",
            "7,REJECTED,B,y,,,,",
            "8,REPLACE_REJECTED,B,x,,,,");
    }

    private static void assertReports(final List<FlowCommand> flow, final String... expected)
    {
        assertEquals(String.join("\n", expected), csv(FlowMatcher.run(flow)));
        assertEquals(String.join("\n", expected), csv(ReferenceMatcher.run(flow)), "the naive matcher");
    }

    private static String csv(final List<FlowReport> reports)
    {
        return reports.stream().map(FlowReport::toCsv).collect(Collectors.joining("\n"));
    }

    private static void assertReports(final long seed, final List<FlowReport> expected, final List<FlowReport> actual)
    {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++)
        {
            assertEquals(expected.get(i), actual.get(i), "report " + (i + 1) + " of seed " + seed);
        }
        assertEquals(expected.size(), actual.size(), "reports of seed " + seed);
    }

    /** What the next orders will be called: the free list and the generations, seen from outside. */
    private static List<Long> nextOrderIds(final FlowMatcher matcher)
    {
        final List<Long> ids = new ArrayList<>();
        matcher.pool().forEachFree((slot, generation) -> ids.add((long)generation << 32 | slot));
        ids.add((long)matcher.pool().slotCount());
        return ids;
    }

    private static FlowMatcher restore(final FlowMatcher from, final Consumer<FlowReport> reports)
    {
        final OrderPool pool = new OrderPool(Limits.ORDERS_MAX);
        final Map<String, OrderBook> books = new LinkedHashMap<>();
        final Map<String, Integer> open = new HashMap<>();
        final String[] orderIds = new String[Math.max(1, from.pool().slotCount())];
        pool.beginRestore(from.pool().slotCount());
        from.books().forEach((symbol, book) ->
        {
            final OrderBook copy = new OrderBook(pool, book.instrumentId());
            books.put(symbol, copy);
            for (final Side side : new Side[]{Side.BUY, Side.SELL})
            {
                for (int slot = book.first(side); OrderPool.NIL != slot; slot = book.next(slot))
                {
                    final int restored = pool.restoreAllocated(from.pool().orderId(slot));
                    assertEquals(slot, restored);
                    copy.rest(slot, side, from.pool().priceTicks(slot), from.pool().leavesLots(slot));
                    orderIds[slot] = from.orderId(slot);
                    open.put(orderIds[slot], slot);
                }
            }
        });
        from.pool().forEachFree(pool::restoreFree);
        from.pool().forEachRetired((slot, generation) -> pool.restoreRetired(slot));
        pool.endRestore();
        return new FlowMatcher(reports, pool, books, open, orderIds);
    }
}
