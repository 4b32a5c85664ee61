package io.gavel.chaos.simulation;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What happened last, where somebody wants to know: nothing is written, or made to be written, where nobody does. */
final class Trace
{
    private static final int KEPT = 50;

    private final Deque<String> last = new ArrayDeque<>();
    private final boolean isOn;
    private final PrintStream out;
    private VirtualTime time;

    private Trace(final boolean isOn, final PrintStream out)
    {
        this.isOn = isOn;
        this.out = out;
    }

    /** Keeps nothing. */
    static Trace off()
    {
        return new Trace(false, null);
    }

    /** Keeps the last lines, and prints each where there is where to. */
    static Trace on(final PrintStream out)
    {
        return new Trace(true, out);
    }

    boolean isOn()
    {
        return isOn;
    }

    void clock(final VirtualTime clock)
    {
        time = clock;
    }

    void line(final Supplier<String> text)
    {
        if (isOn)
        {
            final String line = String.format("%11.6f  %s", time.nowNs() / 1e9, text.get());
            last.add(line);
            if (last.size() > KEPT)
            {
                last.remove();
            }
            if (null != out)
            {
                out.println(line);
            }
        }
    }

    List<String> last()
    {
        return List.copyOf(last);
    }
}
