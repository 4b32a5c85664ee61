package io.gavel.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.benchmarks.BenchCommands;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EngineCommandTest
{
    private static final int COMMANDS = 100_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureAllSidesWithEqualReports() throws IOException
    {
        assertEquals(0, run(bench(), "engine", "--only", "crash,moves", "--commands", Integer.toString(COMMANDS),
            "--rounds", "2", "--seed", "3", "--json"), err::toString);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("answersRight").asBoolean());
        assertEquals(2, document.path("flows").size());
        assertTrue(document.path("pacingAloneNs").path("p50").asLong() > 0, document::toString);
        for (final JsonNode flow : document.path("flows"))
        {
            assertEquals(COMMANDS, flow.path("commands").asInt());
            assertTrue(flow.path("trades").asInt() > COMMANDS / 100, flow::toString);
            assertEquals(4, flow.path("sides").size());
            for (final SideKind side : SideKind.all())
            {
                final JsonNode figures = flow.path("sides").path(side.name());
                assertTrue(figures.path("isRight").asBoolean(), flow::toString);
                assertEquals(flow.path("digest"), figures.path("digest"));
                assertTrue(figures.path("commandsPerSecond").path("min").asLong() > 0, figures::toString);
                assertEquals(COMMANDS, figures.path("latencyNs").path("commands").asInt());
                assertTrue(figures.path("latencyNs").path("p50").asLong() > 0, figures::toString);
                assertAllocations(side, figures);
            }
        }
        assertTrue(document.path("summary").asText().matches("ratio to exchange-core: book one-symbol [0-9.]+ " +
            "\\(flow (crash|moves)\\); command path [0-9.]+ \\(flow (crash|moves)\\); bytes per command [0-9]+"),
            document::toString);
    }

    // What this exchange allocates are tables that double now and then, most of them within the first commands of a
    // round, of which this one has few: an object for each command would be 16 bytes.
    private static void assertAllocations(final SideKind side, final JsonNode figures)
    {
        final int slices = figures.path("slices").asInt();
        assertEquals(2 * 7, slices);
        if (side.isOwn())
        {
            assertTrue(figures.path("bytesPerCommand").asDouble() < 1, figures::toString);
            assertTrue(figures.path("slicesThatAllocated").asInt() < slices, figures::toString);
        }
        else
        {
            assertTrue(figures.path("bytesPerCommand").asDouble() > 1, figures::toString);
            assertEquals(slices, figures.path("slicesThatAllocated").asInt(), figures::toString);
        }
    }

    @Test
    void shouldRunAFlowFromAFile() throws IOException
    {
        final Path file = directory.resolve("flow.csv");
        final List<String> lines = new ArrayList<>(List.of(FlowCommand.HEADER));
        FlowGenerator.flow(1, FlowShape.of(1), 2_000).forEach(command -> lines.add(command.toCsv()));
        Files.write(file, lines);
        assertEquals(0, run(bench(), "engine", "--flow", file.toString(), "--rounds", "1"), err::toString);
        assertTrue(out.toString().contains("left out as a venue refuses them"), out::toString);
        final String[] text = out.toString().split("\n");
        assertTrue(text[text.length - 1].matches("ratio to exchange-core: book file [0-9.]+ \\(flow flow.csv\\); " +
            "command path [0-9.]+ \\(flow flow.csv\\); bytes per command [0-9]+"), out::toString);
    }

    @Test
    void shouldFailWhereASideReportsSomethingElse() throws IOException
    {
        for (final SabotagedSide.Sabotage sabotage : SabotagedSide.Sabotage.values())
        {
            final List<SideKind> sides = SabotagedSide.in(SideKind.all(), SideKind.PARITY, sabotage);
            assertEquals(1, run(new CommandLine(new EngineCommand(sides)), "--only", "normal", "--commands", "5000",
                "--rounds", "1"), sabotage::toString);
            assertTrue(err.toString().contains("flow normal, parity-match: expected "), err::toString);
            assertTrue(out.toString().contains("WRONG"), out::toString);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() throws IOException
    {
        assertEquals(2, run(bench(), "engine", "--rounds", "0"));
        assertEquals(2, run(bench(), "engine", "--commands", "999"));
        assertEquals(2, run(bench(), "engine", "--only", "normal,quiet"));
        assertTrue(err.toString().contains("--only quiet: expected one of normal, "), err::toString);
        final Path absent = directory.resolve("absent.csv");
        assertEquals(2, run(bench(), "engine", "--flow", absent.toString()));
        assertTrue(err.toString().contains("there is no such file"), err::toString);
        final Path file = directory.resolve("flow.csv");
        Files.write(file, List.of(FlowCommand.HEADER, "1,NEW,A,1,BUY,10,10,GTC", "2,NEW,A,2,HOLD,10,10,GTC"));
        assertEquals(2, run(bench(), "engine", "--flow", file.toString()));
        assertTrue(err.toString().contains("line 3: side is \"HOLD\", expected BUY or SELL"), err::toString);
        Files.write(file, List.of(FlowCommand.HEADER, "1,CANCEL,A,1,,,,"));
        assertEquals(2, run(bench(), "engine", "--flow", file.toString()));
        assertTrue(err.toString().contains("expected at least one command that a venue accepts"), err::toString);
        Files.write(file, List.of(FlowCommand.HEADER, "1,NEW,A,1,BUY,1099511627775,1000000000,GTC"));
        assertEquals(1, run(bench(), "engine", "--flow", file.toString()));
        assertTrue(err.toString().contains("the venue refuses command 1, NOTIONAL_OVERFLOW"), err::toString);
        assertEquals(2, run(bench(), "engine", "--flow", file.toString(), "--only", "normal"));
        assertFalse(err.toString().contains("Exception"), err::toString);
        assertEquals("", out.toString());
    }

    private static CommandLine bench()
    {
        return new CommandLine(new BenchCommands().commands().get(0));
    }

    private int run(final CommandLine command, final String... arguments)
    {
        return command.setExecutionExceptionHandler(Errors::onFailure)
            .setParameterExceptionHandler(Errors::onWrongArgument)
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
