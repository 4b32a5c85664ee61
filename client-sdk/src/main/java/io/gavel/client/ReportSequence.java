package io.gavel.client;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts the reports of a connection in order: each is let through once, none before the one that precedes it. Those that
 * come early, since others were lost on the way, are kept until the venue has sent the lost ones again.
 */
final class ReportSequence
{
    /** What is early beyond this many is dropped; the venue sends it again. */
    static final int HELD_MAX = 8192;

    /** What {@link #accept(long)} says about a report. */
    enum Verdict
    {
        /** The next one. */
        NEXT,
        /** Seen before, or not of the sequence. */
        DUPLICATE,
        /** Some are missing before it. */
        EARLY
    }

    private final PriorityQueue<Report> held = new PriorityQueue<>(Comparator.comparingLong(Report::reportSeq));
    private long lastSeq;

    /**
     * A sequence.
     *
     * @param lastSeq the last report that the application has, or {@link GavelClient.Context#FROM_NOW}.
     */
    ReportSequence(final long lastSeq)
    {
        this.lastSeq = lastSeq;
    }

    /** The last one let through. */
    long lastSeq()
    {
        return lastSeq;
    }

    /** Whether it is known where to begin. */
    boolean isStarted()
    {
        return lastSeq != GavelClient.Context.FROM_NOW;
    }

    /** Those up to this one were let through, or will never be. */
    void startAfter(final long seq)
    {
        lastSeq = seq;
    }

    /** Judges a report; {@code NEXT} counts it as let through. */
    Verdict accept(final long reportSeq)
    {
        if (reportSeq <= 0)
        {
            return Verdict.DUPLICATE;
        }
        if (!isStarted())
        {
            lastSeq = reportSeq - 1;
        }
        if (reportSeq <= lastSeq)
        {
            return Verdict.DUPLICATE;
        }
        if (reportSeq > lastSeq + 1)
        {
            return Verdict.EARLY;
        }
        lastSeq = reportSeq;
        return Verdict.NEXT;
    }

    /** Keeps an early report. */
    void hold(final Report report)
    {
        if (held.size() < HELD_MAX)
        {
            held.add(report);
        }
    }

    /** Takes out the kept report that is next, and counts it as let through; null where it is not here. */
    Report takeNext()
    {
        while (!held.isEmpty())
        {
            final Report first = held.peek();
            if (first.reportSeq() > lastSeq + 1)
            {
                return null;
            }
            held.remove();
            if (first.reportSeq() == lastSeq + 1)
            {
                lastSeq++;
                return first;
            }
        }
        return null;
    }
}
