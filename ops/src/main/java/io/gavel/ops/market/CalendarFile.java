package io.gavel.ops.market;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gavel.client.TradingHours;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A trading calendar in JSON. What is wrong with it is a {@link CommandFailure} of status 2 that names the line or the
 * field.
 */
final class CalendarFile
{
    private static final Set<String> FIELDS = new TreeSet<>(Set.of("zone", "preOpen", "openingAuction", "continuous",
        "closingAuction", "postClose", "closed", "weekdays", "holidays", "halfDays"));

    private static final ObjectMapper JSON = new ObjectMapper()
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String name;
    private final JsonNode root;

    private CalendarFile(final String name, final JsonNode root)
    {
        this.name = name;
        this.root = root;
    }

    /** Reads a calendar. */
    static TradingHours read(final Path file) throws IOException
    {
        final byte[] content;
        try
        {
            content = Files.readAllBytes(file);
        }
        catch (final IOException e)
        {
            throw wrong("cannot read the calendar " + file + ": " + Errors.describe(e), e);
        }
        try
        {
            return new CalendarFile(file.toString(), JSON.readTree(content)).hours();
        }
        catch (final JsonProcessingException e)
        {
            throw wrong(file + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr()) + ": " +
                e.getOriginalMessage().lines().findFirst().orElse("is no JSON"), e);
        }
    }

    /** A time zone; {@code what} names it in the error. */
    static ZoneId zone(final String text, final String what)
    {
        try
        {
            return ZoneId.of(text);
        }
        catch (final DateTimeException e)
        {
            throw wrong(what + " '" + text + "': expected the name of a time zone, such as America/New_York", e);
        }
    }

    private TradingHours hours()
    {
        if (!root.isObject())
        {
            throw wrong(name + ": expected one JSON object", null);
        }
        root.fieldNames().forEachRemaining(field ->
        {
            if (!FIELDS.contains(field))
            {
                throw wrong(name + ": unknown field " + field + ": expected " + String.join(", ", FIELDS), null);
            }
        });
        if (!root.path("zone").isTextual())
        {
            throw wrong(name + ": zone: expected the name of a time zone, such as \"America/New_York\"", null);
        }
        try
        {
            return new TradingHours(
                zone(root.path("zone").textValue(), name + ": zone"), times(), weekdays(), holidays(), halfDays());
        }
        catch (final IllegalArgumentException e)
        {
            throw wrong(name + ": " + e.getMessage(), e);
        }
    }

    private TradingHours.Times times()
    {
        final TradingHours.Times usual = TradingHours.Times.DEFAULT;
        return new TradingHours.Times(time("preOpen", usual.preOpen()), time("openingAuction", usual.openingAuction()),
            time("continuous", usual.continuous()), time("closingAuction", usual.closingAuction()),
            time("postClose", usual.postClose()), time("closed", usual.closed()));
    }

    private LocalTime time(final String field, final LocalTime orElse)
    {
        return root.has(field) ? time(field, root.path(field)) : orElse;
    }

    private LocalTime time(final String field, final JsonNode node)
    {
        return parse(field, node, LocalTime::parse, "a time such as \"09:30\"");
    }

    private LocalDate date(final String field, final JsonNode node)
    {
        return parse(field, node, LocalDate::parse, "a date such as \"2026-12-25\"");
    }

    private Set<DayOfWeek> weekdays()
    {
        if (!root.has("weekdays"))
        {
            return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        }
        final Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = 0; i < list("weekdays").size(); i++)
        {
            days.add(parse("weekdays[" + i + "]", root.path("weekdays").path(i),
                text -> DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)), "a day such as \"MONDAY\""));
        }
        return days;
    }

    private SortedSet<LocalDate> holidays()
    {
        final SortedSet<LocalDate> dates = new TreeSet<>();
        for (int i = 0; i < list("holidays").size(); i++)
        {
            final LocalDate date = date("holidays[" + i + "]", root.path("holidays").path(i));
            if (!dates.add(date))
            {
                throw wrong(name + ": holidays[" + i + "] " + date + " is there twice", null);
            }
        }
        return dates;
    }

    private JsonNode list(final String field)
    {
        final JsonNode list = root.path(field);
        if (!list.isMissingNode() && !list.isArray())
        {
            throw wrong(name + ": " + field + ": expected a list, actual " + list, null);
        }
        return list;
    }

    private SortedMap<LocalDate, LocalTime> halfDays()
    {
        final JsonNode node = root.path("halfDays");
        if (!node.isMissingNode() && !node.isObject())
        {
            throw wrong(name + ": halfDays: expected {\"2026-11-27\": \"13:00\"}, actual " + node, null);
        }
        final SortedMap<LocalDate, LocalTime> days = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> each : node.properties())
        {
            final String field = "halfDays." + each.getKey();
            days.put(date(field, JSON.getNodeFactory().textNode(each.getKey())), time(field, each.getValue()));
        }
        return days;
    }

    private <T> T parse(
        final String field, final JsonNode node, final Function<String, T> parser, final String expected)
    {
        try
        {
            if (node.isTextual())
            {
                return parser.apply(node.textValue());
            }
        }
        catch (final DateTimeException | IllegalArgumentException e)
        {
            throw wrong(name + ": " + field + ": expected " + expected + ", actual " + node, e);
        }
        throw wrong(name + ": " + field + ": expected " + expected + ", actual " + node, null);
    }

    private static CommandFailure wrong(final String message, final Exception cause)
    {
        return new CommandFailure(message, Errors.WRONG_ARGUMENT, cause);
    }
}
