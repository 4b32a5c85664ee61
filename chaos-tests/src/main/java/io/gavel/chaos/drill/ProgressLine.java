package io.gavel.chaos.drill;

import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.util.concurrent.TimeUnit;

/** How far drills are, on standard error: on a terminal one line that is written over, elsewhere a line each. */
final class ProgressLine implements DrillProgress, AutoCloseable
{
    private static final int WIDTH = 110;

    private final Output output;
    private final boolean isTerminal = Progress.isTerminal();
    private final long startNs = System.nanoTime();
    private int written;

    ProgressLine(final Output output)
    {
        this.output = output;
    }

    @Override
    public synchronized void now(final String line)
    {
        if (!isTerminal)
        {
            output.progress(stamped(line));
            return;
        }
        final String stamped = stamped(line);
        final String shown = stamped.length() > WIDTH ? stamped.substring(0, WIDTH - 1) + "…" : stamped;
        output.err().print("\r" + shown + " ".repeat(Math.max(0, written - shown.length())));
        output.err().flush();
        written = shown.length();
    }

    @Override
    public synchronized void done(final String line)
    {
        if (isTerminal && written > 0)
        {
            output.err().print("\r" + " ".repeat(written) + "\r");
            written = 0;
        }
        output.progress(stamped(line));
    }

    private String stamped(final String line)
    {
        final long elapsedS = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs);
        return String.format("[%3d:%02d] %s", elapsedS / 60, elapsedS % 60, line);
    }

    /** Goes on to the next line. */
    @Override
    public synchronized void close()
    {
        if (written > 0)
        {
            output.err().println();
            output.err().flush();
        }
    }
}
