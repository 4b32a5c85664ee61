package io.gavel.gateway.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.EventEncoder;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books, trades, candles and quotes from events. */
class MarketsTest
{
    private static final int AAPL = 7;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final EventEncoder events = new EventEncoder();
    private final MarketsRecorder recorder = new MarketsRecorder();
    private final Markets markets = recorder.markets;

    private void apply()
    {
        recorder.apply(events);
    }

    private Market aapl()
    {
        return markets.market("AAPL");
    }

    @Test
    void shouldShowPricesInMoneyAndQuantitiesInShares()
    {
        events.instrument(AAPL, "AAPL", 100, 10)
            .added(AAPL, 1, Side.BUY, 32_014, 5).added(AAPL, 2, Side.BUY, 32_014, 7)
            .added(AAPL, 3, Side.BUY, 32_013, 1).added(AAPL, 4, Side.SELL, 32_030, 2);
        apply();
        assertEquals(new Instrument(AAPL, "AAPL", "USD", 100, 10), aapl().instrument());
        assertEquals(List.of(new BookLevel(3_201_400, 120, 2), new BookLevel(3_201_300, 10, 1)),
            aapl().book().levels(Side.BUY, 10));
        assertEquals(List.of(new BookLevel(3_201_400, 120, 2)), aapl().book().levels(Side.BUY, 1));
        assertEquals(List.of(new BookLevel(3_203_000, 20, 1)), aapl().book().levels(Side.SELL, 10));
        assertEquals(
            List.of(new BookOrder(3_201_400, 50, 1), new BookOrder(3_201_400, 70, 2), new BookOrder(3_201_300, 10, 3)),
            aapl().book().orders(Side.BUY));
        assertEquals(5, aapl().eventSeq());
        assertEquals(EventEncoder.FIRST_TIME_NS + 4_000_000_000L, aapl().timeNs());
    }

    @Test
    void shouldTakeTradesReductionsAndDeletionsOut()
    {
        events.instrument(AAPL, "AAPL", 100, 1)
            .added(AAPL, 1, Side.SELL, 100, 10).added(AAPL, 2, Side.SELL, 100, 10).added(AAPL, 3, Side.SELL, 101, 10)
            .executed(AAPL, 1, Side.BUY, 100, 4, 6)
            .reduced(AAPL, 2, 1, 9)
            .executed(AAPL, 1, Side.BUY, 100, 6, 0)
            .deleted(AAPL, 3, 10);
        apply();
        assertEquals(List.of(new BookOrder(10_000, 9, 2)), aapl().book().orders(Side.SELL));
        assertEquals(1, aapl().book().orderCount());
        assertEquals(List.of(6L, 4L), aapl().trades().newest(5).stream().map(Trade::quantity).toList());
        assertEquals(recorder.trades, List.of(aapl().trades().newest(5).get(1), aapl().trades().newest(5).get(0)));
        assertEquals(new Trade(1, 10_000, 4, Side.BUY, EventEncoder.FIRST_TIME_NS + 4_000_000_000L),
            recorder.trades.get(0));
        assertEquals(new Quote(0, 0, 10_000, 9, 10_000, 6, 8, EventEncoder.FIRST_TIME_NS + 7_000_000_000L),
            aapl().quote());
        events.deleted(AAPL, 2, 9);
        apply();
        assertEquals(List.of(), aapl().book().levels(Side.SELL, 10));
        assertTrue(aapl().isConsistent());
    }

    @Test
    void shouldLoseItsPlaceWhenAnOrderIsDeletedAndAddedAnew()
    {
        events.instrument(AAPL, "AAPL", 100, 1)
            .added(AAPL, 1, Side.BUY, 100, 1).added(AAPL, 2, Side.BUY, 100, 2)
            .deleted(AAPL, 1, 1).added(AAPL, 1, Side.BUY, 100, 3);
        apply();
        assertEquals(List.of(2L, 1L), aapl().book().orders(Side.BUY).stream().map(BookOrder::orderId).toList());
    }

    @Test
    void shouldPassPrivateEventsOver()
    {
        events.instrument(AAPL, "AAPL", 100, 1);
        apply();
        recorder.changes.clear();
        events.cash(1, 1_000_000);
        apply();
        assertEquals(List.of(), recorder.changes);
        assertEquals(1, aapl().eventSeq());
    }

    @Test
    void shouldMarkAMarketThatContradictsItsEvents()
    {
        events.instrument(AAPL, "AAPL", 100, 1).instrument(8, "MSFT", 100, 1).added(AAPL, 1, Side.BUY, 100, 5);
        apply();
        events.executed(AAPL, 1, Side.SELL, 100, 2, 4);
        final InconsistentBookException e = assertThrows(InconsistentBookException.class, this::apply);
        assertTrue(e.getMessage().contains("had 5 lots, is reduced by 2 to 4"), e.getMessage());
        assertFalse(aapl().isConsistent());
        assertTrue(markets.market("MSFT").isConsistent());
        assertNull(markets.market("aapl"));
        events.deleted(9, 1, 1);
        assertThrows(InconsistentBookException.class, this::apply);
    }

