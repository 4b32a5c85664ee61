package io.gavel.ops.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowReport;
import io.gavel.reference.FlowShape;
import io.gavel.reference.ReferenceMatcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MatchCommandTest
{
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldWriteTheReportsOfAFlow() throws IOException
    {
        final List<FlowCommand> flow = FlowGenerator.flow(3, FlowShape.of(3), 2_000);
        final Path reports = directory.resolve("reports.csv");

        assertEquals(0, run("--input", write(flow).toString(), "--output", reports.toString()), err.toString());

        final List<String> expected = new ArrayList<>(List.of(FlowReport.HEADER));
        ReferenceMatcher.run(flow).forEach(report -> expected.add(report.toCsv()));
        assertEquals(expected, Files.readAllLines(reports));
        assertTrue(out.toString().startsWith("2,000 commands, "), out.toString());
        assertEquals("", err.toString());
        assertOnlyFiles("flow.csv", "reports.csv");
    }

    @Test
    void shouldSummarizeAsJson() throws IOException
    {
        final List<FlowCommand> flow = FlowGenerator.flow(3, FlowShape.of(3), 500);
        final Path reports = directory.resolve("reports.csv");

        assertEquals(0, run("--json", "--input", write(flow).toString(), "--output", reports.toString()));

        final JsonNode json = new ObjectMapper().readTree(out.toString());
        final List<FlowReport> expected = ReferenceMatcher.run(flow);
        assertEquals(500, json.get("commands").asInt());
        assertEquals(expected.size(), json.get("reports").asInt());
        assertEquals(expected.stream().filter(report -> FlowReport.Type.TRADE == report.type()).count(),
            json.get("trades").asLong());
    }

    @Test
    void shouldLeaveTheOldReportsAloneWhereALineIsMalformed() throws IOException
    {
        final Path input = directory.resolve("flow.csv");
        final Path reports = directory.resolve("reports.csv");
        Files.writeString(input, FlowCommand.HEADER + "\n1,NEW,A,1,BUY,1,1,DAY\n2,NEW,A,2,BUY,x,1,DAY\n");
        Files.writeString(reports, "old");

        assertEquals(2, run("--input", input.toString(), "--output", reports.toString()));

        assertEquals("gavel match: " + input + " line 3: price is \"x\", expected a whole number of at most 18 digits",
            err.toString().strip());
        assertEquals("", out.toString());
        assertEquals("old", Files.readString(reports));
        assertOnlyFiles("flow.csv", "reports.csv");
    }

    @Test
    void shouldNameAFileThatIsNotThere() throws IOException
    {
        final Path input = directory.resolve("none.csv");

        assertEquals(2, run("--input", input.toString(), "--output", directory.resolve("reports.csv").toString()));

        assertEquals("gavel match: can't read --input " + input + ": there is no such file or directory",
            err.toString().strip());
        assertOnlyFiles();
    }

    @Test
    void shouldNameAnOutputThatCanNotBeWritten() throws IOException
    {
        final String input = write(List.of()).toString();
        final Path output = directory.resolve("none").resolve("reports.csv");

        assertEquals(2, run("--input", input, "--output", output.toString()));
        assertEquals(2, run("--input", input, "--output", directory.toString()));

        assertEquals(List.of(
            "gavel match: can't write --output " + output + ": there is no such file or directory",
            "gavel match: can't write --output " + directory + ": it is a directory"), err.toString().lines().toList());
        assertOnlyFiles("flow.csv");
    }

    @Test
    void shouldAskForWhatIsMissing()
    {
        assertEquals(2, run("--input", "flow.csv"));
        assertEquals(2, run("--random", "--seeds", "0"));
        assertEquals(2, run("--random", "--input", "flow.csv"));
        assertEquals(2, run("--json", "--input", "flow.csv", "--output", "-"));
        assertEquals(4, err.toString().lines().count(), err.toString());
    }

    @Test
    void shouldCompareWithTheNaiveMatcherOverRandomFlows() throws IOException
    {
        assertEquals(0, run("--random", "--seeds", "6", "--from", "500", "--commands", "300"), out.toString());
        assertTrue(out.toString().startsWith("6 of 6 seeds equal, 300 commands each, "), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("--json", "--random", "--seeds", "2"));
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(2, json.get("seeds").asInt());
        assertTrue(json.get("failed").isEmpty());
        assertFalse(json.get("reports").asLong() < 2 * 5_000);
    }

    private int run(final String... arguments)
    {
        return new CommandLine(new MatchCommand())
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    private Path write(final List<FlowCommand> flow) throws IOException
    {
        final List<String> lines = new ArrayList<>(List.of(FlowCommand.HEADER));
        flow.forEach(command -> lines.add(command.toCsv()));
        return Files.write(directory.resolve("flow.csv"), lines);
    }

    private void assertOnlyFiles(final String... names) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            assertEquals(List.of(names), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
