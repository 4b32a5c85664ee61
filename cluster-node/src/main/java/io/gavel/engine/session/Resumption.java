package io.gavel.engine.session;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeDecoder;

/** How sessions come to own connections: by Resume, the newest of which wins, and fences the older session off. */
public final class Resumption
{
    private final Venue venue;
    private final SessionReplies replies;
    private final ConnectionTimers timers;

    /**
     * Sessions of a venue.
     *
     * @param venue   whose they are.
     * @param replies takes the answers.
     * @param timers  learn who is gone, and who is back.
     */
    public Resumption(final Venue venue, final SessionReplies replies, final ConnectionTimers timers)
    {
        this.venue = venue;
        this.replies = replies;
        this.timers = timers;
    }

    /**
     * Hands a connection over to a session. Sends the reports that it missed, ResumeAck, and SessionFenced to the
     * older session; or ResumeAck with the reason why not.
     *
     * @param command   decoder of it.
     * @param sessionId that sent it.
     */
    public void onResume(final ResumeDecoder command, final long sessionId)
    {
        final Session session = venue.sessions().get(sessionId);
        final int participantId = null == session ? -1 : session.participantId();
        final Participant participant = venue.participants().get(participantId);
        final int connectionId = command.connectionId();
        final RejectReason unfit = check(session, participant, connectionId);
        final RejectReason reason = RejectReason.NONE == unfit && !session.mayResume(venue.timeNs()) ?
            RejectReason.RATE_EXCEEDED : unfit;
        if (RejectReason.NONE != reason)
        {
            replies.resumeRefused(sessionId, command.correlationId(), participantId, connectionId, reason);
            return;
        }
        final Connection connection = participant.obtainConnection(connectionId);
        final long olderSessionId = connection.ownerSessionId();
        connection.ownerSessionId(sessionId);
        session.resume(connectionId);
        timers.onResumed(connection);
        if (Connection.NO_SESSION != olderSessionId && sessionId != olderSessionId)
        {
            venue.sessions().get(olderSessionId).fence();
            replies.fenced(olderSessionId, connectionId);
        }
        replies.missedReports(sessionId, connection, command.lastReportSeq());
        replies.resumed(sessionId, command.correlationId(), connection);
    }

    /**
     * A session is gone: its connection has no owner until the next Resume.
     *
     * @param sessionId of the session.
     */
    public void onSessionClosed(final long sessionId)
    {
        final Session session = venue.sessions().close(sessionId);
        if (null != session && Session.NO_CONNECTION != session.connectionId() && !session.isFenced())
        {
            final Connection connection =
                venue.participants().get(session.participantId()).connection(session.connectionId());
            connection.ownerSessionId(Connection.NO_SESSION);
            timers.onDisconnected(connection);
        }
    }

    private static RejectReason check(final Session session, final Participant participant, final int connectionId)
    {
        if (null == participant)
        {
            return RejectReason.UNKNOWN_PARTICIPANT;
        }
        if (session.isFenced())
        {
            return RejectReason.SESSION_FENCED;
        }
        final boolean isInRange = connectionId >= 0 && connectionId < Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
        final boolean isOther = Session.NO_CONNECTION != session.connectionId() &&
            connectionId != session.connectionId();
        return isInRange && !isOther ? RejectReason.NONE : RejectReason.INVALID_CONNECTION;
    }
}