    @Test
    void shouldKeepTheNewestTrades()
    {
        events.instrument(AAPL, "AAPL", 100, 1).added(AAPL, 1, Side.BUY, 100, 2_000);
        apply();
        for (int i = 1; i <= 1_500; i++)
        {
            events.executed(AAPL, 1, Side.SELL, 100, 1, 2_000 - i);
            apply();
        }
        final List<Trade> newest = aapl().trades().newest(1_000);
        assertEquals(1_000, newest.size());
        assertEquals(1_500, newest.get(0).matchId());
        assertEquals(501, newest.get(999).matchId());
    }

    @Test
    void shouldMakeCandlesOfAMinuteAndOfMore()
    {
        final long start = 1_580_371_200L;
        final CandleHistory candles = new CandleHistory();
        candles.add(100, 1, start * 1_000_000_000L);
        candles.add(130, 2, start * 1_000_000_000L + MINUTE_NS - 1);
        candles.add(90, 3, start * 1_000_000_000L + MINUTE_NS);
        candles.add(95, 4, start * 1_000_000_000L + 4 * MINUTE_NS + 5);
        candles.add(96, 5, start * 1_000_000_000L + 5 * MINUTE_NS);
        assertEquals(List.of(
            new Candle(start, 100, 130, 100, 130, 3, 2),
            new Candle(start + 60, 90, 90, 90, 90, 3, 1),
            new Candle(start + 240, 95, 95, 95, 95, 4, 1),
            new Candle(start + 300, 96, 96, 96, 96, 5, 1)), candles.candles(60, 0, Long.MAX_VALUE));
        assertEquals(List.of(
            new Candle(start, 100, 130, 90, 95, 10, 4),
            new Candle(start + 300, 96, 96, 96, 96, 5, 1)), candles.candles(300, 0, Long.MAX_VALUE));
        assertEquals(List.of(new Candle(start + 60, 90, 90, 90, 90, 3, 1)),
            candles.candles(60, start + 60, start + 240));
        assertEquals(List.of(), candles.candles(60, start + 61, start + 240));
    }

    @Test
    void shouldBoundTheCandles()
    {
        final CandleHistory candles = new CandleHistory();
        for (int i = 0; i < CandleHistory.CAPACITY + 10; i++)
        {
            candles.add(1, 1, i * MINUTE_NS);
        }
        final List<Candle> all = candles.candles(60, 0, Long.MAX_VALUE);
        assertEquals(CandleHistory.CAPACITY, all.size());
        assertEquals(600, all.get(0).timeSeconds());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldEqualANaiveBookOnARandomFlow(final long seed)
    {
        final Random random = new Random(seed);
        events.instrument(AAPL, "AAPL", 1, 1);
        apply();
        final TreeMap<Long, long[]> open = new TreeMap<>();
        long nextId = 1;
        for (int i = 0; i < 3_000; i++)
        {
            final int kind = random.nextInt(10);
            if (kind < 5 || open.isEmpty())
            {
                final long id = nextId++;
                final long side = random.nextInt(2);
                final long[] order = {side, 100 + random.nextInt(10) + 20 * side, 1 + random.nextInt(50)};
                open.put(id, order);
                events.added(AAPL, id, side == 0 ? Side.BUY : Side.SELL, order[1], order[2]);
            }
            else
            {
                final long id = open.keySet().stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
                final long[] order = open.get(id);
                final long lots = 1 + random.nextInt((int)order[2]);
                order[2] -= lots;
                if (kind < 8)
                {
                    events.executed(AAPL, id, order[0] == 0 ? Side.SELL : Side.BUY, order[1], lots, order[2]);
                }
                else if (order[2] > 0)
                {
                    events.reduced(AAPL, id, lots, order[2]);
                }
                else
                {
                    events.deleted(AAPL, id, lots);
                }
                if (order[2] == 0)
                {
                    open.remove(id);
                }
            }
            apply();
        }
        for (final Side side : new Side[]{Side.BUY, Side.SELL})
        {
            final List<BookOrder> expected = open.entrySet().stream()
                .filter((entry) -> entry.getValue()[0] == (Side.BUY == side ? 0 : 1))
                .map((entry) -> new BookOrder(entry.getValue()[1], entry.getValue()[2], entry.getKey()))
                .sorted(Side.BUY == side ?
                    Comparator.comparingLong(BookOrder::priceMinor).reversed().thenComparing(BookOrder::orderId) :
                    Comparator.comparingLong(BookOrder::priceMinor).thenComparing(BookOrder::orderId))
                .toList();
            assertEquals(expected, aapl().book().orders(side), "seed " + seed);
            final TreeMap<Long, long[]> sums = new TreeMap<>();
            expected.forEach((order) ->
            {
                final long[] sum = sums.computeIfAbsent(order.priceMinor(), (price) -> new long[2]);
                sum[0] += order.size();
                sum[1]++;
            });
            final List<BookLevel> levels = new ArrayList<>();
            (Side.BUY == side ? sums.descendingMap() : sums)
                .forEach((price, sum) -> levels.add(new BookLevel(price, sum[0], (int)sum[1])));
            assertEquals(levels, aapl().book().levels(side, 1_000), "seed " + seed);
        }
    }
}
