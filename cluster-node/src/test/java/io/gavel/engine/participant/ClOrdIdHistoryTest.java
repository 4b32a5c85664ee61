package io.gavel.engine.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClOrdIdHistoryTest
{
    private static final int MAX = ClOrdIdHistory.PAGES_MAX;

    private final ClOrdIdHistory history = new ClOrdIdHistory(4711);

    @Test
    void shouldTellUsedIdsFromTheirNeighbours()
    {
        for (final long id : new long[]{ 1, 63, 64, 1_000, Long.MAX_VALUE })
        {
            assertFalse(history.contains(id));
            assertTrue(history.canAdd(id));
            history.add(id);
            assertTrue(history.contains(id));
        }
        assertFalse(history.contains(2) || history.contains(62) || history.contains(Long.MAX_VALUE - 1));
        assertEquals(List.of(0L, 1L, 15L, Long.MAX_VALUE >>> 6), pages(history));
    }

    @Test
    void shouldForgetNoIdOfThisDay()
    {
        fill(history, 0);
        assertEquals(0, history.pagesOfEarlierDays());
        assertFalse(history.canAdd(MAX * 64L), "it needs a page, and all are of today");
        assertTrue(history.canAdd(2), "its page is there");
        assertThrows(InvariantViolation.class, () -> history.add(MAX * 64L));
        history.add(2);
        for (long page = 0; page < MAX; page++)
        {
            assertTrue(history.contains(page * 64 + 1));
        }
        assertTrue(history.contains(2));
    }

    @Test
    void shouldForgetTheOldestPagesOfEarlierDaysOneByOne()
    {
        fill(history, 0);
        history.beginDay();
        assertEquals(MAX, history.pagesOfEarlierDays());
        for (long page = 0; page < MAX; page++)
        {
            final long id = (MAX + page) * 64 + 1;
            assertTrue(history.canAdd(id));
            assertTrue(history.contains(page * 64 + 1));
            history.add(id);
            assertFalse(history.contains(page * 64 + 1));
            assertEquals(MAX - page - 1, history.pagesOfEarlierDays());
        }
        assertFalse(history.canAdd(1));
        assertTrue(history.contains(MAX * 64L + 1), "what was used first today");
        assertEquals(MAX, history.pageCount());
    }

    @Test
    void shouldKeepForTheDayAPageThatIsUsedAgain()
    {
        fill(history, 0);
        history.beginDay();
        history.add(2);
        assertEquals(MAX - 1, history.pagesOfEarlierDays());
        for (long page = 1; page < MAX; page++)
        {
            history.add((MAX + page) * 64 + 1);
        }
        assertTrue(history.contains(1) && history.contains(2), "the page is of today, with all its ids");
        assertFalse(history.contains(65));
        assertFalse(history.canAdd(65));
        assertEquals(0, history.page(history.oldestPage()));

        history.beginDay();
        history.add(65);
        assertFalse(history.contains(1) || history.contains(2), "another day it is the oldest again");
    }

    @Test
    void shouldMoveAPageOnceADayFromWhereverItIs()
    {
        for (long page = 0; page < 5; page++)
        {
            history.add(page * 64 + 1);
        }
        history.beginDay();
        history.add(2 * 64 + 2);
        assertEquals(List.of(0L, 1L, 3L, 4L, 2L), pages(history));
        history.add(4 * 64 + 2);
        history.add(2 * 64 + 3);
        assertEquals(List.of(0L, 1L, 3L, 2L, 4L), pages(history));
        history.add(2);
        assertEquals(List.of(1L, 3L, 2L, 4L, 0L), pages(history));
        assertEquals(2, history.pagesOfEarlierDays());
        history.beginDay();
        history.add(3);
        assertEquals(List.of(1L, 3L, 2L, 4L, 0L), pages(history), "the newest stays where it is");
        assertEquals(4, history.pagesOfEarlierDays());
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadHappened()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        fill(history, 0);
        for (int i = 0; i < 1_000; i++)
        {
            if (random.nextInt(100) == 0)
            {
                history.beginDay();
            }
            addIfRoom(history, random.nextInt(2 * MAX) * 64L + random.nextInt(64));
        }
        final ClOrdIdHistory restored = restore(history);
        assertEquals(history.pagesOfEarlierDays(), restored.pagesOfEarlierDays());
        for (int i = 0; i < 2 * MAX; i++)
        {
            if (random.nextInt(50_000) == 0)
            {
                history.beginDay();
                restored.beginDay();
            }
            final long id = random.nextInt(2 * MAX) * 64L + random.nextInt(64);
            assertEquals(addIfRoom(history, id), addIfRoom(restored, id), "seed " + seed);
        }
        assertEquals(pages(history), pages(restored), "seed " + seed);
        assertEquals(history.pagesOfEarlierDays(), restored.pagesOfEarlierDays());
        assertEquals(pages(history), pages(restore(restored)));
    }

    @Test
    void shouldRefuseASnapshotOfWhatCannotBe()
    {
        history.restore(5, 1);
        assertThrows(InvariantViolation.class, () -> history.restore(5, 1));
        assertThrows(InvariantViolation.class, () -> history.restore(6, 0));
        assertThrows(InvariantViolation.class, () -> history.restore(-1, 1));
        assertThrows(InvariantViolation.class, () -> history.restore((Long.MAX_VALUE >>> 6) + 1, 1));
        assertThrows(InvariantViolation.class, () -> history.restoreEarlierDays(2));
        assertThrows(InvariantViolation.class, () -> history.restoreEarlierDays(-1));
    }

    private static boolean addIfRoom(final ClOrdIdHistory history, final long id)
    {
        final boolean hasRoom = history.canAdd(id);
        if (hasRoom)
        {
            history.add(id);
        }
        return hasRoom;
    }

    private static void fill(final ClOrdIdHistory history, final long firstPage)
    {
        for (long page = firstPage; page < firstPage + MAX; page++)
        {
            history.add(page * 64 + 1);
        }
    }

    private static ClOrdIdHistory restore(final ClOrdIdHistory history)
    {
        final ClOrdIdHistory restored = new ClOrdIdHistory(4711);
        for (int at = history.oldestPage(); ClOrdIdHistory.NIL != at; at = history.newerPage(at))
        {
            restored.restore(history.page(at), history.mask(at));
        }
        restored.restoreEarlierDays(history.pagesOfEarlierDays());
        return restored;
    }

    private static List<Long> pages(final ClOrdIdHistory history)
    {
        final List<Long> pages = new ArrayList<>();
        for (int at = history.oldestPage(); ClOrdIdHistory.NIL != at; at = history.newerPage(at))
        {
            pages.add(history.page(at));
        }
        assertEquals(pages.size(), history.pageCount());
        return pages;
    }
}
