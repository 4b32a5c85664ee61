package io.gavel.engine.calendar;

import static io.gavel.engine.calendar.CalendarCommand.hm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.DayKind;
import io.gavel.schema.TradingPhase;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The calendar against the JDK's time zones. */
class TradingCalendarTest
{
    private static final TradingPhase[] PHASES = {
        TradingPhase.PRE_OPEN, TradingPhase.OPENING_AUCTION, TradingPhase.CONTINUOUS,
        TradingPhase.CLOSING_AUCTION, TradingPhase.POST_CLOSE, TradingPhase.CLOSED };
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldAgreeWithTheClocksOfItsZoneForTwentyYears()
    {
        for (final String zone : List.of("America/New_York", "Europe/Berlin", "Asia/Tokyo"))
        {
            assertAgrees(zone);
        }
    }

    @Test
    void shouldSkipWeekendsAndHolidaysAndMoveTheCloseOfHalfDays()
    {
        final TradingCalendar calendar = new CalendarCommand().transition(0, 0)
            .holiday(LocalDate.of(2026, 12, 25)).halfDay(LocalDate.of(2026, 12, 28), hm(12, 0))
            .halfDay(LocalDate.of(2027, 1, 2), hm(12, 0)).calendar();
        assertEquals(List.of(
            "2026-12-24T16:10:00Z POST_CLOSE", "2026-12-24T18:00:00Z CLOSED",
            "2026-12-28T07:00:00Z PRE_OPEN", "2026-12-28T09:00:00Z OPENING_AUCTION",
            "2026-12-28T09:30:00Z CONTINUOUS", "2026-12-28T12:00:00Z CLOSING_AUCTION",
            "2026-12-28T12:10:00Z POST_CLOSE", "2026-12-28T14:00:00Z CLOSED",
            "2026-12-29T07:00:00Z PRE_OPEN"), changes(calendar, "2026-12-24T16:00:00Z", 9));
        assertFalse(calendar.isTradingDay((int)LocalDate.of(2026, 12, 25).toEpochDay()));
        assertFalse(calendar.isTradingDay((int)LocalDate.of(2026, 12, 26).toEpochDay()));
        assertTrue(calendar.isTradingDay((int)LocalDate.of(2026, 12, 28).toEpochDay()));
        assertFalse(calendar.isTradingDay((int)LocalDate.of(2027, 1, 2).toEpochDay()), "a half day on a Saturday");
        assertEquals(TradingPhase.CLOSED, calendar.phaseAt(ns("2027-01-02T10:00:00Z")));
        assertEquals("2027-01-04T07:00:00Z PRE_OPEN", changes(calendar, "2027-01-01T18:00:00Z", 1).get(0));
    }

    @Test
    void shouldChangeWhenClocksAreMovedForwardOverAChange()
    {
        final TradingCalendar calendar = atNight();
        assertEquals(List.of(
            "2024-03-10T06:30:00Z PRE_OPEN",
            "2024-03-10T07:00:00Z OPENING_AUCTION", "2024-03-10T07:00:01Z CONTINUOUS",
            "2024-03-10T07:00:02Z CLOSING_AUCTION",
            "2024-03-10T07:30:00Z POST_CLOSE", "2024-03-10T08:00:00Z CLOSED",
            "2024-03-11T05:30:00Z PRE_OPEN"), changes(calendar, "2024-03-10T06:29:59Z", 7));
    }

    @Test
    void shouldChangeOnceWhenClocksAreMovedBackOverAChange()
    {
        final TradingCalendar calendar = atNight();
        assertEquals(List.of(
            "2024-11-03T05:30:00Z PRE_OPEN", "2024-11-03T07:15:00Z OPENING_AUCTION",
            "2024-11-03T07:45:00Z CONTINUOUS", "2024-11-03T08:00:00Z CLOSING_AUCTION",
            "2024-11-03T08:30:00Z POST_CLOSE", "2024-11-03T09:00:00Z CLOSED",
            "2024-11-04T06:30:00Z PRE_OPEN"), changes(calendar, "2024-11-03T05:29:59Z", 7));
        assertEquals(TradingPhase.PRE_OPEN, calendar.phaseAt(ns("2024-11-03T06:10:00Z")), "01:10 for the second time");
    }

