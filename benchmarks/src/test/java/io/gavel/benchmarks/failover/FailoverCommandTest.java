package io.gavel.benchmarks.failover;

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

class FailoverCommandTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldLoseAndDuplicateNothingWhenLeadersAreKilled() throws IOException
    {
        assertEquals(0, run("failover", "--rounds", "2", "--rate", "200", "--json"), () -> err + "\n" + out);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.path("answersRight").asBoolean(), document::toString);
        assertEquals(0, document.path("lost").asLong(-1));
        assertEquals(0, document.path("duplicated").asLong(-1));
        assertEquals(2, document.path("rounds").size());
        for (final JsonNode round : document.path("rounds"))
        {
            // No answer can come without an election, and no election without a silence of the leader.
            assertTrue(round.path("newAnswerMs").asDouble() > 100, round::toString);
            assertTrue(round.path("answerSilenceMs").asDouble() > 100, round::toString);
            assertTrue(round.path("marketDataSilenceMs").asDouble() > 100, round::toString);
            assertTrue(round.path("elections").asLong() >= 1, round::toString);
        }
        assertTrue(document.path("commands").asLong() > 200, document::toString);
        assertTrue(document.path("trades").asLong() > 0, document::toString);
        assertTrue(document.path("events").asLong() > document.path("commands").asLong(), document::toString);
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured()
    {
        assertEquals(2, run("failover", "--rounds", "0"));
        assertEquals(2, run("failover", "--rate", "1"));
        assertTrue(err.toString().contains("--rate 1: expected 20 to 20000"), err::toString);
        assertEquals("", out.toString());
    }

    private int run(final String... arguments)
    {
        return new CommandLine(new BenchCommands().commands().get(0))
            .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
