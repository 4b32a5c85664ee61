package io.gavel.ops.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What takes longer than a second is told, and nothing else. */
class ProgressTest
{
    private final StringWriter err = new StringWriter();
    private long nowNs = -5;

    private Progress progress(final boolean isTerminal)
    {
        return new Progress(new PrintWriter(err), isTerminal, () -> nowNs);
    }

    private void passMs(final long milliseconds)
    {
        nowNs += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    @Test
    void shouldTellNothingWithinASecond()
    {
        try (Progress progress = progress(true))
        {
            progress.onProgress("reading", 0, 100);
            passMs(999);
            progress.onProgress("reading", 99, 100);
        }
        assertEquals("", err.toString());
    }

    @Test
    void shouldShowABarOnATerminalAndTakeItAway()
    {
        try (Progress progress = progress(true))
        {
            progress.onProgress("reading", 0, 100);
            passMs(2_000);
            progress.onProgress("reading", 50, 100);
            progress.onProgress("reading", 51, 100);
            assertEquals("\rreading [###############               ] 50%, 2 s, about 2 s left", err.toString());
            passMs(100);
            progress.onProgress("reading", 100, 100);
            assertTrue(err.toString().contains("\rreading [##############################] 100%, 2 s"),
                err.toString());
        }
        assertTrue(err.toString().endsWith(" \r"), err.toString());
    }

    @Test
    void shouldPrintALineEveryFewSecondsElsewhere()
    {
        try (Progress progress = progress(false))
        {
            for (int i = 0; i < 110; i++)
            {
                progress.onProgress("replaying", i, 0);
                passMs(100);
            }
        }
        assertEquals("replaying 10, 1 s\nreplaying 60, 6 s\n", err.toString());
    }
}
