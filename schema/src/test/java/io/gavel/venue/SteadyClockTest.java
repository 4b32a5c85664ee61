package io.gavel.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock that follows the wall clock without its jumps. */
class SteadyClockTest
{
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START = 1_795_526_000L * SECOND;

    private final List<String> warnings = new ArrayList<>();
    private long monotonicNs = 77 * SECOND;
    private long shiftNs = START - monotonicNs;
    private final SteadyClock clock = new SteadyClock(() -> monotonicNs + shiftNs, () -> monotonicNs, warnings::add);

    @Test
    void shouldShowTheWallClockWhereThatIsNotSet()
    {
        for (int i = 0; i < 100; i++)
        {
            assertEquals(monotonicNs + shiftNs, clock.timeNs());
            assertEquals((monotonicNs + shiftNs) / MS, clock.time());
            monotonicNs += 317 * MS;
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldComeUpToASmallStepWithinSecondsAndSayNothing()
    {
        clock.timeNs();
        shiftNs += 40 * MS;
        pass(5);
        assertEquals(monotonicNs + shiftNs, clock.timeNs(), 10_000);
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldRunAtMostATwentiethFasterAfterTheWallClockWasSetAhead()
    {
        shiftNs += HOUR;
        final long before = clock.timeNs();
        pass(100);
        final long passedNs = clock.timeNs() - before;
        assertTrue(passedNs > 100 * SECOND + 4 * SECOND && passedNs <= 105 * SECOND, "passed: " + passedNs);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith("the wall clock was set by 3600000 ms: "), warnings.get(0));
    }

    @Test
    void shouldNeverGoBackWhenTheWallClockIsSetBack()
    {
        shiftNs -= HOUR;
        final long before = clock.timeNs();
        pass(100);
        final long passedNs = clock.timeNs() - before;
        assertTrue(passedNs >= 95 * SECOND && passedNs < 96 * SECOND, "passed: " + passedNs);
        assertEquals(1, warnings.size(), warnings.toString());
    }

    @Test
    void shouldShowTheWallClockAgainWhenAJumpWasTakenBack()
    {
        shiftNs += HOUR;
        pass(10);
        shiftNs -= HOUR;
        pass(20);
        assertEquals(monotonicNs + shiftNs, clock.timeNs(), 10_000);
    }

    // Asks often, as a node does, and sees that time goes on.
    private void pass(final int seconds)
    {
        long last = clock.timeNs();
        for (int i = 0; i < seconds * 10; i++)
        {
            monotonicNs += 100 * MS;
            final long now = clock.timeNs();
            assertTrue(now > last, "went from " + last + " to " + now);
            last = now;
        }
    }
}
