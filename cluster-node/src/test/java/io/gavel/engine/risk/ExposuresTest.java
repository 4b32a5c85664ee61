package io.gavel.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.engine.InvariantViolation;
import io.gavel.schema.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposuresTest
{
    private final Exposures exposures = new Exposures();

    @BeforeEach
    void ensure()
    {
        exposures.ensure(70);
    }

    @Test
    void shouldAddUpWhatIsOpenBySide()
    {
        exposures.addOpen(7, Side.BUY, 10, 1_000);
        exposures.addOpen(7, Side.SELL, 4, 500);
        exposures.addOpen(7, Side.BUY, 1, 100);
        exposures.addOpen(8, Side.SELL, 3, 30);
        assertEquals("buy 11 sell 4 notional 1600 traded 0 for 0", text(7));
        assertEquals("buy 0 sell 3 notional 30 traded 0 for 0", text(8));
        exposures.removeOpen(7, Side.BUY, 11, 1_100);
        exposures.removeOpen(7, Side.SELL, 1, 500);
        assertEquals("buy 0 sell 3 notional 0 traded 0 for 0", text(7));
    }

    @Test
    void shouldNotLoseOpenNotionalThatNoLongHolds()
    {
        for (int i = 0; i < 5; i++)
        {
            exposures.addOpen(7, Side.SELL, 1, Long.MAX_VALUE);
        }
        exposures.addOpen(7, Side.SELL, 1, 9);
        assertEquals("buy 0 sell 6 notional 9223372036854775807 traded 0 for 0", text(7));
        for (int i = 0; i < 5; i++)
        {
            assertEquals(Long.MAX_VALUE, exposures.openNotionalMinor(7));
            exposures.removeOpen(7, Side.SELL, 1, Long.MAX_VALUE);
        }
        assertEquals("buy 0 sell 1 notional 9 traded 0 for 0", text(7));
        exposures.removeOpen(7, Side.SELL, 1, 9);
        assertEquals("buy 0 sell 0 notional 0 traded 0 for 0", text(7));
    }

    @Test
    void shouldRefuseToTakeOutMoreThanIsOpen()
    {
        exposures.addOpen(7, Side.BUY, 10, 100);
        assertThrows(InvariantViolation.class, () -> exposures.removeOpen(7, Side.BUY, 11, 100));
        assertThrows(InvariantViolation.class, () -> exposures.removeOpen(7, Side.BUY, 10, 101));
        assertThrows(InvariantViolation.class, () -> exposures.removeOpen(7, Side.SELL, 1, 0));
        assertThrows(InvariantViolation.class, () -> exposures.removeOpen(7, Side.BUY, -1, 0));
        assertThrows(InvariantViolation.class, () -> exposures.addOpen(7, Side.BUY, 0, -1));
        assertThrows(InvariantViolation.class, () -> exposures.addOpen(7, Side.BUY, Long.MAX_VALUE, 0));
        assertThrows(InvariantViolation.class, () -> exposures.onTrade(7, -1, 0));
        assertThrows(InvariantViolation.class, () -> exposures.onBust(7, 0, -1));
        assertThrows(InvariantViolation.class, () -> exposures.restoreDay(7, -1, 0));
        assertThrows(InvariantViolation.class, () -> exposures.ensure(-1));
        assertThrows(InvariantViolation.class, () -> exposures.ensure(Exposures.ROWS_MAX));
        assertEquals("buy 10 sell 0 notional 100 traded 0 for 0", text(7));
    }

    @Test
    void shouldCountTheTradesOfTheDayOnly()
    {
        exposures.beginDay(20_000);
        exposures.addOpen(7, Side.BUY, 1, 1);
        exposures.onTrade(7, 10, 100);
        exposures.onTrade(7, 5, 50);
        exposures.onTrade(8, 1, 1);
        assertEquals("buy 1 sell 0 notional 1 traded 15 for 150", text(7));
        exposures.beginDay(20_000);
        assertEquals("buy 1 sell 0 notional 1 traded 15 for 150", text(7));
        exposures.beginDay(20_001);
        assertEquals("buy 1 sell 0 notional 1 traded 0 for 0", text(7));
        exposures.onTrade(7, 2, 20);
        assertEquals("buy 1 sell 0 notional 1 traded 2 for 20", text(7));
        exposures.beginDay(20_000);
        assertEquals("buy 0 sell 0 notional 0 traded 0 for 0", text(8), "a day that comes back is a new one");
        exposures.onBust(7, 1, 1);
        assertEquals("buy 1 sell 0 notional 1 traded 0 for 0", text(7), "another day's trades are not reversed");
    }

    @Test
    void shouldTakeBustsOutDownToZeroAndStopAtTheMost()
    {
        exposures.onTrade(7, 10, 100);
        exposures.onBust(7, 4, 40);
        assertEquals("buy 0 sell 0 notional 0 traded 6 for 60", text(7));
        exposures.onBust(7, 7, 59);
        assertEquals("buy 0 sell 0 notional 0 traded 0 for 1", text(7));
        exposures.onTrade(7, Long.MAX_VALUE, Long.MAX_VALUE);
        exposures.onTrade(7, 1, 1);
        assertEquals(Long.MAX_VALUE, exposures.dayTradedLots(7));
        assertEquals(Long.MAX_VALUE, exposures.dayTradedNotionalMinor(7));
    }

    @Test
    void shouldKeepRowsAsTheTableGrowsAndRestoreTheDay()
    {
        exposures.beginDay(5);
        exposures.addOpen(7, Side.SELL, 1, 2);
        exposures.onTrade(7, 3, 4);
        exposures.ensure(1_000_000);
        exposures.ensure(7);
        assertEquals("buy 0 sell 1 notional 2 traded 3 for 4", text(7));
        assertEquals("buy 0 sell 0 notional 0 traded 0 for 0", text(1_000_000));

        final Exposures restored = new Exposures();
        restored.beginDay(exposures.day());
        restored.ensure(7);
        restored.restoreDay(7, exposures.dayTradedLots(7), exposures.dayTradedNotionalMinor(7));
        restored.onTrade(7, 1, 1);
        assertEquals(4, restored.dayTradedLots(7));
        assertEquals(5, restored.dayTradedNotionalMinor(7));
        assertEquals(5, restored.day());
        restored.beginDay(6);
        assertEquals(0, restored.dayTradedLots(7));
    }

    private String text(final int row)
    {
        return "buy " + exposures.openBuyLots(row) + " sell " + exposures.openSellLots(row) +
            " notional " + exposures.openNotionalMinor(row) +
            " traded " + exposures.dayTradedLots(row) + " for " + exposures.dayTradedNotionalMinor(row);
    }
}
