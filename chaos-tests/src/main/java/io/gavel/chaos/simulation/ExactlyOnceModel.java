package io.gavel.chaos.simulation;

import io.gavel.engine.session.Frame;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckDecoder;
import io.gavel.schema.ResumeDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The rules of exactly-once submission in a page, told apart from the engine: which session owns which connection, and
 * which command is the next. It says of each entry of the log whether a command is to be executed.
 */
final class ExactlyOnceModel
{
    private final Frame frame = new Frame();
    private final ResumeDecoder resume = new ResumeDecoder();
    private final ResumeAckDecoder ack = new ResumeAckDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, Session> sessions = new HashMap<>();
    private final Map<Integer, Long> owners = new HashMap<>();
    private final Map<Integer, Long> lastSeqs = new HashMap<>();
    private final Coverage coverage;

    /** A session of the cluster. */
    private static final class Session
    {
        private final int participantId;
        private int connection = -1;
        private boolean isFenced;

        private Session(final int participantId)
        {
            this.participantId = participantId;
        }
    }

    /**
     * A command that is to be executed.
     *
     * @param connection of the command.
     * @param clientSeq  of the command.
     */
    record Due(int connection, long clientSeq)
    {
    }

    ExactlyOnceModel(final Coverage coverage)
    {
        this.coverage = coverage;
    }

    /** What an entry is to execute; null for nothing. To be asked before the entry's effects are known. */
    Due due(final LogEntry entry)
    {
        switch (entry.kind())
        {
            case SESSION_OPEN -> sessions.put(entry.sessionId(), new Session((int)entry.number()));
            case SESSION_CLOSE -> onClosed(entry.sessionId());
            case MESSAGE ->
            {
                return dueOfMessage(entry);
            }
            default ->
            {
                // No command.
            }
        }
        return null;
    }

    private void onClosed(final long sessionId)
    {
        final Session session = sessions.remove(sessionId);
        if (null != session && session.connection >= 0 && !session.isFenced)
        {
            owners.remove(session.connection);
        }
    }

    private Due dueOfMessage(final LogEntry entry)
    {
        frame.wrap(new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
        if (RejectReason.NONE != frame.reason() ||
            Frame.Kind.ORDER != frame.kind() && Frame.Kind.ADMIN != frame.kind())
        {
            return null;
        }
        final Session session = sessions.get(entry.sessionId());
        if (null == session || session.connection < 0)
        {
            coverage.count(Happening.COMMAND_NOT_RESUMED);
            return null;
        }
        final long next = lastSeqs.getOrDefault(session.connection, 0L) + 1;
        if (session.isFenced)
        {
            coverage.count(Happening.COMMAND_FENCED);
            return null;
        }
        if (frame.firstField() != next)
        {
            coverage.count(frame.firstField() < next ? Happening.COMMAND_REPEATED : Happening.COMMAND_GAP);
            return null;
        }
        lastSeqs.put(session.connection, next);
        coverage.count(Happening.COMMAND_EXECUTED);
        return new Due(session.connection, next);
    }

    /** Learns who owns a connection from the answer to a resume. */
    void onEffects(final LogEntry entry, final List<Effect> effects)
    {
        if (LogEntry.Kind.MESSAGE != entry.kind() || Frame.Kind.RESUME != frame.kind() ||
            RejectReason.NONE != frame.reason())
        {
            return;
        }
        int sentAgain = 0;
        for (final Effect effect : effects)
        {
            if (Effect.Kind.MESSAGE == effect.kind() && effect.id() == entry.sessionId())
            {
                header.wrap(new UnsafeBuffer(effect.bytes()), 0);
                sentAgain += ResumeAckDecoder.SCHEMA_ID == header.schemaId() ? 0 : 1;
                if (ResumeAckDecoder.SCHEMA_ID == header.schemaId() &&
                    ResumeAckDecoder.TEMPLATE_ID == header.templateId())
                {
                    onAck(entry, effect.bytes());
                }
            }
        }
        coverage.count(Happening.REPORTS_SENT_AGAIN, Math.min(1, sentAgain));
    }

    private void onAck(final LogEntry entry, final byte[] message)
    {
        ack.wrapAndApplyHeader(new UnsafeBuffer(message), 0, header);
        if (RejectReason.NONE != ack.reason())
        {
            return;
        }
        coverage.count(Happening.RESUMED);
        final UnsafeBuffer command = new UnsafeBuffer(entry.bytes());
        resume.wrapAndApplyHeader(command, 0, header);
        final Session session = sessions.get(entry.sessionId());
        SimulationFailure.require(null != session && !session.isFenced,
            () -> "a session that is closed or fenced was let in: " + entry);
        final int connection = SentCommands.key(session.participantId, resume.connectionId());
        final Long older = owners.put(connection, entry.sessionId());
        if (null != older && older != entry.sessionId())
        {
            sessions.get(older).isFenced = true;
        }
        session.connection = connection;
        final long next = lastSeqs.getOrDefault(connection, 0L) + 1;
        SimulationFailure.require(ack.nextClientSeq() == next, () -> "connection " + (connection >> 4) + "/" +
            (connection & 15) + " was told that command " + ack.nextClientSeq() + " is next: expected " + next);
    }
}
