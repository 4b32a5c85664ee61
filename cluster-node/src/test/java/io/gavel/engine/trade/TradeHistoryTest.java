package io.gavel.engine.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeHistoryTest
{
    private static final int MAX = TradeHistory.TRADES_MAX;

    private final TradeHistory history = new TradeHistory();

    @Test
    void shouldRememberEachFieldOfATrade()
    {
        assertFalse(history.contains(0) || history.contains(1) || history.contains(-1));
        assertEquals(0, history.newest());
        assertEquals(1, history.oldest());
        add(history, 1);
        add(history, 2);
        assertEquals(expected(1, 1_000), text(history.get(1)));
        assertEquals(expected(2, 2_000), text(history.get(2)));
        assertEquals(2, history.count());
    }

    @Test
    void shouldForgetTheOldestWhenItIsFull()
    {
        final long first = 1_000_000_007;
        for (long matchId = first; matchId < first + 2 * MAX + 5; matchId++)
        {
            add(history, matchId);
            assertTrue(history.contains(matchId));
            final long oldest = Math.max(first, matchId - MAX + 1);
            assertTrue(history.contains(oldest));
            assertFalse(history.contains(oldest - 1) || history.contains(matchId + 1));
        }
        assertEquals(MAX, history.count());
        assertEquals(first + MAX + 5, history.oldest());
        assertEquals(first + 2 * MAX + 4, history.newest());
        for (long matchId = history.oldest(); matchId <= history.newest(); matchId++)
        {
            assertEquals(matchId, history.get(matchId).matchId());
            assertEquals(matchId * 1_000, history.get(matchId).priceTicks());
            assertEquals((int)matchId * 1_000 + 108, history.get(matchId).day());
        }
    }

    @Test
    void shouldKeepWhatWasChangedAndBeginTheNextAnew()
    {
        for (long matchId = 1; matchId <= MAX; matchId++)
        {
            add(history, matchId);
        }
        history.get(5).priceTicks(1).lots(2).fees(3, 4).busted(true);
        history.get(6).busted(true).busted(false);
        assertEquals(1, history.get(5).priceTicks());
        assertEquals(2, history.get(5).lots());
        assertEquals(3, history.get(5).buyFeeMinor());
        assertEquals(4, history.get(5).sellFeeMinor());
        assertTrue(history.get(5).busted());
        assertFalse(history.get(4).busted() || history.get(6).busted());
        assertEquals(expected(6, 6_000), text(history.get(6)));
        for (long matchId = MAX + 1; matchId <= MAX + 5; matchId++)
        {
            history.begin(matchId);
        }
        assertEquals((MAX + 5) + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 false", text(history.get(MAX + 5)));
    }

    @Test
    void shouldBeTheSameAfterASnapshot()
    {
        for (long matchId = 1; matchId <= MAX + 1_000; matchId++)
        {
            add(history, matchId);
        }
        history.get(MAX).busted(true);
        final TradeHistory restored = new TradeHistory();
        for (long matchId = history.oldest(); matchId <= history.newest(); matchId++)
        {
            final Trade trade = history.get(matchId);
            fill(restored.begin(matchId), matchId).busted(trade.busted());
        }
        for (final TradeHistory each : List.of(history, restored))
        {
            add(each, MAX + 1_001);
        }
        assertEquals(rows(history), rows(restored));
        assertEquals(MAX, rows(restored).size());
    }

    @Test
    void shouldRefuseAHoleAndWhatIsForgotten()
    {
        assertThrows(InvariantViolation.class, () -> history.begin(0));
        assertThrows(InvariantViolation.class, () -> history.get(0));
        add(history, 7);
        assertThrows(InvariantViolation.class, () -> history.begin(7));
        assertThrows(InvariantViolation.class, () -> history.begin(9));
        assertThrows(InvariantViolation.class, () -> history.get(6));
        assertThrows(InvariantViolation.class, () -> history.get(8));
        assertEquals(expected(7, 7_000), text(history.get(7)));
    }

    private static void add(final TradeHistory history, final long matchId)
    {
        fill(history.begin(matchId), matchId);
    }

    private static Trade fill(final Trade trade, final long matchId)
    {
        final long seed = matchId * 1_000;
        final int small = (int)seed + 100;
        return trade.priceTicks(seed).orderIds(seed + 1, seed + 2).clOrdIds(seed + 3, seed + 4)
            .fees(seed + 5, seed + 6).lots(small).instrumentId(small + 1).accounts(small + 2, small + 3)
            .connections(small + 4, small + 5).rates(small + 6, small + 7).day(small + 8);
    }

    private static String expected(final long matchId, final long seed)
    {
        final StringBuilder text = new StringBuilder().append(matchId);
        for (int i = 0; i < 7; i++)
        {
            text.append(' ').append(seed + i);
        }
        for (int i = 0; i < 9; i++)
        {
            text.append(' ').append(seed + 100 + i);
        }
        return text.append(" false").toString();
    }

    private static List<String> rows(final TradeHistory history)
    {
        final List<String> rows = new ArrayList<>();
        for (long matchId = history.oldest(); matchId <= history.newest(); matchId++)
        {
            rows.add(text(history.get(matchId)));
        }
        return rows;
    }

    private static String text(final Trade trade)
    {
        return trade.matchId() + " " + trade.priceTicks() + " " + trade.buyOrderId() + " " + trade.sellOrderId() +
            " " + trade.buyClOrdId() + " " + trade.sellClOrdId() + " " + trade.buyFeeMinor() + " " +
            trade.sellFeeMinor() + " " + trade.lots() + " " + trade.instrumentId() + " " + trade.buyAccountId() +
            " " + trade.sellAccountId() + " " + trade.buyConnection() + " " + trade.sellConnection() + " " +
            trade.buyRate() + " " + trade.sellRate() + " " + trade.day() + " " + trade.busted();
    }
}
