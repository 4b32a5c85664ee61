package io.gavel.engine.participant;

import io.gavel.engine.Limits;

/** One of a participant's command sequences, whichever session carries it at the time. */
public final class Connection
{
    /** No session owns the connection. */
    public static final long NO_SESSION = Long.MIN_VALUE;

    private final int participantId;
    private final int connectionId;
    private final OutcomeWindow outcomes = new OutcomeWindow();
    private final ReportWindow reports = new ReportWindow();
    private long ownerSessionId = NO_SESSION;
    private final ConnectionTimer disconnectTimer = new ConnectionTimer();
    private final ConnectionTimer deadMansTimer = new ConnectionTimer();

    Connection(final int participantId, final int connectionId)
    {
        this.participantId = participantId;
        this.connectionId = connectionId;
    }

    /**
     * One number for participant and connection.
     *
     * @param participantId of the participant.
     * @param connectionId  below {@link Limits#CONNECTIONS_PER_PARTICIPANT_MAX}.
     * @return the handle.
     */
    public static int handle(final int participantId, final int connectionId)
    {
        return participantId * Limits.CONNECTIONS_PER_PARTICIPANT_MAX + connectionId;
    }

    /**
     * Whose a connection is.
     *
     * @param handle of the connection.
     * @return participant id.
     */
    public static int participantId(final int handle)
    {
        return handle / Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
    }

    /**
     * Which of its participant's a connection is.
     *
     * @param handle of the connection.
     * @return below {@link Limits#CONNECTIONS_PER_PARTICIPANT_MAX}.
     */
    public static int connectionId(final int handle)
    {
        return handle % Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
    }

    /**
     * Whose it is.
     *
     * @return participant id.
     */
    public int participantId()
    {
        return participantId;
    }

    /**
     * The participant's number of it.
     *
     * @return below {@link Limits#CONNECTIONS_PER_PARTICIPANT_MAX}.
     */
    public int connectionId()
    {
        return connectionId;
    }

    /**
     * One number for participant and connection.
     *
     * @return the handle.
     */
    public int handle()
    {
        return handle(participantId, connectionId);
    }

    /**
     * The session that resumed last, and alone may send commands.
     *
     * @return {@link #NO_SESSION} where it is closed.
     */
    public long ownerSessionId()
    {
        return ownerSessionId;
    }

    /**
     * Hands the connection over.
     *
     * @param sessionId or {@link #NO_SESSION}.
     */
    public void ownerSessionId(final long sessionId)
    {
        ownerSessionId = sessionId;
    }

    /**
     * Runs while no session owns the connection; when it is over, the connection's orders are cancelled.
     *
     * @return the timer.
     */
    public ConnectionTimer disconnectTimer()
    {
        return disconnectTimer;
    }

    /**
     * Runs until the session renews it; when it is over, the connection's orders are cancelled.
     *
     * @return the timer.
     */
    public ConnectionTimer deadMansTimer()
    {
        return deadMansTimer;
    }

    /**
     * What came of its commands.
     *
     * @return the window.
     */
    public OutcomeWindow outcomes()
    {
        return outcomes;
    }

    /**
     * What was reported to it.
     *
     * @return the window.
     */
    public ReportWindow reports()
    {
        return reports;
    }

    /**
     * Puts back the state that a snapshot has, before its outcomes and reports are added.
     *
     * @param outcomesBefore client sequence before the first kept outcome.
     * @param reportsBefore  report sequence before the first kept report.
     * @param owner          session, or {@link #NO_SESSION}.
     */
    public void restore(final long outcomesBefore, final long reportsBefore, final long owner)
    {
        outcomes.restore(outcomesBefore);
        reports.restore(reportsBefore);
        ownerSessionId = owner;
    }
}
