package io.gavel.chaos.drill;

import io.gavel.ops.cli.Output;
import java.util.concurrent.TimeUnit;

/** How far drills are: one line that is written over on a terminal, plain lines elsewhere. */
final class ProgressLine implements AutoCloseable
{
    private static final int WIDTH = 110;

    private final Output output;
    private final boolean isTerminal = System.console() != null;
    private final long startNs = System.nanoTime();
    private int written;

    ProgressLine(final Output output)
    {
        this.output = output;
    }

    synchronized void accept(final String line)
    {
        final long elapsedS = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs);
        final String stamped = String.format("[%3d:%02d] %s", elapsedS / 60, elapsedS % 60, line);
        if (!isTerminal)
        {
            output.progress(stamped);
            return;
        }
        final String shown = stamped.length() > WIDTH ? stamped.substring(0, WIDTH - 1) + "…" : stamped;
        output.err().print("\r" + shown + " ".repeat(Math.max(0, written - shown.length())));
        output.err().flush();
        written = shown.length();
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
