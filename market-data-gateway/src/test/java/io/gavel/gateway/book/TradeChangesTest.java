package io.gavel.gateway.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.EventEncoder;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What busts and corrections make of trades, quotes and candles. */
class TradeChangesTest
{
    private static final int AAPL = 7;
    private static final int MSFT = 8;
    private static final long FIRST = EventEncoder.FIRST_TIME_NS;
    private static final long FIRST_SECONDS = FIRST / 1_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final EventEncoder events = new EventEncoder();
    private final MarketsRecorder recorder = new MarketsRecorder();

    @BeforeEach
    void tradeThreeTimesInAMinute()
    {
        events.instrument(AAPL, "AAPL", 100, 10).instrument(MSFT, "MSFT", 100, 1)
            .added(AAPL, 1, Side.SELL, 100, 1_000_000).added(MSFT, 2, Side.SELL, 100, 1_000)
            .executed(AAPL, 1, Side.BUY, 100, 1, 999_999).executed(MSFT, 2, Side.BUY, 100, 1, 999)
            .executed(AAPL, 1, Side.BUY, 120, 2, 999_997).executed(AAPL, 1, Side.BUY, 90, 4, 999_993);
        apply();
    }

    private void apply()
    {
        recorder.apply(events);
    }

    private Market aapl()
    {
        return recorder.markets.market("AAPL");
    }

    private List<Candle> candles()
    {
        return aapl().candles().candles(60, 0, Long.MAX_VALUE);
    }

    @Test
    void shouldMakeTheCandleOfTheTradesThatHold()
    {
        assertEquals(List.of(new Candle(FIRST_SECONDS, 10_000, 12_000, 9_000, 9_000, 70, 3)), candles());
        events.busted(AAPL, 3, 120, 2);
        apply();
        assertEquals(List.of(new Candle(FIRST_SECONDS, 10_000, 10_000, 9_000, 9_000, 50, 2)), candles());
        assertEquals(List.of(new TradeChange(true, 3, 12_000, 20, 12_000, 20, FIRST + 8_000_000_000L)),
            recorder.tradeChanges);
        assertEquals(List.of(false, true, false),
            aapl().trades().newest(3).stream().map(Trade::isBusted).toList());
        assertEquals(9_000, aapl().quote().lastMinor());

        events.busted(AAPL, 4, 90, 4);
        apply();
        assertEquals(List.of(new Candle(FIRST_SECONDS, 10_000, 10_000, 10_000, 10_000, 10, 1)), candles());
        assertEquals(10_000, aapl().quote().lastMinor());
        assertEquals(10, aapl().quote().lastSize());

        events.busted(AAPL, 1, 100, 1);
        apply();
        assertEquals(List.of(), candles());
        assertEquals(0, aapl().quote().lastMinor());
        assertEquals(1, recorder.markets.market("MSFT").candles().candles(60, 0, Long.MAX_VALUE).get(0).volume());
    }

    @Test
    void shouldCorrectPriceAndQuantity()
    {
        events.corrected(AAPL, 4, 90, 4, 101, 3);
        apply();
        assertEquals(List.of(new Candle(FIRST_SECONDS, 10_000, 12_000, 10_000, 10_100, 60, 3)), candles());
        assertEquals(new Trade(4, 10_100, 30, Side.BUY, FIRST + 7_000_000_000L, false, true),
            aapl().trades().newest(1).get(0));
        assertEquals(10_100, aapl().quote().lastMinor());
        assertEquals(30, aapl().quote().lastSize());
        assertEquals(List.of(new TradeChange(false, 4, 9_000, 40, 10_100, 30, FIRST + 8_000_000_000L)),
            recorder.tradeChanges);
        events.busted(AAPL, 4, 101, 3);
        apply();
        assertEquals(new Trade(4, 10_100, 30, Side.BUY, FIRST + 7_000_000_000L, true, true),
            aapl().trades().newest(1).get(0));
        assertEquals(List.of(new Candle(FIRST_SECONDS, 10_000, 12_000, 10_000, 12_000, 30, 2)), candles());
    }

    @Test
    void shouldTellAndChangeNothingElseWhereTheTradeIsNotKnown()
    {
        final List<Candle> before = candles();
        events.busted(AAPL, 2, 100, 1).busted(AAPL, 99, 100, 1);
        apply();
        assertEquals(before, candles());
        assertEquals(2, recorder.tradeChanges.size());
        assertEquals(1, recorder.markets.market("MSFT").candles().candles(60, 0, Long.MAX_VALUE).get(0).volume());
        assertTrue(aapl().isConsistent());
    }

