package io.gavel.benchmarks.cluster;

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

class ClusterCommandTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void shouldMeasureTheExchangeBesideTheEchoWithEveryAnswerRight() throws IOException
    {
        assertEquals(0, run("cluster", "--rate", "200", "--seconds", "1", "--warm-up", "0", "--rounds", "1",
            "--connections", "2", "--window", "16", "--dir", directory.toString(), "--json"), err::toString);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("answersRight").asBoolean() && document.path("statesEqual").asBoolean());
        assertEquals(0, document.path("lost").asLong(-1), document::toString);
        for (final Side side : Side.values())
        {
            final JsonNode figures = document.path(side.text());
            assertEquals(1, figures.path("open").size(), document::toString);
            final JsonNode step = figures.path("open").get(0);
            assertEquals(200, step.path("rate").asInt());
            assertTrue(step.path("answers").asLong() > 0 && step.path("answers").asLong() <= 200, document::toString);
            assertTrue(figures.path("closed").path("answers").asLong() >= 16, document::toString);
            assertTrue(figures.path("closed").path("achieved").asLong() > 0, document::toString);
            final JsonNode latency = step.path("latencyUs");
            assertTrue(latency.path("p50").asDouble() > 0, document::toString);
            assertTrue(latency.path("p50").asDouble() <= latency.path("p99").asDouble(), document::toString);
            assertTrue(latency.path("p999").asDouble() <= latency.path("max").asDouble(), document::toString);
        }
        assertTrue(document.path("summary").asText().matches("throughput \\d+\\.\\d\\d of echo; " +
            "200/s sustained: (yes|no), lost 0; p99 at 200/s \\d+\\.\\d\\d of echo"), document::toString);
        try (var left = Files.list(directory))
        {
            assertFalse(left.findAny().isPresent(), "a venue left its directory");
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured()
    {
        assertEquals(2, run("cluster", "--rate", "0"));
        assertEquals(2, run("cluster", "--seconds", "0"));
        assertEquals(2, run("cluster", "--warm-up", "-1"));
        assertEquals(2, run("cluster", "--rounds", "0"));
        assertEquals(2, run("cluster", "--connections", "65"));
        assertEquals(2, run("cluster", "--connections", "1", "--window", "4097"));
        assertEquals(2, run("cluster", "--dir", directory.resolve("absent").toString()));
        assertTrue(err.toString().contains("expected a directory that exists and may be written to"), err::toString);
        assertEquals("", out.toString());
    }

    private int run(final String... arguments)
    {
        return new CommandLine(new BenchCommands().commands().get(0))
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
