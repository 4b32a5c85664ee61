package io.gavel.chaos.simulation;

import java.util.ArrayList;
import java.util.List;

/** Counts what happened. */
public final class Coverage
{
    private final long[] counts = new long[Happening.values().length];

    /** Nothing has happened yet. */
    public Coverage()
    {
    }

    void count(final Happening happening)
    {
        counts[happening.ordinal()]++;
    }

    void count(final Happening happening, final long times)
    {
        counts[happening.ordinal()] += times;
    }

    /**
     * How often something happened.
     *
     * @param happening of a kind.
     * @return times.
     */
    public long of(final Happening happening)
    {
        return counts[happening.ordinal()];
    }

    /**
     * Adds what happened elsewhere.
     *
     * @param other that is added.
     */
    public void add(final Coverage other)
    {
        for (int i = 0; i < counts.length; i++)
        {
            counts[i] += other.counts[i];
        }
    }

    /**
     * What never happened.
     *
     * @return in order.
     */
    public List<Happening> missing()
    {
        final List<Happening> missing = new ArrayList<>();
        for (final Happening each : Happening.values())
        {
            if (0 == of(each))
            {
                missing.add(each);
            }
        }
        return missing;
    }

    /** A table, one line each. */
    @Override
    public String toString()
    {
        final StringBuilder table = new StringBuilder();
        for (final Happening each : Happening.values())
        {
            table.append(String.format("%,14d  %s%n", of(each), each.text()));
        }
        return table.toString();
    }
}
