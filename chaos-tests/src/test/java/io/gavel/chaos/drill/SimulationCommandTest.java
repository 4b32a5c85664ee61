package io.gavel.chaos.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.simulation.Coverage;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulationCommandTest
{
    @TempDir
    Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(final String... arguments)
    {
        return new CommandLine(new SimulationCommand())
            .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void shouldRunSeedsAndLeaveAReport() throws IOException
    {
        assertEquals(0, run("--rounds", "3", "--seed", "5", "--threads", "2", "--json", "--report", "" + directory));
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("passed").asBoolean());
        assertEquals(3, document.path("seeds").asInt());
        assertEquals(5, document.path("seed").asInt());
        assertTrue(document.path("happened").path("command_answered").asInt() > 0);
        assertEquals("./gavel drill simulation --seed 5 --rounds 3", document.path("command").asText());
        assertTrue(err.toString().contains("seed 5, run it again by: ./gavel drill simulation --seed 5 --rounds 3"));
        assertTrue(err.toString().contains("simulation: 1 of 3 seeds from 5 passed"), err::toString);
        assertEquals(document, Output.JSON.readTree(directory.resolve("report.json").toFile()));
        final String page = Files.readString(directory.resolve("report.html"));
        assertTrue(page.contains("command answered") && page.contains("passed"), page);
    }

    @Test
    void shouldTellAFailureWithWhatRunsItAgain() throws IOException
    {
        final SimulationReport report = new SimulationReport(
            5, "./gavel drill simulation --seed 5", 2, 1, new Coverage(), "seed 7: <b>\nRun it again: ...");
        assertTrue(report.text().endsWith("and one failed\nseed 7: <b>\nRun it again: ..."), report.text());
        assertTrue(report.html().contains("seed 7: &lt;b&gt;"), report.html());
        assertEquals("seed 7: <b>\nRun it again: ...", report.document().path("failure").asText());
    }

    @Test
    void shouldRefuseWhatDoesNotGoTogether()
    {
        assertEquals(2, run("--rounds", "0"));
        assertEquals(2, run("--seed", "-1"));
        assertEquals(2, run("--threads", "0"));
        assertEquals(2, run("--trace"));
        assertEquals(2, run("--trace", "--seed", "1", "--rounds", "2"));
        assertEquals(2, run("--rounds", "2", "--for", "1s"));
    }
}
