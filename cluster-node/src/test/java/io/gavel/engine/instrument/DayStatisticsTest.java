package io.gavel.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DayStatisticsTest
{
    private final DayStatistics day = new DayStatistics();

    @Test
    void shouldSayNothingBeforeTheFirstTrade()
    {
        assertEquals("0/0/0/0 volume 0 vwap 0 trades 0", text(day));
    }

    @Test
    void shouldKeepFirstHighestLowestAndLastPrice()
    {
        day.onTrade(100, 10);
        assertEquals("100/100/100/100 volume 10 vwap 1000000 trades 1", text(day));
        day.onTrade(103, 1);
        day.onTrade(98, 2);
        day.onTrade(101, 3);
        assertEquals("100/103/98/101 volume 16 vwap 1001250 trades 4", text(day));
        day.reset();
        assertEquals("0/0/0/0 volume 0 vwap 0 trades 0", text(day));
        day.onTrade(7, 3);
        assertEquals("7/7/7/7 volume 3 vwap 70000 trades 1", text(day));
    }

    @Test
    void shouldTakeABustOutOfTheSumsAndLeaveThePrices()
    {
        day.onTrade(100, 10);
        day.onTrade(130, 20);
        day.onBust(130, 20);
        assertEquals("100/130/100/130 volume 10 vwap 1000000 trades 1", text(day));
        day.onBust(100, 10);
        assertEquals("100/130/100/130 volume 0 vwap 0 trades 0", text(day));
        day.onTrade(110, 1);
        assertEquals("100/130/100/110 volume 1 vwap 1100000 trades 1", text(day));
    }

    @Test
    void shouldCountACorrectedTradeAsItIsNow()
    {
        day.onTrade(100, 10);
        day.onTrade(200, 10);
        day.onCorrection(200, 10, 150, 5);
        assertEquals("100/200/100/200 volume 15 vwap 1166666 trades 2", text(day));
    }

    @Test
    void shouldRefuseWhatCannotHaveBeenCounted()
    {
        assertThrows(InvariantViolation.class, () -> day.onBust(1, 1));
        assertThrows(InvariantViolation.class, () -> day.onTrade(0, 1));
        assertThrows(InvariantViolation.class, () -> day.onTrade(1, 0));
        assertThrows(InvariantViolation.class, () -> day.onTrade(Limits.PRICE_TICKS_MAX + 1, 1));
        assertThrows(InvariantViolation.class, () -> day.onTrade(1, Limits.ORDER_LOTS_MAX + 1L));
        day.onTrade(10, 10);
        assertThrows(InvariantViolation.class, () -> day.onBust(10, 11));
        assertThrows(InvariantViolation.class, () -> day.onBust(11, 10));
        assertThrows(InvariantViolation.class, () -> day.onCorrection(11, 10, 1, 1));
        assertEquals("10/10/10/10 volume 10 vwap 100000 trades 1", text(day));
    }

    @Test
    void shouldBeExactBeyondSixtyFourBits()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final List<long[]> trades = new ArrayList<>();
        BigInteger turnover = BigInteger.ZERO;
        BigInteger volume = BigInteger.ZERO;
        for (int i = 0; i < 20_000; i++)
        {
            final BigInteger price;
            final BigInteger lots;
            if (!trades.isEmpty() && random.nextInt(3) == 0)
            {
                final long[] trade = trades.remove(random.nextInt(trades.size()));
                day.onBust(trade[0], trade[1]);
                price = BigInteger.valueOf(trade[0]).negate();
                lots = BigInteger.valueOf(trade[1]);
                volume = volume.subtract(lots);
            }
            else
            {
                final long ticks = Limits.PRICE_TICKS_MAX - random.nextInt(1 << random.nextInt(30));
                final long quantity = 1 + random.nextInt(Limits.ORDER_LOTS_MAX);
                trades.add(new long[]{ ticks, quantity });
                day.onTrade(ticks, quantity);
                price = BigInteger.valueOf(ticks);
                lots = BigInteger.valueOf(quantity);
                volume = volume.add(lots);
            }
            turnover = turnover.add(price.multiply(lots));
            assertEquals(turnover, turnover(day), "seed " + seed);
            assertEquals(volume.signum() == 0 ? 0 :
                turnover.multiply(BigInteger.valueOf(10_000)).divide(volume).longValueExact(),
                day.vwapTenThousandths(), "seed " + seed);
        }
        assertEquals(trades.size(), day.tradeCount());
    }

    @Test
    void shouldDivideTheLargestTurnoverThatADayCanHave()
    {
        final long volume = Long.MAX_VALUE;
        final BigInteger turnover = BigInteger.valueOf(volume).multiply(BigInteger.valueOf(Limits.PRICE_TICKS_MAX));
        day.restorePrices(1, Limits.PRICE_TICKS_MAX, 1, 1);
        day.restoreSums(volume, turnover.shiftRight(64).longValueExact(), turnover.longValue(), 1L << 40);
        assertEquals(Limits.PRICE_TICKS_MAX * 10_000, day.vwapTenThousandths());
        assertThrows(InvariantViolation.class, () -> day.onTrade(1, 1), "no room for one lot more");
    }

    @Test
    void shouldBeTheSameAfterASnapshot()
    {
        for (int i = 1; i < 100; i++)
        {
            day.onTrade(Limits.PRICE_TICKS_MAX - i, Limits.ORDER_LOTS_MAX - i);
        }
        day.onBust(Limits.PRICE_TICKS_MAX - 3, Limits.ORDER_LOTS_MAX - 3);
        final DayStatistics restored = new DayStatistics();
        restored.restorePrices(day.openTicks(), day.highTicks(), day.lowTicks(), day.closeTicks());
        restored.restoreSums(day.volumeLots(), day.turnoverHigh(), day.turnoverLow(), day.tradeCount());
        assertEquals(text(day), text(restored));
        assertEquals(turnover(day), turnover(restored));
    }

    @Test
    void shouldRefuseASnapshotOfNoDay()
    {
        assertThrows(InvariantViolation.class, () -> day.restorePrices(1, 1, 0, 1));
        assertThrows(InvariantViolation.class, () -> day.restorePrices(2, 1, 1, 1));
        assertThrows(InvariantViolation.class, () -> day.restorePrices(1, 2, 2, 2));
        assertThrows(InvariantViolation.class, () -> day.restoreSums(1, 0, 1, 1), "trades need prices");
        day.restorePrices(5, 5, 5, 5);
        day.restoreSums(2, 0, 10, 1);
        assertThrows(InvariantViolation.class, () -> day.restoreSums(2, 0, 1, 1), "less than a tick a lot");
        assertThrows(InvariantViolation.class, () -> day.restoreSums(2, 1, 0, 1), "more than a price can be");
        assertThrows(InvariantViolation.class, () -> day.restoreSums(2, 0, 10, 3), "less than a lot a trade");
        assertThrows(InvariantViolation.class, () -> day.restoreSums(2, 0, 10, 0));
        assertEquals("5/5/5/5 volume 2 vwap 50000 trades 1", text(day));
    }

    private static BigInteger turnover(final DayStatistics day)
    {
        return BigInteger.valueOf(day.turnoverHigh()).shiftLeft(64)
            .add(new BigInteger(Long.toUnsignedString(day.turnoverLow())));
    }

    private static String text(final DayStatistics day)
    {
        return day.openTicks() + "/" + day.highTicks() + "/" + day.lowTicks() + "/" + day.closeTicks() +
            " volume " + day.volumeLots() + " vwap " + day.vwapTenThousandths() + " trades " + day.tradeCount();
    }
}