    @Test
    void shouldMakeEachChangeOnceAndInOrderHoweverClocksAreMoved()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int round = 0; round < 300; round++)
        {
            final CalendarCommand command = new CalendarCommand();
            command.weekdays = 127;
            command.seconds(random.nextInt(5), 10, 11, 12 + random.nextInt(80_000), 86_398, 86_399);
            long at = -5_000_000;
            for (int i = 0; i < 128; i++)
            {
                command.transition(at, random.nextInt(129_601) - 64_800);
                at += 1 + random.nextInt(random.nextBoolean() ? 5 : 200_000);
            }
            final TradingCalendar calendar = command.calendar();
            long now = calendar.nextChangeNs(-6_000_000L * SECOND);
            int index = List.of(PHASES).indexOf(calendar.phaseAt(now));
            for (int i = 0; i < 1_000; i++)
            {
                final long next = calendar.nextChangeNs(now);
                assertTrue(next > now, "seed " + seed);
                assertEquals(PHASES[index], calendar.phaseAt(now), "seed " + seed);
                assertEquals(PHASES[index], calendar.phaseAt(next - 1), "seed " + seed);
                assertEquals(next, calendar.nextChangeNs(next - 1), "seed " + seed);
                assertTrue(calendar.tradingDateAt(next) >= calendar.tradingDateAt(now), "a date never goes back");
                index = (index + 1) % PHASES.length;
                now = next;
            }
        }
    }

    @Test
    void shouldKnowTimesBeforeAllThatItWasTold()
    {
        final TradingCalendar calendar = new CalendarCommand().transition(1_700_000_000, 9 * 3_600).calendar();
        assertEquals("1969-12-31T00:00:00Z OPENING_AUCTION", changes(calendar, "1969-12-30T23:59:59.999Z", 1).get(0));
        assertEquals(-1, calendar.tradingDateAt(ns("1969-12-31T14:59:59.999999999Z")));
        assertEquals(0, calendar.tradingDateAt(ns("1969-12-31T15:00:00Z")));
        assertEquals(TradingPhase.CONTINUOUS, calendar.phaseAt(ns("1969-12-31T01:00:00Z")));
        for (final long now : new long[]{ Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0 })
        {
            assertTrue(calendar.nextChangeNs(now) > now);
            assertEquals(calendar.phaseAt(now), calendar.phaseAt(calendar.nextChangeNs(now) - 1));
        }
        assertEquals(Long.MAX_VALUE, calendar.nextChangeNs(Long.MAX_VALUE));
        assertEquals(106_752, calendar.tradingDateAt(Long.MAX_VALUE));
    }

    @Test
    void shouldTakeTransitionsFromTheBeginningAndToTheEndOfTime()
    {
        final TradingCalendar calendar = new CalendarCommand().transition(Long.MIN_VALUE, 3_600)
            .transition(Long.MIN_VALUE + 1, 7_200).transition(Long.MAX_VALUE - 1, -3_600)
            .transition(Long.MAX_VALUE, -7_200).calendar();
        assertEquals("1970-01-01T05:00:00Z PRE_OPEN", changes(calendar, "1970-01-01T00:00:00Z", 1).get(0));
        assertEquals("2200-01-01T05:00:00Z PRE_OPEN", changes(calendar, "2200-01-01T00:00:00Z", 1).get(0));
    }

    @Test
    void shouldHaveNoNextChangeWhereNoDayOfTheNextFourHundredTrades()
    {
        final CalendarCommand command = new CalendarCommand().transition(0, 0);
        for (int date = 0; date < 403; date++)
        {
            command.day(date, 0, DayKind.HOLIDAY);
        }
        final TradingCalendar calendar = command.calendar();
        assertEquals(Long.MAX_VALUE, calendar.nextChangeNs(0));
        assertEquals((403L * 86_400 + hm(7, 0)) * SECOND, calendar.nextChangeNs(4L * 86_400 * SECOND));
    }

    private static void assertAgrees(final String zone)
    {
        final CalendarCommand command = new CalendarCommand().zone(zone, 2015, 2035);
        final TradingCalendar calendar = command.calendar();
        final ZoneId zoneId = ZoneId.of(zone);
        final LocalDate last = LocalDate.of(2035, 12, 31);
        long now = ns(LocalDate.of(2015, 1, 1).atStartOfDay(zoneId).toInstant());
        for (LocalDate date = LocalDate.of(2015, 1, 1); !date.isAfter(last); date = date.plusDays(1))
        {
            final boolean trades = date.getDayOfWeek() != DayOfWeek.SATURDAY &&
                date.getDayOfWeek() != DayOfWeek.SUNDAY;
            for (int i = 0; i < PHASES.length && trades; i++)
            {
                final long expected = ns(date.atStartOfDay().plusSeconds(command.seconds[i]).atZone(zoneId)
                    .toInstant());
                assertEquals(expected, calendar.nextChangeNs(now), zone + " " + date);
                assertEquals(expected, calendar.nextChangeNs(expected - 1), zone + " " + date);
                assertEquals(PHASES[(i + 5) % 6], calendar.phaseAt(expected - 1), zone + " " + date);
                assertEquals(PHASES[i], calendar.phaseAt(expected), zone + " " + date);
                now = expected;
            }
            final long midnight = ns(date.atStartOfDay(zoneId).toInstant());
            assertEquals(date.toEpochDay(), calendar.tradingDateAt(midnight), zone + " " + date);
            assertEquals(date.toEpochDay() - 1, calendar.tradingDateAt(midnight - 1), zone + " " + date);
        }
    }

    private static TradingCalendar atNight()
    {
        final CalendarCommand command = new CalendarCommand().zone("America/New_York", 2020, 2030)
            .seconds(hm(1, 30), hm(2, 15), hm(2, 45), hm(3, 0), hm(3, 30), hm(4, 0));
        command.weekdays = 127;
        return command.calendar();
    }

    private static List<String> changes(final TradingCalendar calendar, final String after, final int count)
    {
        final List<String> changes = new ArrayList<>();
        long now = ns(after);
        for (int i = 0; i < count; i++)
        {
            now = calendar.nextChangeNs(now);
            changes.add(Instant.ofEpochSecond(0, now) + " " + calendar.phaseAt(now));
        }
        return changes;
    }

    private static long ns(final String instant)
    {
        return ns(Instant.parse(instant));
    }

    private static long ns(final Instant instant)
    {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }
}
