package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.archive.client.ArchiveException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

class NodeErrorsTest
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final NodeErrors errors = new NodeErrors(
        "node 0", new PrintStream(out, true, StandardCharsets.UTF_8), () ->
        {
        });

    @Test
    void shouldSayThatTheDiskIsFullWhereTheErrorDoesNot()
    {
        final long[] usableBytes = { 1 << 20 };
        final NodeErrors watching = new NodeErrors(
            "node 0", new PrintStream(out, true, StandardCharsets.UTF_8), () ->
            {
            }, () -> usableBytes[0]);
        watching.onError(new IllegalStateException("the archive stopped recording"));
        assertEquals("the archive stopped recording", lastPart());
        usableBytes[0] = 0;
        watching.fail(new IllegalStateException("the archive stopped recording"));
        assertEquals("free space on the disk of gavel.data.dir, then start the node again", lastPart());
    }

    @Test
    void shouldSayWhatToDoWhereTheDiskIsFull()
    {
        errors.fail(new AgentTerminationException(
            new ArchiveException("low storage", ArchiveException.STORAGE_SPACE)));
        assertEquals("free space on the disk of gavel.data.dir, then start the node again", lastPart());

        out.reset();
        errors.onError(new RuntimeException(new IOException("No space left on device")));
        assertEquals("free space on the disk of gavel.data.dir, then start the node again", lastPart());
    }

    @Test
    void shouldTellAnErrorInOneLine()
    {
        errors.onError(new IllegalStateException("first line\nsecond line"));
        assertEquals("node 0 error: IllegalStateException: first line; second line", out.toString().trim());
        assertEquals(1, errors.count());
    }

    @Test
    void shouldTellNoMoreThanADiskCanBear()
    {
        for (int i = 0; i < 10_000; i++)
        {
            errors.onError(new IllegalStateException("hostile"));
        }
        final long lines = out.toString(StandardCharsets.UTF_8).lines().count();
        assertTrue(lines >= NodeErrors.LINES_PER_SECOND_MAX && lines < 5_000, lines + " lines");
        assertEquals(10_000, errors.count());
        errors.fail(new IllegalStateException("the end"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("failed, stopping: IllegalStateException: the end"));
    }

    private String lastPart()
    {
        final String line = out.toString(StandardCharsets.UTF_8).trim();
        return line.substring(line.lastIndexOf(": ") + 2);
    }
}
