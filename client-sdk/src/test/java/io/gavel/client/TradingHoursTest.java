package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.SetCalendarDecoder;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A trading calendar says without time zone data when a day begins. */
class TradingHoursTest
{
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate THANKSGIVING = LocalDate.of(2026, 11, 26);
    private static final LocalDate DAY_AFTER = LocalDate.of(2026, 11, 27);

    @Test
    void shouldSendHoursTransitionsAndDaysThatAreNotOrdinary()
    {
        final ScriptedVenue venue = new ScriptedVenue();
        final SimulatedClient client = new SimulatedClient(venue, 7).connected();
        final TradingHours hours = TradingHours.standard(NEW_YORK)
            .except(Set.of(THANKSGIVING), Map.of(DAY_AFTER, LocalTime.of(13, 0)));
        client.now(client.client().operator().because("2026").day().setCalendar(5, hours));
        final String sent = venue.lastCommand(new SetCalendarDecoder());
        assertTrue(sent.startsWith("clientSeq=1|groupId=5|preOpenSecond=32400|openingAuctionSecond=33900|" +
            "continuousSecond=34200|closingAuctionSecond=57600|postCloseSecond=57900|closedSecond=59400|weekdays=31|" +
            "zone=America/New_York|why=2026|transitions=[("), sent);
        assertTrue(sent.endsWith("|days=[(date=20783|closingAuctionSecond=0|kind=HOLIDAY)," +
            "(date=20784|closingAuctionSecond=46800|kind=HALF_DAY)]"), sent);
        assertEquals(hours.transitions(Instant.now()).stream()
            .map((each) -> "(atUtcSecond=" + each.atUtcSecond() + "|offsetSecond=" + each.offsetSecond() + ")")
            .collect(Collectors.joining(",")), sent.substring(sent.indexOf("s=[(") + 3, sent.indexOf("]|days")));
    }

    @Test
    void shouldSayTheZonesOffsetAtEverySecondOfTheNextYears()
    {
        final Instant from = Instant.parse("2026-07-01T00:00:00Z");
        for (final String name : List.of("America/New_York", "Europe/London", "Australia/Lord_Howe",
            "Africa/Casablanca", "Asia/Tokyo", "Pacific/Apia", "UTC", "-05:00"))
        {
            final ZoneId zone = ZoneId.of(name);
            final List<TradingHours.Transition> transitions = TradingHours.standard(zone).transitions(from);
            assertTrue(transitions.size() <= TradingHours.TRANSITIONS_MAX, name);
            assertTrue(transitions.get(0).atUtcSecond() <= from.getEpochSecond(), name);
            for (int i = 1; i < transitions.size(); i++)
            {
                assertTrue(transitions.get(i).atUtcSecond() > transitions.get(i - 1).atUtcSecond(), name);
            }
            final Instant until = Instant.parse("2046-07-01T00:00:00Z");
            for (Instant at = from; at.isBefore(until); at = at.plusSeconds(6 * 3600))
            {
                assertEquals(zone.getRules().getOffset(at).getTotalSeconds(), offset(transitions, at), name + at);
            }
        }
    }

    private static int offset(final List<TradingHours.Transition> transitions, final Instant at)
    {
        int offset = Integer.MIN_VALUE;
        for (final TradingHours.Transition each : transitions)
        {
            if (each.atUtcSecond() <= at.getEpochSecond())
            {
                offset = each.offsetSecond();
            }
        }
        return offset;
    }

    @Test
    void shouldBeginWithTheOffsetThatHoldsAtATransition()
    {
        final Instant spring = Instant.parse("2026-03-08T07:00:00Z");
        final TradingHours.Transition first = TradingHours.standard(NEW_YORK).transitions(spring).get(0);
        assertEquals(new TradingHours.Transition(spring.getEpochSecond(), -4 * 3600), first);
        final TradingHours.Transition before =
            TradingHours.standard(NEW_YORK).transitions(spring.minusSeconds(1)).get(0);
        assertEquals(-5 * 3600, before.offsetSecond());
    }

    @Test
    void shouldFitTheLongestCalendarIntoOneCommand()
    {
        final ScriptedVenue venue = new ScriptedVenue();
        final SimulatedClient client = new SimulatedClient(venue, 7).connected();
        final Set<LocalDate> holidays = new TreeSet<>();
        for (int i = 0; i < 512; i++)
        {
            holidays.add(LocalDate.of(2027, 1, 1).plusDays(i));
        }
        final TradingHours hours = TradingHours.standard(NEW_YORK).except(holidays, Map.of());
        client.now(client.client().operator().day().setCalendar(0, hours));
        final long last = LocalDate.of(2027, 1, 1).plusDays(511).toEpochDay();
        assertTrue(venue.lastCommand(new SetCalendarDecoder()).contains("(date=" + last + "|"));
        assertInvalid("at most 512, actual 513",
            () -> hours.except(holidays, Map.of(LocalDate.of(2026, 1, 2), LocalTime.NOON)));
    }

    @Test
    void shouldRefuseWhatIsNoCalendar()
    {
        final TradingHours.Times times = TradingHours.Times.DEFAULT;
        assertInvalid("both a holiday and a half day", () -> TradingHours.standard(NEW_YORK)
            .except(Set.of(DAY_AFTER), Map.of(DAY_AFTER, LocalTime.NOON)));
        assertInvalid("half day 2026-11-27", () -> TradingHours.standard(NEW_YORK)
            .except(Set.of(), Map.of(DAY_AFTER, LocalTime.of(9, 30))));
        assertInvalid("before 16:00", () -> TradingHours.standard(NEW_YORK)
            .except(Set.of(), Map.of(DAY_AFTER, LocalTime.of(16, 0))));
        assertInvalid("weekdays", () -> new TradingHours(
            NEW_YORK, times, Set.of(), new TreeSet<>(), new TreeMap<>()));
        assertInvalid("continuous 09:25: expected a time after 09:25", () -> new TradingHours.Times(times.preOpen(),
            times.openingAuction(), times.openingAuction(), times.closingAuction(), times.postClose(), times.closed()));
        assertInvalid("whole second", () -> new TradingHours.Times(times.preOpen(), times.openingAuction(),
            times.continuous(), times.closingAuction(), times.postClose(), LocalTime.MAX));
        assertInvalid("closed: expected a time", () -> new TradingHours.Times(times.preOpen(),
            times.openingAuction(), times.continuous(), times.closingAuction(), times.postClose(), null));
        assertEquals(0b1000001, new TradingHours(ZoneOffset.UTC, times, Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
            new TreeSet<>(), new TreeMap<>()).weekdayBits());
    }

    private static void assertInvalid(final String part, final Runnable call)
    {
        final IllegalArgumentException invalid = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(invalid.getMessage().contains(part), invalid.getMessage());
    }
}
