package io.gavel.ops.cli;

import io.gavel.cluster.storage.ReadingProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how far something is that takes longer than a second: a bar on a terminal, elsewhere a line
 * every few seconds. What is done within a second is not told at all. Used by one thread.
 */
public final class Progress implements ReadingProgress, AutoCloseable
{
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long BAR_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int BAR_WIDTH = 30;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintWriter err;
    private final boolean isTerminal;
    private final LongSupplier clockNs;
    private final long startNs;
    private String step = "";
    private long stepStartNs;
    private long nextNs;
    private int shownLength;

    /**
     * Progress of a command.
     *
     * @param output of the command; never its standard output.
     */
    public Progress(final Output output)
    {
        this(output.err(), isTerminal(), System::nanoTime);
    }

    /**
     * Progress elsewhere.
     *
     * @param err        where it is told.
     * @param isTerminal whether that is a terminal.
     * @param clockNs    that never goes back.
     */
    Progress(final PrintWriter err, final boolean isTerminal, final LongSupplier clockNs)
    {
        this.err = err;
        this.isTerminal = isTerminal;
        this.clockNs = clockNs;
        startNs = clockNs.getAsLong();
        stepStartNs = startNs;
        nextNs = startNs + QUIET_NS;
    }

    /**
     * Whether standard error is a terminal, where a line can be written over.
     *
     * @return false for a file or a pipe.
     */
    public static boolean isTerminal()
    {
        try
        {
            final String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        }
        catch (final IOException | UnsupportedOperationException e)
        {
            // Not Linux: a console is what the JDK can tell.
            return null != System.console();
        }
    }

    /**
     * How far it is; cheap enough for each of millions of steps' parts to call it.
     *
     * @param name  of the step, a few words.
     * @param done  of the total.
     * @param total 0 where it is not known.
     */
    @Override
    public void onProgress(final String name, final long done, final long total)
    {
        final long nowNs = clockNs.getAsLong();
        if (!step.equals(name))
        {
            step = name;
            stepStartNs = nowNs;
        }
        if (nowNs - nextNs < 0)
        {
            return;
        }
        nextNs = nowNs + (isTerminal ? BAR_INTERVAL_NS : LINE_INTERVAL_NS);
        if (isTerminal)
        {
            show(step + " " + bar(done, total) + figures(done, total, nowNs));
        }
        else
        {
            err.println(step + figures(done, total, nowNs));
            err.flush();
        }
    }

    private static String bar(final long done, final long total)
    {
        if (total <= 0)
        {
            return "";
        }
        final int filled = (int)(Math.min(1.0, (double)done / total) * BAR_WIDTH);
        return "[" + "#".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "]";
    }

    private String figures(final long done, final long total, final long nowNs)
    {
        final long elapsedNs = nowNs - stepStartNs;
        final String elapsed = TimeUnit.NANOSECONDS.toSeconds(nowNs - startNs) + " s";
        if (total <= 0)
        {
            return " " + done + ", " + elapsed;
        }
        final double share = Math.min(1.0, (double)done / total);
        final long leftSeconds = share > 0 ? TimeUnit.NANOSECONDS.toSeconds((long)(elapsedNs / share - elapsedNs)) : -1;
        return " " + (int)(share * 100) + "%, " + elapsed +
            (leftSeconds > 0 ? ", about " + leftSeconds + " s left" : "");
    }

    private void show(final String text)
    {
        err.print("\r" + text + " ".repeat(Math.max(0, shownLength - text.length())));
        err.flush();
        shownLength = text.length();
    }

    /** Takes the bar away. */
    @Override
    public void close()
    {
        clear();
    }

    /** Takes the bar away, before something else is printed. */
    public void clear()
    {
        if (shownLength > 0)
        {
            err.print("\r" + " ".repeat(shownLength) + "\r");
            err.flush();
            shownLength = 0;
        }
    }
}
