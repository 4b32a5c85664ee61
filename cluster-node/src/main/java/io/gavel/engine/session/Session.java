package io.gavel.engine.session;

/** A cluster session of a participant. */
public final class Session
{
    /** Of a session that did not resume a connection. */
    public static final int NO_CONNECTION = -1;

    private final long sessionId;
    private final int participantId;
    private int connectionId = NO_CONNECTION;
    private boolean isFenced;

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
}
