package io.gavel.engine.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuctionPriceTest
{
    private final AuctionPrice auction = new AuctionPrice();

    @Test
    void shouldFindNoPriceWhereNothingTrades()
    {
        assertEquals("none", solve(0));
        assertEquals("none", solve(100, row(99, 5, 0), row(101, 0, 5)));
        assertEquals("none", solve(100, row(99, 5, 0), row(101, 7, 0)));
        assertEquals("none", solve(100, row(99, 0, 5)));
        assertEquals(0, auction.priceTicks());
        assertEquals(0, auction.surplusLots());
    }

    @Test
    void shouldTradeTheGreatestVolume()
    {
        assertEquals("100: 30 left 5 BUY", solve(0, row(98, 0, 10), row(100, 20, 20), row(101, 15, 10)));
    }

    @Test
    void shouldLeaveTheLeastSurplus()
    {
        assertEquals("101: 10 left 0 null", solve(0, row(98, 5, 10), row(99, 5, 0), row(101, 10, 0), row(102, 0, 7)));
    }

    @Test
    void shouldGoToWhereTheSurplusPresses()
    {
        assertEquals("102: 10 left 5 BUY", solve(99, row(98, 0, 10), row(100, 0, 0), row(102, 15, 0)));
        assertEquals("98: 10 left 5 SELL", solve(102, row(98, 0, 15), row(100, 0, 0), row(102, 10, 0)));
    }

    @Test
    void shouldGoToTheReferenceWhereNothingPresses()
    {
        final long[][] rows = { row(98, 0, 10), row(100, 0, 0), row(103, 10, 0) };
        assertEquals("98: 10 left 0 null", solve(0, rows), "without a reference the lowest");
        assertEquals("98: 10 left 0 null", solve(1, rows));
        assertEquals("98: 10 left 0 null", solve(98, rows));
        assertEquals("100: 10 left 0 null", solve(99, rows), "equally near: the higher");
        assertEquals("100: 10 left 0 null", solve(101, rows));
        assertEquals("103: 10 left 0 null", solve(102, rows));
        assertEquals("103: 10 left 0 null", solve(Limits.PRICE_TICKS_MAX, rows));
    }

    @Test
    void shouldGoToTheReferenceWhereTheSurplusIsOnEitherSide()
    {
        final long[][] rows = { row(100, 5, 10), row(101, 10, 5) };
        assertEquals("100: 10 left 5 BUY", solve(0, rows));
        assertEquals("100: 10 left 5 BUY", solve(99, rows));
        assertEquals("101: 10 left 5 SELL", solve(105, rows));
    }

    @Test
    void shouldForgetTheAuctionBefore()
    {
        solve(0, row(100, 5, 5));
        assertEquals("7: 2 left 1 SELL", solve(0, row(7, 2, 3)));
        auction.begin();
        assertFalse(auction.solve(100));
        assertEquals(0, auction.volumeLots());
    }

    @Test
    void shouldAddUpAllThatABookCanHold()
    {
        final long all = (long)Limits.ORDERS_MAX * Limits.ORDER_LOTS_MAX;
        assertEquals(Limits.PRICE_TICKS_MAX + ": " + all + " left 0 null",
            solve(0, row(1, 1, 0), row(Limits.PRICE_TICKS_MAX, all, all)));
    }

    @Test
    void shouldRefuseWhatIsNoBook()
    {
        auction.begin();
        assertThrows(InvariantViolation.class, () -> auction.add(0, 1, 1));
        auction.add(5, 1, 1);
        assertThrows(InvariantViolation.class, () -> auction.add(5, 1, 1));
        assertThrows(InvariantViolation.class, () -> auction.add(6, -1, 1));
        assertThrows(InvariantViolation.class, () -> auction.add(6, 1, -1));
        assertThrows(InvariantViolation.class, () -> auction.add(6, Long.MAX_VALUE, 1));
    }

    @Test
    void shouldDoAsTheRuleSaysWordByWord()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int round = 0; round < 200_000; round++)
        {
            final List<long[]> rows = new ArrayList<>();
            long price = 1 + random.nextInt(3);
            for (int i = random.nextInt(round % 1_000 == 0 ? 300 : 8); i > 0; i--)
            {
                rows.add(row(price, random.nextInt(4), random.nextInt(4)));
                price += 1 + random.nextInt(3);
            }
            final long reference = random.nextInt(25);
            final long[][] book = rows.toArray(new long[0][]);
            assertEquals(rule(rows, reference), solve(reference, book), "seed " + seed);
        }
    }

    private static String rule(final List<long[]> rows, final long reference)
    {
        List<long[]> left = new ArrayList<>();
        for (final long[] candidate : rows)
        {
            final long demand = rows.stream().filter((row) -> row[0] >= candidate[0]).mapToLong((row) -> row[1]).sum();
            final long supply = rows.stream().filter((row) -> row[0] <= candidate[0]).mapToLong((row) -> row[2]).sum();
            left.add(new long[]{ candidate[0], Math.min(demand, supply), demand - supply });
        }
        final long volume = left.stream().mapToLong((row) -> row[1]).max().orElse(0);
        if (0 == volume)
        {
            return "none";
        }
        left = left.stream().filter((row) -> row[1] == volume).toList();
        final long surplus = left.stream().mapToLong((row) -> Math.abs(row[2])).min().orElse(0);
        left = left.stream().filter((row) -> Math.abs(row[2]) == surplus).toList();
        long[] chosen = left.get(0);
        if (left.stream().allMatch((row) -> row[2] > 0))
        {
            chosen = left.get(left.size() - 1);
        }
        else if (!left.stream().allMatch((row) -> row[2] < 0) && 0 != reference)
        {
            chosen = left.stream().min(Comparator.<long[]>comparingLong((row) -> Math.abs(row[0] - reference))
                .thenComparingLong((row) -> -row[0])).orElseThrow();
        }
        return text(chosen[0], volume, surplus, 0 == chosen[2] ? "null" : chosen[2] > 0 ? "BUY" : "SELL");
    }

    private String solve(final long reference, final long[]... rows)
    {
        auction.begin();
        for (final long[] row : rows)
        {
            auction.add(row[0], row[1], row[2]);
        }
        if (!auction.solve(reference))
        {
            return "none";
        }
        final String side = auction.surplusSide().name();
        return text(auction.priceTicks(), auction.volumeLots(), auction.surplusLots(),
            "NULL_VAL".equals(side) ? "null" : side);
    }

    private static String text(final long price, final long volume, final long surplus, final String side)
    {
        return price + ": " + volume + " left " + surplus + " " + side;
    }

    private static long[] row(final long price, final long buyLots, final long sellLots)
    {
        return new long[]{ price, buyLots, sellLots };
    }
}
