package io.gavel.client;

import java.util.concurrent.TimeUnit;

/** When a connection is to be resumed, and by which resume. */
final class ResumeClock
{
    /** A resume that is not answered is sent again after this time. */
    static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    /** A resume that brought nothing new is not repeated sooner than this. */
    static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * A connection that was told nothing for this time asks whether it missed something: where the last of several
     * reports was lost, none comes behind it that would show it.
     */
    static final long QUIET_NS = TimeUnit.SECONDS.toNanos(5);

    private long correlationId;
    private long dueNs;
    // When a report, or the answer to a resume, last showed that none before it is missing.
    private long completeNs;
    private boolean isProbe;

    /** The connection was interrupted, or a report is missing: a new resume, to be sent then. */
    void begin(final long newDueNs)
    {
        isProbe = false;
        correlationId++;
        dueNs = newDueNs;
    }

    /** Nothing is known to be wrong: a new resume, that only asks. */
    void beginProbe(final long newDueNs)
    {
        begin(newDueNs);
        isProbe = true;
    }

    /** Whether the resume under way only asks. */
    boolean isProbe()
    {
        return isProbe;
    }

    /** Of the resume under way. */
    long correlationId()
    {
        return correlationId;
    }

    boolean isDue(final long nowNs)
    {
        return nowNs - dueNs >= 0;
    }

    /** It was sent, and is due again where no answer comes. */
    void sent(final long nowNs)
    {
        dueNs = nowNs + TIMEOUT_NS;
    }

    /** Every report up to the newest that is known of has come. */
    void nothingIsMissing(final long nowNs)
    {
        completeNs = nowNs;
    }

    /** Whether a report may have been lost unnoticed for too long. */
    boolean isQuietTooLong(final long nowNs)
    {
        return nowNs - completeNs > QUIET_NS;
    }
}
