package io.gavel.ops.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.Gavel;
import io.gavel.ops.cli.Output;
import io.gavel.ops.itch.ItchWriter;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.schema.Side;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Replays at three node processes and a gateway process, as the command line does it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ReplayVenueTest
{
    private static LocalVenue venue;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startVenue() throws IOException, InterruptedException
    {
        venue = LocalVenue.start();
    }

    @AfterAll
    static void endVenue()
    {
        if (venue != null)
        {
            venue.close();
        }
    }

    @Test
    void shouldReplayTheRealMorning() throws IOException
    {
        final Path file = RealMorning.fileOrSkip();

        assertEquals(0, atVenue(file, "REAL"), this::said);
        assertEquals("849/849 executions, 215/215 resting orders, book 320.1400x25 / 320.3000x100: match", lastLine());
        assertTrue(out.toString().contains("node 0 equal, node 1 equal, node 2 equal"), this::said);
    }

    @Test
    void shouldReplayASyntheticMorningOnceAndRefuseABookThatIsNotEmpty() throws IOException
    {
        final Path file = SyntheticMorning.write(directory.resolve("morning"), 11, 1_500);

        assertEquals(0, atVenue(file, "SYN", "--json"), this::said);
        final JsonNode document = Output.JSON.readTree(out.toString());
        assertTrue(document.get("match").asBoolean(), this::said);
        assertTrue(document.get("executions").get("recorded").asInt() > 100, this::said);
        assertEquals(document.get("executions").get("recorded"), document.get("executions").get("matching"));
        assertEquals(document.get("resting").get("recorded"), document.get("resting").get("matching"));
        assertEquals(3, document.get("nodes").size(), this::said);
        final int resting = document.get("resting").get("recorded").asInt();

        assertEquals(1, atVenue(file, "SYN"), this::said);
        assertTrue(err.toString().contains("gavel replay-itch: the book of SYN has " + resting +
            " orders, and a replay begins with an empty one"), this::said);
        assertEquals("", out.toString());
    }

    @Test
    void shouldEndWithStatusOneWhereTheExchangeDidOtherThanRecorded() throws IOException
    {
        // The second order in time trades first: no price-time book does so.
        final Path file = Files.write(directory.resolve("unfair"), new ItchWriter(13, "AAPL").directory()
            .add(1, Side.BUY, 100, 1_000_050).add(2, Side.BUY, 100, 1_000_050).execute(2, 40).bytes());

        assertEquals(1, atVenue(file, "UNFAIR"), this::said);
        assertEquals("0/1 executions, 0/2 resting orders, book 100.0050x160 / none: MISMATCH", lastLine());
        assertTrue(out.toString().contains(
            "execution 1: recorded 40 at 100.0050 of order 2, the exchange has 40 at 100.0050 of order 1"), this::said);
    }

    @Test
    void shouldRefuseAnInstrumentWhoseTickIsTooCoarse() throws IOException
    {
        final Path cents = Files.write(directory.resolve("cents"), new ItchWriter(13, "AAPL").directory()
            .add(1, Side.BUY, 100, 1_000_100).delete(1).bytes());
        final Path fine = Files.write(directory.resolve("fine"), new ItchWriter(13, "AAPL").directory()
            .add(1, Side.BUY, 100, 1_000_101).bytes());

        assertEquals(0, atVenue(cents, "COARSE"), this::said);
        assertEquals("0/0 executions, 0/0 resting orders, book none / none: match", lastLine());
        assertEquals(1, atVenue(fine, "COARSE"), this::said);
        assertTrue(err.toString().contains("COARSE is listed with ticks of 0.0100 and lots of 1, but the file needs " +
            "ticks of 0.0001"), this::said);
    }

    @Test
    void shouldRepeatEveryExecutionOnceWhereTheLeaderIsKilledInTheMiddle() throws IOException
    {
        final Path file = SyntheticMorning.write(directory.resolve("morning"), 13, 1_500);

        assertEquals(0, execute("replay-itch", file.toString(), "--kill-leader-at", "700"), this::said);
        assertTrue(lastLine().endsWith(": match"), this::said);
        assertTrue(out.toString().contains("was killed and started again"), this::said);
        assertTrue(out.toString().contains("node 0 equal, node 1 equal, node 2 equal"), this::said);
        assertFalse(out.toString().contains("refused"), this::said);
    }

    private int atVenue(final Path file, final String symbol, final String... more)
    {
        final List<String> arguments = new ArrayList<>(List.of("replay-itch", file.toString(), "--connect",
            "--venue", venue.venueFile().toString(), "--as", symbol));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(final String... arguments)
    {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Gavel.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    }

    private String lastLine()
    {
        final List<String> lines = out.toString().strip().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private String said()
    {
        return out + "\n" + err;
    }
}
