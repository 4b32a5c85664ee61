package io.gavel.benchmarks.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.benchmarks.BenchCommands;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DurabilityCommandTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldMeasureBothSettingsWithEveryOrderPlacedAndCancelled() throws IOException
    {
        assertEquals(0, run("durability", "--seconds", "1", "--warm-up", "1", "--rounds", "1", "--window", "16",
            "--dir", directory.toString(), "--json"), err::toString);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("answersRight").asBoolean() && document.path("statesEqual").asBoolean());
        assertEquals(directory.toString(), document.path("load").path("directory").asText());
        for (final DurabilitySetting setting : DurabilitySetting.values())
        {
            final JsonNode figures = document.path(setting.text());
            assertEquals(1, figures.path("rounds").size(), document::toString);
            final JsonNode round = figures.path("rounds").get(0);
            // Each of the window was sent at least once, and every order has two answers.
            assertTrue(round.path("orders").asLong() >= 16, document::toString);
            assertEquals(2 * round.path("orders").asLong(), figures.path("answers").asLong());
            assertTrue(figures.path("ordersPerSecond").path("median").asLong() > 0, document::toString);
            final JsonNode latency = figures.path("latencyMs");
            assertTrue(latency.path("p50").asDouble() > 0, document::toString);
            assertTrue(latency.path("p50").asDouble() <= latency.path("p99").asDouble(), document::toString);
            assertTrue(latency.path("p99").asDouble() <= latency.path("max").asDouble(), document::toString);
        }
        assertTrue(document.path("syncToPageCache").asDouble() > 0, document::toString);
        try (var left = Files.list(directory))
        {
            assertFalse(left.findAny().isPresent(), "a venue left its directory");
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured()
    {
        assertEquals(2, run("durability", "--seconds", "0"));
        assertEquals(2, run("durability", "--warm-up", "-1"));
        assertEquals(2, run("durability", "--rounds", "0"));
        assertEquals(2, run("durability", "--window", "1025"));
        assertEquals(2, run("durability", "--dir", directory.resolve("absent").toString()));
        assertTrue(err.toString().contains("expected a directory that exists and may be written to"), err::toString);
        assertEquals("", out.toString());
    }

    private int run(final String... arguments)
    {
        return new CommandLine(new BenchCommands().commands().get(0))
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
