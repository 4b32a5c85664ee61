package io.gavel.ops.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.client.TradingHours;
import io.gavel.ops.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calendar is read as it was written, or the line or field is named that is wrong. */
class CalendarFileTest
{
    @TempDir
    private Path temporary;

    private TradingHours read(final String json) throws IOException
    {
        return CalendarFile.read(Files.writeString(temporary.resolve("calendar.json"), json));
    }

    @Test
    void shouldReadEveryField() throws IOException
    {
        final TradingHours hours = read("""
            {
              "zone": "Europe/Paris",
              "preOpen": "07:15", "openingAuction": "08:50", "continuous": "09:00:30",
              "closingAuction": "17:30", "postClose": "17:35", "closed": "17:40",
              "weekdays": ["monday", "SUNDAY"],
              "holidays": ["2026-12-25", "2026-01-01"],
              "halfDays": {"2026-12-24": "14:00"}
            }
            """);
        assertEquals(ZoneId.of("Europe/Paris"), hours.zone());
        assertEquals(new TradingHours.Times(LocalTime.of(7, 15), LocalTime.of(8, 50), LocalTime.of(9, 0, 30),
            LocalTime.of(17, 30), LocalTime.of(17, 35), LocalTime.of(17, 40)), hours.times());
        assertEquals(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), hours.weekdays());
        assertEquals(Set.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 25)), hours.holidays());
        assertEquals(Map.of(LocalDate.of(2026, 12, 24), LocalTime.of(14, 0)), hours.halfDays());
    }

    @Test
    void shouldTakeTheUsualHoursWhereAFileNamesOnlyAZone() throws IOException
    {
        assertEquals(TradingHours.standard(ZoneId.of("Asia/Tokyo")), read("{\"zone\": \"Asia/Tokyo\"}"));
    }

    @Test
    void shouldNameTheLineOrFieldThatIsWrong() throws IOException
    {
        assertWrong("calendar.json, line 2: Unexpected character", "{\"zone\":\n \"UTC\" \"x\"}");
        assertWrong("calendar.json, line 1: ", "{\"zone\": \"UTC\"");
        assertWrong("line 2: Duplicate field 'zone'", "{\"zone\": \"UTC\",\n \"zone\": \"UTC\"}");
        assertWrong("line 1: Trailing token", "{\"zone\": \"UTC\"} []");
        assertWrong("expected one JSON object", "[]");
        assertWrong("expected one JSON object", "");
        assertWrong("zone: expected the name of a time zone", "{}");
        assertWrong("zone 'Mars/Base': expected the name of a time zone", "{\"zone\": \"Mars/Base\"}");
        assertWrong("unknown field preopen: expected closed, closingAuction",
            "{\"zone\": \"UTC\", \"preopen\": \"9\"}");
        assertWrong("preOpen: expected a time such as \"09:30\", actual \"9:00\"",
            "{\"zone\": \"UTC\", \"preOpen\": \"9:00\"}");
        assertWrong("preOpen: expected a time such as \"09:30\", actual 9", "{\"zone\": \"UTC\", \"preOpen\": 9}");
        assertWrong("openingAuction 08:00: expected a time after 09:00",
            "{\"zone\": \"UTC\", \"openingAuction\": \"08:00\"}");
        assertWrong("weekdays[1]: expected a day such as \"MONDAY\", actual \"FUNDAY\"",
            "{\"zone\": \"UTC\", \"weekdays\": [\"MONDAY\", \"FUNDAY\"]}");
        assertWrong("weekdays: expected at least one", "{\"zone\": \"UTC\", \"weekdays\": []}");
        assertWrong("weekdays: expected a list", "{\"zone\": \"UTC\", \"weekdays\": \"MONDAY\"}");
        assertWrong("holidays[0]: expected a date such as \"2026-12-25\", actual \"2026-02-30\"",
            "{\"zone\": \"UTC\", \"holidays\": [\"2026-02-30\"]}");
        assertWrong("holidays[1] 2026-12-25 is there twice",
            "{\"zone\": \"UTC\", \"holidays\": [\"2026-12-25\", \"2026-12-25\"]}");
        assertWrong("halfDays.soon: expected a date", "{\"zone\": \"UTC\", \"halfDays\": {\"soon\": \"13:00\"}}");
        assertWrong("halfDays.2026-12-24: expected a time",
            "{\"zone\": \"UTC\", \"halfDays\": {\"2026-12-24\": 13}}");
        assertWrong("halfDays: expected {", "{\"zone\": \"UTC\", \"halfDays\": [\"2026-12-24\"]}");
        assertWrong("2026-12-25 is both a holiday and a half day",
            "{\"zone\": \"UTC\", \"holidays\": [\"2026-12-25\"], \"halfDays\": {\"2026-12-25\": \"13:00\"}}");
        final CommandFailure missing =
            assertThrows(CommandFailure.class, () -> CalendarFile.read(temporary.resolve("none.json")));
        assertTrue(missing.getMessage().contains("none.json: no such file"), missing.getMessage());
    }

    private void assertWrong(final String part, final String json)
    {
        final CommandFailure failure = assertThrows(CommandFailure.class, () -> read(json));
        assertEquals(2, failure.exitStatus());
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
    }
}
