package io.gavel.engine.session;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Limits;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.OutcomeWindow;
import io.gavel.schema.CommandOutcomeEncoder;
import io.gavel.schema.CommandRejectEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.QueryRejectEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckEncoder;
import io.gavel.schema.SessionFencedEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes what a session is told that is no event. */
public final class SessionReplies
{
    private final EngineOutput output;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ResumeAckEncoder resumeAck = new ResumeAckEncoder();
    private final CommandRejectEncoder commandReject = new CommandRejectEncoder();
    private final CommandOutcomeEncoder commandOutcome = new CommandOutcomeEncoder();
    private final SessionFencedEncoder sessionFenced = new SessionFencedEncoder();
    private final QueryRejectEncoder queryReject = new QueryRejectEncoder();

    /**
     * An encoder.
     *
     * @param output takes the messages.
     */
    public SessionReplies(final EngineOutput output)
    {
        this.output = output;
    }

    /**
     * The session owns the connection now.
     *
     * @param sessionId     that resumed.
     * @param correlationId of the Resume.
     * @param connection    that it owns.
     */
    public void resumed(final long sessionId, final long correlationId, final Connection connection)
    {
        resumeAck.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(correlationId)
            .nextClientSeq(connection.outcomes().lastClientSeq() + 1)
            .firstReportSeq(connection.reports().firstReportSeq())
            .lastReportSeq(connection.reports().lastReportSeq())
            .participantId(connection.participantId())
            .connectionId(connection.connectionId())
            .commandWindow(Limits.COMMAND_WINDOW)
            .reason(RejectReason.NONE);
        send(sessionId, resumeAck.encodedLength());
    }

    /**
     * A Resume is refused.
     *
     * @param sessionId     that asked.
     * @param correlationId of the Resume.
     * @param participantId of the session.
     * @param connectionId  that it asked for.
     * @param reason        why.
     */
    public void resumeRefused(
        final long sessionId,
        final long correlationId,
        final int participantId,
        final int connectionId,
        final RejectReason reason)
    {
        resumeAck.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(correlationId)
            .nextClientSeq(0)
            .firstReportSeq(0)
            .lastReportSeq(0)
            .participantId(participantId)
            .connectionId(connectionId)
            .commandWindow(Limits.COMMAND_WINDOW)
            .reason(reason);
        send(sessionId, resumeAck.encodedLength());
    }

    /**
     * A command was not executed, and used no sequence up.
     *
     * @param sessionId         that sent it.
     * @param clientSeq         of the command.
     * @param expectedClientSeq of the next command, 0 where the session has no connection.
     * @param reason            why.
     */
    public void commandRejected(
        final long sessionId, final long clientSeq, final long expectedClientSeq, final RejectReason reason)
    {
        commandReject.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq)
            .expectedClientSeq(expectedClientSeq)
            .reason(reason);
        send(sessionId, commandReject.encodedLength());
    }

    /**
     * A command was executed before.
     *
     * @param sessionId that sent it again.
     * @param clientSeq of the command, within the window.
     * @param outcomes  of the connection.
     */
    public void commandOutcome(final long sessionId, final long clientSeq, final OutcomeWindow outcomes)
    {
        commandOutcome.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(clientSeq)
            .resultId(outcomes.resultId(clientSeq))
            .eventSeq(outcomes.eventSeq(clientSeq))
            .reason(RejectReason.get(outcomes.reason(clientSeq)));
        send(sessionId, commandOutcome.encodedLength());
    }

    /**
     * A newer session took the connection over.
     *
     * @param sessionId    that lost it.
     * @param connectionId of the connection.
     */
    public void fenced(final long sessionId, final int connectionId)
    {
        sessionFenced.wrapAndApplyHeader(buffer, 0, header).connectionId(connectionId);
        send(sessionId, sessionFenced.encodedLength());
    }

    /**
     * A query has no answer.
     *
     * @param sessionId     that asked.
     * @param correlationId of the query.
     * @param reason        why.
     */
    public void queryRejected(final long sessionId, final long correlationId, final RejectReason reason)
    {
        queryReject.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).reason(reason);
        send(sessionId, queryReject.encodedLength());
    }

    /**
     * Sends the reports that a client missed, oldest first, as they were encoded.
     *
     * @param sessionId     that resumed.
     * @param connection    that it owns.
     * @param lastReportSeq that the client has.
     */
    public void missedReports(final long sessionId, final Connection connection, final long lastReportSeq)
    {
        final long last = connection.reports().lastReportSeq();
        final long first = connection.reports().firstReportSeq();
        for (long seq = lastReportSeq < first ? first : lastReportSeq + 1; seq <= last && seq > 0; seq++)
        {
            output.onSessionMessage(sessionId, connection.reports().buffer(), connection.reports().offset(seq),
                connection.reports().length(seq));
        }
    }

    private void send(final long sessionId, final int blockLength)
    {
        output.onSessionMessage(sessionId, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }
}
