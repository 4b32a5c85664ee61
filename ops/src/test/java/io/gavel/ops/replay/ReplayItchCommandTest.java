package io.gavel.ops.replay;

import io.gavel.ops.Gavel;
import io.gavel.ops.itch.ItchWriter;
import io.gavel.schema.Side;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplayItchCommandTest
{
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldEndWithOneLineAndStatusTwoForADamagedMessage() throws IOException
    {
        final byte[] bytes = new ItchWriter(13, "AAPL").directory().add(1, Side.BUY, 100, 1_000_000).bytes();
        bytes[43] = 'Z';
        final Path file = Files.write(directory.resolve("damaged"), bytes);

        assertEquals(2, execute(file.toString()));
        assertEquals("gavel replay-itch: " + file +
            ": damaged at byte offset 41: message type 'Z' (0x5a) is none of ITCH 5.0", err.toString().strip());
        assertEquals("", out.toString());
    }

    @Test
    void shouldEndWithOneLineAndStatusTwoForAFileThatCannotBeRead() throws IOException
    {
        final Path missing = directory.resolve("missing");
        final Path empty = Files.createFile(directory.resolve("empty"));

        assertEquals(2, execute(missing.toString()));
        assertEquals("gavel replay-itch: " + missing + ": no such file", err.toString().strip());
        assertEquals(2, execute(directory.toString()));
        assertEquals("gavel replay-itch: " + directory + ": is a directory: name a file of ITCH 5.0 messages",
            err.toString().strip());
        assertEquals(2, execute(empty.toString()));
        assertEquals("gavel replay-itch: " + empty + ": is empty: expected ITCH 5.0 messages", err.toString().strip());
    }

    @Test
    void shouldAskForTheStockWhereTheFileHasSeveral() throws IOException
    {
        final Path file = Files.write(directory.resolve("two"), new ItchWriter(13, "AAPL").directory()
            .append(new ItchWriter(14, "MSFT").directory()).bytes());

        assertEquals(2, execute(file.toString()));
        assertEquals("gavel replay-itch: " + file + ": has 2 stocks: choose one by --symbol or --locate; " +
            "AAPL (locate 13), MSFT (locate 14)", err.toString().strip());
        assertEquals(2, execute(file.toString(), "--symbol", "IBM"));
        assertEquals("gavel replay-itch: " + file + ": has no stock for --symbol IBM; it has " +
            "AAPL (locate 13), MSFT (locate 14)", err.toString().strip());
    }

    @Test
    void shouldEndWithStatusTwoForOptionsThatDoNotGoTogether()
    {
        assertEquals(2, execute("none", "--connect", "--kill-leader-at", "5"));
        assertTrue(err.toString().contains("leave --connect out"), err.toString());
        assertEquals(2, execute("none", "--kill-leader-at", "-1"));
        assertTrue(err.toString().contains("expected 0 or more"), err.toString());
        assertEquals(2, execute("none", "--venue", "venue.properties"));
        assertTrue(err.toString().contains("--venue needs --connect"), err.toString());
        assertEquals(2, execute());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
    }

    private int execute(final String... arguments)
    {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        final String[] all = new String[arguments.length + 1];
        all[0] = "replay-itch";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Gavel.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(all);
    }
}
