package io.gavel.chaos.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happened in a round, and when. Any thread. */
final class Timeline
{
    private final long startNs = System.nanoTime();
    private final List<Entry> entries = new ArrayList<>();

    /** What kinds of entries there are. */
    enum Kind
    {
        /** Something was broken. */
        FAULT,

        /** Something was mended. */
        MEND,

        /** A new command was answered. */
        ANSWER,

        /** Anything else. */
        NOTE
    }

    /**
     * Something that happened.
     *
     * @param atMs since the round began.
     * @param kind of it.
     * @param text one line.
     */
    record Entry(long atMs, Kind kind, String text)
    {
    }

    synchronized void add(final Kind kind, final String text)
    {
        entries.add(new Entry(elapsedMs(), kind, text));
    }

    long elapsedMs()
    {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    synchronized List<Entry> entries()
    {
        return List.copyOf(entries);
    }
}
