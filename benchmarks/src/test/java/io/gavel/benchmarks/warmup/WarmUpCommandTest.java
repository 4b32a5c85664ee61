package io.gavel.benchmarks.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.benchmarks.BenchCommands;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

class WarmUpCommandTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void shouldMeasureTheFirstCommandsWithAndWithoutWarmUp() throws IOException
    {
        assertEquals(0, run("warmup", "--commands", "100", "--rounds", "1", "--window", "4", "--json"),
            () -> err + "\n" + out);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("answersRight").asBoolean() && document.path("statesEqual").asBoolean());
        for (final StartSetting setting : new StartSetting[]{ StartSetting.COLD, StartSetting.WARM_UP })
        {
            final JsonNode figures = document.path("settings").path(setting.text());
            assertEquals(1, figures.path("rounds").size(), document::toString);
            assertTrue(figures.path("startMs").asLong() > 0, document::toString);
            final JsonNode latency = figures.path("latencyMs");
            assertTrue(latency.path("p50").asDouble() > 0, document::toString);
            assertTrue(latency.path("p50").asDouble() <= latency.path("p99").asDouble(), document::toString);
            assertTrue(latency.path("p99").asDouble() <= latency.path("max").asDouble(), document::toString);
            // No command takes longer than all, and the first one is among them.
            assertTrue(latency.path("max").asDouble() <= figures.path("totalMs").asDouble() * 1.01, document::toString);
            assertTrue(figures.path("firstMs").asDouble() <= figures.path("totalMs").asDouble(), document::toString);
            assertEquals(setting.isWarmedUp(), figures.path("rounds").get(0).path("warmUpMs").asLong() > 0,
                document::toString);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured()
    {
        assertEquals(2, run("warmup", "--commands", "0"));
        assertEquals(2, run("warmup", "--rounds", "0"));
        assertEquals(2, run("warmup", "--window", "1025"));
        assertTrue(err.toString().contains("--window 1025: expected 1 to 1024"), err::toString);
        assertEquals("", out.toString());
    }

    private int run(final String... arguments)
    {
        return new CommandLine(new BenchCommands().commands().get(0))
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
