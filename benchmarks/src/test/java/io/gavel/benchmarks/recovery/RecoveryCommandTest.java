package io.gavel.benchmarks.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.benchmarks.BenchCommands;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

class RecoveryCommandTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldComeBackWithTheSameStateFromSnapshotsAndFromTheLog() throws IOException
    {
        final int status = run("recovery", "--orders", "500,2000", "--accounts", "300", "--heap", "256m", "--json");
        assertEquals(0, status, err::toString);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("statesEqual").asBoolean());
        assertEquals(2, document.path("sizes").size());
        assertEquals(2_000, document.path("sizes").get(1).path("openOrders").asInt());
        // 100 instruments, 8 participants, 3 commands for each account, and the orders.
        assertEquals(100 + 8 + 3 * 300 + 2_000, document.path("replayCommands").asInt());
        for (final JsonNode size : document.path("sizes"))
        {
            assertTrue(size.path("snapshotBytes").asLong() > 100L * size.path("openOrders").asInt(), size::toString);
            assertTrue(size.path("restartMs").asLong() > 0 && size.path("nodeRestartMs").asLong() > 0, size::toString);
            for (final String start : List.of("restartPhases", "nodeRestartPhases"))
            {
                final JsonNode phases = size.path(start);
                assertTrue(phases.path("filesMs").asLong(-1) >= 0 && phases.path("logMs").asLong(-1) >= 0 &&
                    phases.path("totalMs").asLong() > phases.path("processMs").asLong(), phases::toString);
            }
            assertTrue(size.path("snapshotPauseMs").asLong() >= 0 && size.path("loadMs").asLong() >= 0, size::toString);
        }
        assertTrue(document.path("replayCommandsPerSecond").asLong() > 0, document::toString);
        assertTrue(document.path("restoreMs").asLong() > 0, document::toString);
        assertTrue(document.path("startAfterRestoreMs").asLong() > 0, document::toString);
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured()
    {
        assertEquals(2, run("recovery", "--orders", "2000,1000"));
        assertEquals(2, run("recovery", "--orders", "99999999"));
        assertEquals(2, run("recovery", "--accounts", "7"));
        assertEquals(2, run("recovery", "--heap", "much"));
        assertTrue(err.toString().contains("expected a size such as 1g"), err::toString);
        assertEquals("", out.toString());
    }

    private int run(final String... arguments)
    {
        return new CommandLine(new BenchCommands().commands().get(0))
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
