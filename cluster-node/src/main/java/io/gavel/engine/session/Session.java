package io.gavel.engine.session;

/** A cluster session of a participant. */
public final class Session
{
    /** Of a session that did not resume a connection. */
    public static final int NO_CONNECTION = -1;

    /** Messages that can't be decoded, after which a session is to be closed. */
    public static final int MALFORMED_MAX = 100;

    /** Resumes that a session may ask for at once. */
    public static final int RESUMES_AT_ONCE = 64;

    private static final long SECOND_NS = 1_000_000_000L;

    private final long sessionId;
    private final int participantId;
    private int connectionId = NO_CONNECTION;
    private boolean isFenced;
    private int malformed;
    private long resumesDoneNs;

    Session(final long sessionId, final int participantId)
    {
        this.sessionId = sessionId;
        this.participantId = participantId;
    }

    /**
     * The cluster's number of it.
     *
     * @return session id.
     */
    public long sessionId()
    {
        return sessionId;
    }

    /**
     * Who was authenticated.
     *
     * @return participant id.
     */
    public int participantId()
    {
        return participantId;
    }

    /**
     * The connection that it resumed.
     *
     * @return {@link #NO_CONNECTION} before.
     */
    public int connectionId()
    {
        return connectionId;
    }

    /**
     * Whether a newer session resumed the connection.
     *
     * @return true from then on.
     */
    public boolean isFenced()
    {
        return isFenced;
    }

    /**
     * Takes a connection.
     *
     * @param id of the connection.
     */
    public void resume(final int id)
    {
        connectionId = id;
    }

    /** Loses its connection for good. */
    public void fence()
    {
        isFenced = true;
    }

    /**
     * Whether it may resume now: {@link #RESUMES_AT_ONCE} times, and once a second from then on, since each resume may
     * have to send many reports again.
     *
     * @param nowNs log time.
     * @return false where it asks too often; it is counted only where it may.
     */
    public boolean mayResume(final long nowNs)
    {
        if (resumesDoneNs - nowNs > (RESUMES_AT_ONCE - 1) * SECOND_NS)
        {
            return false;
        }
        resumesDoneNs = Math.max(resumesDoneNs, nowNs) + SECOND_NS;
        return true;
    }

    /**
     * When the resumes so far would be done, at one a second.
     *
     * @return log time.
     */
    public long resumesDoneNs()
    {
        return resumesDoneNs;
    }

    /**
     * Takes the count of resumes from a snapshot.
     *
     * @param timeNs as {@link #resumesDoneNs()} was.
     */
    public void restoreResumes(final long timeNs)
    {
        resumesDoneNs = timeNs;
    }

    /**
     * One more message could not be decoded.
     *
     * @return true where there were more than {@link #MALFORMED_MAX}.
     */
    public boolean addMalformed()
    {
        malformed = Math.min(Integer.MAX_VALUE - 1, malformed) + 1;
        return malformed > MALFORMED_MAX;
    }

    /**
     * How many messages could not be decoded.
     *
     * @return &gt;= 0.
     */
    public int malformed()
    {
        return malformed;
    }

    /**
     * Takes the count from a snapshot.
     *
     * @param count as {@link #malformed()} was.
     */
    public void restoreMalformed(final int count)
    {
        malformed = count;
    }
}