    @Test
    void shouldBustATradeThatIsOlderThanTheOnesServed()
    {
        events.at(FIRST + 10 * MINUTE_NS);
        for (int i = 0; i < TradeHistory.CAPACITY; i++)
        {
            events.executed(AAPL, 1, Side.BUY, 100, 1, 999_992 - i);
            apply();
        }
        events.busted(AAPL, 3, 120, 2);
        apply();
        assertEquals(new Candle(FIRST_SECONDS, 10_000, 10_000, 9_000, 9_000, 50, 2), candles().get(0));
        assertEquals(TradeHistory.CAPACITY * 10L, candles().stream().skip(1).mapToLong(Candle::volume).sum());
    }

    @Test
    void shouldKeepThePricesOfACandleWhoseTradesAreNotAllKnown()
    {
        final VenueTrades venue = new VenueTrades();
        for (int i = 1; i <= VenueTrades.CAPACITY + 3; i++)
        {
            venue.add(AAPL, new Trade(i, 100 + i % 2, 1, Side.BUY, FIRST + (i < 3 ? 0 : MINUTE_NS)));
        }
        assertNull(venue.get(AAPL, 3));
        assertNull(venue.get(MSFT, 4));
        assertEquals(4, venue.get(AAPL, 4).matchId());
        // Trade 3 is of the same minute, and not here any more.
        assertNull(venue.about(AAPL, 5, FIRST + MINUTE_NS, FIRST + 2 * MINUTE_NS));

        final CandleHistory history = new CandleHistory();
        history.add(100, 5, FIRST);
        history.add(101, 5, FIRST);
        history.add(90, 5, FIRST + MINUTE_NS);
        history.adjust(FIRST + 7, -4, -1);
        history.adjust(FIRST + 5 * MINUTE_NS, -4, -1);
        assertEquals(List.of(new Candle(FIRST_SECONDS, 100, 101, 100, 101, 6, 1),
            new Candle(FIRST_SECONDS + 60, 90, 90, 90, 90, 5, 1)), history.candles(60, 0, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldEqualCandlesOfTheTradesThatHoldOnARandomFlow(final long seed)
    {
        final Random random = new Random(seed);
        final TreeMap<Long, Trade> holding = new TreeMap<>();
        recorder.trades.stream().filter((trade) -> trade.matchId() != 2)
            .forEach((trade) -> holding.put(trade.matchId(), trade));
        long leaves = 999_993;
        for (int i = 0; i < 2_000; i++)
        {
            if (random.nextInt(3) > 0 || holding.isEmpty())
            {
                final long lots = 1 + random.nextInt(5);
                leaves -= lots;
                events.executed(AAPL, 1, Side.BUY, 80 + random.nextInt(40), lots, leaves);
                apply();
                final Trade trade = recorder.trades.get(recorder.trades.size() - 1);
                holding.put(trade.matchId(), trade);
            }
            else
            {
                final List<Long> ids = new ArrayList<>(holding.keySet());
                final Trade trade = holding.get(ids.get(random.nextInt(ids.size())));
                if (random.nextBoolean())
                {
                    holding.remove(trade.matchId());
                    events.busted(AAPL, trade.matchId(), trade.priceMinor() / 100, trade.quantity() / 10);
                }
                else
                {
                    final long ticks = 80 + random.nextInt(40);
                    holding.put(trade.matchId(), new Trade(trade.matchId(), ticks * 100, 10, Side.BUY, trade.timeNs()));
                    events.corrected(
                        AAPL, trade.matchId(), trade.priceMinor() / 100, trade.quantity() / 10, ticks, 1);
                }
                apply();
            }
        }
        final CandleHistory naive = new CandleHistory();
        holding.values().forEach((trade) -> naive.add(trade.priceMinor(), trade.quantity(), trade.timeNs()));
        assertEquals(naive.candles(60, 0, Long.MAX_VALUE), candles(), "seed " + seed);
        assertEquals(naive.candles(300, 0, Long.MAX_VALUE),
            aapl().candles().candles(300, 0, Long.MAX_VALUE), "seed " + seed);
    }
}
