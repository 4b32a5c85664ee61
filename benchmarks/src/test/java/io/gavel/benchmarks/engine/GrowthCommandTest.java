package io.gavel.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.benchmarks.BenchCommands;
import io.gavel.benchmarks.engine.VenueSize.Dimension;
import io.gavel.engine.Limits;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GrowthCommandTest
{
    private static final int COMMANDS = 5_000;
    private static final int USED = 3_000;
    private static final List<GrowthSeries> SMALL = List.of(
        new GrowthSeries(Dimension.OPEN_ORDERS, new VenueSize(0, 10, 100, 5), List.of(500, 8_000), USED),
        new GrowthSeries(Dimension.SYMBOLS, new VenueSize(1_000, 0, 1_000, 5), List.of(1, 10, 100), USED),
        new GrowthSeries(Dimension.ACCOUNTS, new VenueSize(1_000, 10, 0, 5), List.of(10, 1_000), USED),
        new GrowthSeries(Dimension.SESSIONS, new VenueSize(1_000, 10, 100, 0), List.of(1, 10, 100), USED));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMeasureEveryVenueOfEverySeries() throws IOException
    {
        assertEquals(0, run(small(), "--commands", Integer.toString(COMMANDS), "--rounds", "2", "--seed", "3",
            "--json"), err::toString);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("answersRight").asBoolean());
        assertEquals(SMALL.size(), document.path("series").size());
        for (int i = 0; i < SMALL.size(); i++)
        {
            final GrowthSeries series = SMALL.get(i);
            final JsonNode json = document.path("series").path(i);
            assertEquals(series.name(), json.path("series").asText());
            assertEquals(series.sizes().size(), json.path("points").size());
            for (int j = 0; j < series.sizes().size(); j++)
            {
                assertPoint(series, series.sizes().get(j), json.path("points").path(j), 0 == j);
            }
        }
        assertSizes(SMALL.get(0), document.path("series").path(0));
        assertEquals(1, digests(document.path("series").path(2)).size(), "accounts change nothing in the books");
        assertEquals(1, digests(document.path("series").path(3)).size(), "sessions change nothing in the books");
        assertEquals(3, digests(document.path("series").path(1)).size());
        assertTrue(document.path("summary").asText().matches(summary(SMALL)), document.path("summary")::asText);
    }

    private static void assertPoint(
        final GrowthSeries series, final int size, final JsonNode point, final boolean isSmallest)
    {
        assertEquals(size, point.path("size").asInt());
        for (final Dimension dimension : Dimension.values())
        {
            assertEquals(dimension == series.dimension() ? size : series.still().of(dimension),
                point.path(dimension.optionName()).asInt());
        }
        assertEquals(COMMANDS, point.path("commands").asInt());
        assertTrue(point.path("trades").asInt() > COMMANDS / 100, point::toString);
        final List<String> sides = new ArrayList<>();
        point.path("sides").fieldNames().forEachRemaining(sides::add);
        assertEquals(!series.dimension().isOfBooks() ? List.of(SideKind.COMMAND_PATH) :
            List.of(SideKind.COMMAND_PATH, SideKind.BOOK, SideKind.EXCHANGE_CORE), sides);
        for (final String side : sides)
        {
            final JsonNode figures = point.path("sides").path(side);
            final JsonNode ns = figures.path("nsPerCommand");
            assertTrue(figures.path("isRight").asBoolean(), point::toString);
            assertEquals(point.path("digest"), figures.path("digest"));
            assertTrue(ns.path("min").asDouble() > 0, figures::toString);
            assertTrue(ns.path("median").asDouble() >= ns.path("min").asDouble(), figures::toString);
            assertTrue(ns.path("max").asDouble() >= ns.path("median").asDouble(), figures::toString);
            assertTrue(figures.path("bytesPerCommand").isNumber(), figures::toString);
            assertTrue(figures.path("slices").asInt() > 0, figures::toString);
            assertTrue(figures.path("latencyNs").isMissingNode(), figures::toString);
            final double growth = point.path("ofSmallest").path(side).asDouble();
            assertTrue(isSmallest ? 1 == growth : growth > 0, point::toString);
        }
    }

    private static void assertSizes(final GrowthSeries openOrders, final JsonNode json)
    {
        for (int i = 0; i < openOrders.sizes().size(); i++)
        {
            final JsonNode point = json.path("points").path(i);
            // What enters the books leaves them again, all but those that are open.
            assertTrue(point.path("fillCommands").asInt() >= openOrders.sizes().get(i) + USED, point::toString);
        }
    }

    private static Set<String> digests(final JsonNode series)
    {
        final Set<String> digests = new HashSet<>();
        series.path("points").forEach(point -> digests.add(point.path("digest").asText()));
        return digests;
    }

    @Test
    void shouldSayInALineHowMuchMoreACommandCosts()
    {
        assertEquals(0, run(small(), "--commands", "2000", "--rounds", "1", "--only", "sessions,open-orders"),
            err::toString);
        final String[] lines = out.toString().split("\n");
        assertTrue(lines[lines.length - 1].matches(summary(List.of(SMALL.get(0), SMALL.get(3)))), out::toString);
        assertTrue(out.toString().contains(
            "How cost grows with open orders; what stands still: 10 symbols, 100 accounts, 5 sessions."),
            out::toString);
        assertTrue(out.toString().contains(
            "How cost grows with sessions; what stands still: 1,000 open orders, 10 symbols, 100 accounts."),
            out::toString);
        assertFalse(out.toString().contains("How cost grows with accounts"), out::toString);
    }

    private static String summary(final List<GrowthSeries> all)
    {
        return "cost of a command: " + all.stream().map(series -> series.dimension().text() + " " +
            series.sizes().get(0) + " to " + series.sizes().get(series.sizes().size() - 1) + " [0-9]+\\.[0-9] times")
            .collect(Collectors.joining(", "));
    }

    @Test
    void shouldFailWhereASideReportsSomethingElse()
    {
        for (final String name : List.of(SideKind.COMMAND_PATH, SideKind.BOOK, SideKind.EXCHANGE_CORE))
        {
            for (final SabotagedSide.Sabotage sabotage : SabotagedSide.Sabotage.values())
            {
                final GrowthCommand command = new GrowthCommand(venue ->
                    SabotagedSide.in(SideKind.in(venue), name, sabotage), SMALL);
                assertEquals(1, run(new CommandLine(command), "--only", "symbols", "--commands", "2000", "--rounds",
                    "1"), sabotage::toString);
                assertTrue(err.toString().contains("flow symbols 100, " + name + ": expected "), err::toString);
                assertTrue(out.toString().contains("WRONG"), out::toString);
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured()
    {
        assertEquals(2, run(bench(), "growth", "--rounds", "0"));
        assertTrue(err.toString().contains("--rounds 0: expected 1 to "), err::toString);
        assertEquals(2, run(bench(), "growth", "--commands", "999"));
        assertTrue(err.toString().contains("--commands 999: expected 1000 to "), err::toString);
        assertEquals(2, run(bench(), "growth", "--only", "accounts,traders"));
        assertTrue(err.toString().contains(
            "--only traders: expected one of open-orders, symbols, accounts, sessions"), err::toString);
        assertEquals(2, run(bench(), "growth", "--seed", "one"));
        assertFalse(err.toString().contains("Exception"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void shouldCoverVenuesUpToTheLargest()
    {
        assertEquals(List.of(
            "open-orders [1000, 10000, 100000, 1000000]",
            "symbols [1, 10, 100, 1000, 10000]",
            "accounts [1000, 10000, 100000, 1000000]",
            "sessions [1, 10, 100, 1000]"),
            GrowthSeries.ALL.stream().map(series -> series.name() + " " + series.sizes()).collect(Collectors.toList()));
        for (final GrowthSeries series : GrowthSeries.ALL)
        {
            for (final int size : series.sizes())
            {
                final VenueSize venue = series.venue(size);
                final String what = series.name() + ": " + venue;
                assertTrue(venue.accounts() <= Limits.ACCOUNTS_MAX, what);
                assertTrue(venue.symbols() <= Limits.INSTRUMENTS_MAX, what);
                assertTrue(venue.sessions() < Limits.PARTICIPANTS_MAX, what);
                // A flow keeps about so many orders open, sometimes some more.
                assertTrue(1.5 * venue.openOrders() / venue.sessions() < Limits.OPEN_ORDERS_PER_PARTICIPANT_MAX, what);
                assertTrue((long)series.usedCommands() / venue.sessions() > Limits.COMMAND_WINDOW, what);
                assertOwners(venue.venue(), what);
            }
        }
    }

    // Orders meet those of other accounts, and of other participants where there are others.
    private static void assertOwners(final VenueShape venue, final String what)
    {
        assertTrue(venue.accountsPerInstrument() >= 10, what);
        final int[] accounts = new int[venue.participants()];
        IntStream.range(0, venue.accounts()).forEach(account -> accounts[venue.owner(account)]++);
        assertEquals(1, IntStream.of(accounts).distinct().count(), what);
        final long owners = IntStream.range(0, venue.accountsPerInstrument())
            .map(i -> venue.owner(venue.account(venue.instruments() - 1, i))).distinct().count();
        assertTrue(owners >= Math.min(10, venue.participants()), what + ", " + owners + " owners");
    }

    private static CommandLine bench()
    {
        return new CommandLine(new BenchCommands().commands().get(0));
    }

    private static CommandLine small()
    {
        return new CommandLine(new GrowthCommand(SideKind::in, SMALL));
    }

    private int run(final CommandLine command, final String... arguments)
    {
        return command.setExecutionExceptionHandler(Errors::onFailure)
            .setParameterExceptionHandler(Errors::onWrongArgument)
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
