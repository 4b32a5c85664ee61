package io.gavel.ops.market;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.client.TradingHours;
import io.gavel.ops.Gavel;
import io.gavel.ops.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for operators shows commands and a calendar that are understood. */
class OperationsPageTest
{
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static String section(final String heading) throws IOException
    {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("docs/OPERATIONS.md")))
        {
            path = path.getParent();
        }
        final String page = Files.readString(path.resolve("docs/OPERATIONS.md"));
        final int start = page.indexOf("\n" + heading + "\n");
        assertTrue(start >= 0, "docs/OPERATIONS.md has no " + heading);
        final int end = page.indexOf("\n#", start + heading.length() + 2);
        return page.substring(start, end);
    }

    @Test
    void shouldUnderstandEveryCommandOfTheWorkedDay() throws IOException
    {
        final List<String> commands = section("### One day").lines()
            .filter(line -> line.startsWith("    ./gavel "))
            .map(line -> line.substring("    ./gavel ".length())).toList();
        assertTrue(commands.size() > 15, commands::toString);
        for (final String command : commands)
        {
            final Matcher words = WORD.matcher(command);
            final String[] arguments = words.results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1)).toArray(String[]::new);
            assertDoesNotThrow(
                () -> Gavel.commandLine(Run.nowhere(), Run.nowhere()).parseArgs(arguments), command);
        }
    }

    @Test
    void shouldReadTheCalendarThatIsShown(@TempDir final Path temporary) throws IOException
    {
        final String json = section("## The market's operators").lines()
            .dropWhile(line -> !"    {".equals(line)).takeWhile(line -> line.startsWith("    "))
            .collect(Collectors.joining("\n"));
        final TradingHours hours =
            CalendarFile.read(Files.writeString(temporary.resolve("nyse.json"), json));
        assertEquals(TradingHours.standard(ZoneId.of("America/New_York")).except(
            Set.of(LocalDate.of(2026, 12, 25)), Map.of(LocalDate.of(2026, 11, 27), LocalTime.of(13, 0))), hours);
    }
}
