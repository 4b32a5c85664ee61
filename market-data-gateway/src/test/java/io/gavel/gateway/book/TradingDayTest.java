package io.gavel.gateway.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.EventEncoder;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phases, auctions and the figures of a day, from events. */
class TradingDayTest
{
    private static final int AAPL = 7;
    private static final long FIRST = EventEncoder.FIRST_TIME_NS;
    private static final long SECOND = 1_000_000_000L;
    private static final LocalDate DATE = LocalDate.of(2020, 1, 30);

    private final EventEncoder events = new EventEncoder();
    private final MarketsRecorder recorder = new MarketsRecorder();

    @BeforeEach
    void addInstrument()
    {
        events.instrument(AAPL, "AAPL", 100, 10);
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

    private List<BookOrder> orders(final Side side)
    {
        return aapl().book().orders(side);
    }

    @Test
    void shouldTradeContinuouslyUntilToldOtherwise()
    {
        assertEquals(new InstrumentState(TradingPhase.CONTINUOUS, FIRST, 0, null, 0, 0, new Collar(0, 0, 0, 0), null),
            aapl().state());
        assertEquals(new DayStatistics(null, false, 0, 0, 0, 0, 0, 0, 0), aapl().statistics());
    }

    @Test
    void shouldFollowThePhasesTheGroupAndTheCollar()
    {
        events.group(AAPL, 3, 5).collar(AAPL, 200, 1_000, 300, 120 * SECOND)
            .phase(AAPL, TradingPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, FIRST + 60 * SECOND);
        apply();
        final Collar collar = new Collar(20_000, 1_000, 300, 120 * SECOND);
        assertEquals(new InstrumentState(TradingPhase.OPENING_AUCTION, FIRST + 3 * SECOND, FIRST + 60 * SECOND,
            PhaseReason.SCHEDULE, 3, 5, collar, null), aapl().state());

        events.indicative(AAPL, 210, 4, 2, Side.SELL);
        apply();
        final Uncrossing indicative =
            new Uncrossing(TradingPhase.OPENING_AUCTION, 21_000, 40, 20, Side.SELL, FIRST + 4 * SECOND);
        assertEquals(indicative, aapl().state().indicative());
        events.indicative(AAPL, 0, 0, 0, null);
        apply();
        assertEquals(new Uncrossing(TradingPhase.OPENING_AUCTION, 0, 0, 0, null, FIRST + 5 * SECOND),
            aapl().state().indicative());

        events.phase(AAPL, TradingPhase.HALTED, PhaseReason.OPERATOR, 0);
        apply();
        assertEquals(new InstrumentState(TradingPhase.HALTED, FIRST + 6 * SECOND, 0, PhaseReason.OPERATOR, 3, 5,
            collar, null), aapl().state());
        assertEquals(7, aapl().eventSeq());
        assertEquals(7, recorder.changes.size());
    }

    @Test
    void shouldTakeAuctionTradesOutOfBothSidesOfACrossedBook()
    {
        events.phase(AAPL, TradingPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, 0)
            .added(AAPL, 1, Side.BUY, 110, 5).added(AAPL, 2, Side.BUY, 105, 5)
            .added(AAPL, 3, Side.SELL, 95, 7).added(AAPL, 4, Side.SELL, 100, 1);
        apply();
        assertTrue(aapl().isConsistent());
        assertEquals(new Quote(11_000, 50, 9_500, 70, 0, 0, 6, FIRST + 5 * SECOND), aapl().quote());

        events.auctionExecuted(AAPL, 1, 3, 102, 5, 0, 2).auctionExecuted(AAPL, 2, 3, 102, 2, 3, 0)
            .auctionExecuted(AAPL, 2, 4, 102, 1, 2, 0)
            .uncrossed(AAPL, TradingPhase.OPENING_AUCTION, 102, 8, 2, Side.BUY)
            .phase(AAPL, TradingPhase.CONTINUOUS, PhaseReason.AUCTION_ENDED, 0);
        apply();
        assertEquals(List.of(new BookOrder(10_500, 20, 2)), orders(Side.BUY));
        assertEquals(List.of(), orders(Side.SELL));
        assertEquals(new Trade(1, 10_200, 50, null, FIRST + 6 * SECOND), recorder.trades.get(0));
        assertTrue(recorder.trades.get(0).isAuction());
        assertEquals(List.of(3L, 2L, 1L), aapl().trades().newest(5).stream().map(Trade::matchId).toList());
        assertEquals(80, aapl().candles().candles(60, 0, Long.MAX_VALUE).get(0).volume());
        assertEquals(10_200, aapl().quote().lastMinor());
        final Uncrossing auction =
            new Uncrossing(TradingPhase.OPENING_AUCTION, 10_200, 80, 20, Side.BUY, FIRST + 9 * SECOND);
        assertEquals(List.of(auction), recorder.auctions);
        assertEquals(List.of(auction), aapl().auctions().newest(5));
        assertEquals(10_200, aapl().state().collar().referenceMinor());
    }

    @Test
    void shouldKeepTheReferenceWhereAnAuctionTradesNothing()
    {
        events.collar(AAPL, 200, 1_000, 0, 0).indicative(AAPL, 210, 4, 2, Side.SELL)
            .uncrossed(AAPL, TradingPhase.VOLATILITY_AUCTION, 0, 0, 0, null);
        apply();
        assertEquals(20_000, aapl().state().collar().referenceMinor());
        assertEquals(null, aapl().state().indicative());
        assertEquals(List.of(new Uncrossing(TradingPhase.VOLATILITY_AUCTION, 0, 0, 0, null, FIRST + 3 * SECOND)),
            aapl().auctions().newest(1));
    }

    @Test
    void shouldBoundTheAuctions()
    {
        for (int i = 1; i <= AuctionHistory.CAPACITY + 5; i++)
        {
            events.uncrossed(AAPL, TradingPhase.CLOSING_AUCTION, i, 1, 0, null);
        }
        apply();
        final List<Uncrossing> all = aapl().auctions().newest(1_000);
        assertEquals(AuctionHistory.CAPACITY, all.size());
        assertEquals(10_500, all.get(0).priceMinor());
        assertEquals(600, all.get(99).priceMinor());
        assertEquals(10_400, aapl().auctions().newest(2).get(1).priceMinor());
    }

    @Test
    void shouldShowTheNextPeakOfAnIcebergAtTheTailInContinuousTrading()
    {
        events.added(AAPL, 1, Side.SELL, 100, 5).added(AAPL, 2, Side.SELL, 100, 3)
            .executed(AAPL, 1, Side.BUY, 100, 5, 0).added(AAPL, 1, Side.SELL, 100, 4);
        apply();
        assertEquals(List.of(new BookOrder(10_000, 30, 2), new BookOrder(10_000, 40, 1)), orders(Side.SELL));
        assertTrue(aapl().isConsistent());
    }

    @Test
    void shouldLetAnIcebergTradeMoreThanItShowsInAnAuction()
    {
        events.added(AAPL, 1, Side.BUY, 100, 5).added(AAPL, 2, Side.SELL, 100, 60).added(AAPL, 3, Side.SELL, 99, 2);
        apply();
        // Of 50 lots 5 are shown: 2 trade, then more than the rest of the peak, then more while nothing is shown.
        events.auctionExecuted(AAPL, 1, 3, 100, 2, 3, 0).auctionExecuted(AAPL, 1, 2, 100, 20, 0, 40)
            .auctionExecuted(AAPL, 1, 2, 100, 10, 0, 30).added(AAPL, 1, Side.BUY, 100, 5)
            .uncrossed(AAPL, TradingPhase.OPENING_AUCTION, 100, 32, 0, null);
        apply();
        assertEquals(List.of(new BookOrder(10_000, 50, 1)), orders(Side.BUY));
        assertEquals(List.of(new BookOrder(10_000, 300, 2)), orders(Side.SELL));
        assertEquals(320, aapl().candles().candles(60, 0, Long.MAX_VALUE).get(0).volume());
        assertTrue(aapl().isConsistent());
    }

    @Test
    void shouldMarkAMarketWhoseAuctionContradictsItsBook()
    {
        events.added(AAPL, 1, Side.BUY, 100, 5).added(AAPL, 2, Side.SELL, 100, 5);
        apply();
        assertContradicts("trades 2 in an auction and shows 2", () -> events.auctionExecuted(AAPL, 1, 2, 100, 2, 2, 3));
        assertContradicts("trades in an auction as SELL, but rests on the other side",
            () -> events.auctionExecuted(AAPL, 1, 1, 100, 2, 3, 1));
        assertContradicts("order 9 trades in an auction, but is not in the book",
            () -> events.auctionExecuted(AAPL, 9, 2, 100, 2, 0, 3));
        events.auctionExecuted(AAPL, 1, 2, 100, 3, 0, 2).uncrossed(AAPL, TradingPhase.OPENING_AUCTION, 100, 3, 0, null);
        apply();
        // Gone in the auction before: only in that one could more of it have traded.
        assertContradicts("order 1 trades in an auction, but is not in the book",
            () -> events.auctionExecuted(AAPL, 1, 2, 100, 1, 0, 1));
        assertFalse(aapl().isConsistent());
    }

    private void assertContradicts(final String message, final Runnable event)
    {
        event.run();
        final InconsistentBookException e = assertThrows(InconsistentBookException.class, this::apply);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void shouldAddUpTheDay()
    {
        events.added(AAPL, 1, Side.SELL, 100, 100).executed(AAPL, 1, Side.BUY, 103, 2, 98)
            .executed(AAPL, 1, Side.BUY, 110, 1, 97).executed(AAPL, 1, Side.BUY, 100, 4, 93);
        apply();
        // (103 * 2 + 110 + 100 * 4) / 7 = 102.2857142 ticks of 100 minor units.
        assertEquals(new DayStatistics(null, false, 10_300, 11_000, 10_000, 10_000, 70, 10_228, 3),
            aapl().statistics());
    }

    @Test
    void shouldTakeTheVenuesFiguresAndGoOnFromThem()
    {
        events.added(AAPL, 1, Side.SELL, 100, 100).executed(AAPL, 1, Side.BUY, 103, 2, 98)
            .statistics(AAPL, new long[]{90, 120, 80, 103}, 10, 1_005_000, 4, DATE, false);
        apply();
        assertEquals(new DayStatistics(DATE, false, 9_000, 12_000, 8_000, 10_300, 100, 10_050, 4),
            aapl().statistics());
        events.executed(AAPL, 1, Side.BUY, 130, 10, 88);
        apply();
        assertEquals(new DayStatistics(DATE, false, 9_000, 13_000, 8_000, 13_000, 200, 11_525, 5),
            aapl().statistics());

        events.statistics(AAPL, new long[]{90, 130, 80, 131}, 21, 1_152_500, 6, DATE, true);
        apply();
        assertEquals(new DayStatistics(DATE, true, 9_000, 13_000, 8_000, 13_100, 210, 11_525, 6),
            aapl().statistics());
        events.executed(AAPL, 1, Side.BUY, 70, 1, 87);
        apply();
        assertEquals(new DayStatistics(null, false, 7_000, 7_000, 7_000, 7_000, 10, 7_000, 1), aapl().statistics());
        events.statistics(AAPL, new long[]{0, 0, 0, 0}, 0, 0, 0, DATE.plusDays(1), false);
        apply();
        assertEquals(new DayStatistics(DATE.plusDays(1), false, 0, 0, 0, 0, 0, 0, 0), aapl().statistics());
    }

    @Test
    void shouldAverageTheLargestTradesWithoutAnOverflow()
    {
        final DayFigures day = new DayFigures();
        final long ticks = (1L << 40) - 1;
        final Instrument instrument = new Instrument(1, "A", "USD", 1, 1);
        for (int i = 0; i < 1_000; i++)
        {
            day.trade(ticks, 1_000_000_000L);
            day.trade(ticks - 2, 1_000_000_000L);
        }
        assertEquals(new DayStatistics(null, false, ticks, ticks, ticks - 2, ticks - 2, 2_000_000_000_000L, ticks - 1,
            2_000), day.statistics(instrument));
    }
}
