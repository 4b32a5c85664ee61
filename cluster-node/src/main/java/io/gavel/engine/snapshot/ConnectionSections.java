package io.gavel.engine.snapshot;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.ConnectionTimer;
import io.gavel.engine.participant.OutcomeWindow;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.participant.ReportWindow;
import io.gavel.engine.session.ConnectionTimers;
import io.gavel.engine.session.Session;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SnapshotConnectionDecoder;
import io.gavel.schema.SnapshotConnectionEncoder;
import io.gavel.schema.SnapshotOutcomesDecoder;
import io.gavel.schema.SnapshotOutcomesEncoder;
import io.gavel.schema.SnapshotReportsDecoder;
import io.gavel.schema.SnapshotReportsEncoder;
import io.gavel.schema.SnapshotSessionDecoder;
import io.gavel.schema.SnapshotSessionEncoder;
import java.nio.ByteOrder;
import org.agrona.collections.LongArrayList;

/** Connections with their windows, and sessions. */
final class ConnectionSections
{
    private static final int CONNECTION_LENGTH_FIRST = 32;
    private static final int SESSION_LENGTH_FIRST = 17;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int REPORTS_AT = HEADER + SnapshotReportsEncoder.BLOCK_LENGTH + Integer.BYTES;
    private static final int REPORTS_PER_RECORD = 32;

    private final Venue venue;
    private final SnapshotConnectionEncoder connectionEncoder = new SnapshotConnectionEncoder();
    private final SnapshotConnectionDecoder connectionDecoder = new SnapshotConnectionDecoder();
    private final SnapshotOutcomesEncoder outcomesEncoder = new SnapshotOutcomesEncoder();
    private final SnapshotOutcomesDecoder outcomesDecoder = new SnapshotOutcomesDecoder();
    private final SnapshotReportsEncoder reportsEncoder = new SnapshotReportsEncoder();
    private final SnapshotReportsDecoder reportsDecoder = new SnapshotReportsDecoder();
    private final SnapshotSessionEncoder sessionEncoder = new SnapshotSessionEncoder();
    private final SnapshotSessionDecoder sessionDecoder = new SnapshotSessionDecoder();
    // Of each connection in turn what its windows have to come to: handle, client sequence, report sequence.
    private final LongArrayList expected = new LongArrayList();
    private int lastConnection = -1;
    private int lastOutcomes = -1;
    private int lastReports = -1;
    private long lastSessionId;
    private boolean hasSession;

    ConnectionSections(final Venue venue)
    {
        this.venue = venue;
    }

    void write(final RecordSink sink)
    {
        forEachConnection((connection) -> writeConnection(connection, sink));
        forEachConnection((connection) -> writeOutcomes(connection, sink));
        forEachConnection((connection) -> writeReports(connection, sink));
        for (int i = 0; i < venue.sessions().count(); i++)
        {
            final Session session = venue.sessions().at(i);
            sessionEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .sessionId(session.sessionId())
                .participantId(session.participantId())
                .connectionId(session.connectionId())
                .fenced((short)(session.isFenced() ? 1 : 0))
                .malformed(session.malformed())
                .resumesDoneNs(session.resumesDoneNs());
            sink.record(SnapshotSessionEncoder.BLOCK_LENGTH);
        }
    }

    private interface ConnectionVisitor
    {
        void onConnection(Connection connection);
    }

    private void forEachConnection(final ConnectionVisitor visitor)
    {
        for (int id = 0; id < venue.participants().count(); id++)
        {
            final Participant participant = venue.participants().get(id);
            for (int i = 0; i < Limits.CONNECTIONS_PER_PARTICIPANT_MAX; i++)
            {
                if (null != participant.connection(i))
                {
                    visitor.onConnection(participant.connection(i));
                }
            }
        }
    }

    private void writeConnection(final Connection connection, final RecordSink sink)
    {
        connectionEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
            .lastClientSeq(connection.outcomes().lastClientSeq())
            .lastReportSeq(connection.reports().lastReportSeq())
            .ownerSessionId(connection.ownerSessionId())
            .participantId(connection.participantId())
            .connectionId(connection.connectionId())
            .graceNs(connection.disconnectTimer().durationNs())
            .graceEndNs(connection.disconnectTimer().deadlineNs())
            .deadManNs(connection.deadMansTimer().durationNs())
            .deadManEndNs(connection.deadMansTimer().deadlineNs());
        sink.record(SnapshotConnectionEncoder.BLOCK_LENGTH);
    }

    private void writeOutcomes(final Connection connection, final RecordSink sink)
    {
        final OutcomeWindow window = connection.outcomes();
        for (long first = window.firstClientSeq(); first <= window.lastClientSeq(); first += RecordSink.ROWS_MAX)
        {
            final int rows = (int)Math.min(RecordSink.ROWS_MAX, window.lastClientSeq() - first + 1);
            outcomesEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .firstClientSeq(first)
                .participantId(connection.participantId())
                .connectionId(connection.connectionId());
            final SnapshotOutcomesEncoder.OutcomesEncoder group = outcomesEncoder.outcomesCount(rows);
            for (long seq = first; seq < first + rows; seq++)
            {
                group.next()
                    .resultId(window.resultId(seq))
                    .eventSeq(window.eventSeq(seq))
                    .reason(RejectReason.get(window.reason(seq)));
            }
            sink.record(outcomesEncoder.encodedLength());
        }
    }

    private void writeReports(final Connection connection, final RecordSink sink)
    {
        final ReportWindow window = connection.reports();
        for (long first = window.firstReportSeq(); first <= window.lastReportSeq(); first += REPORTS_PER_RECORD)
        {
            reportsEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .firstReportSeq(first)
                .participantId(connection.participantId())
                .connectionId(connection.connectionId());
            int at = REPORTS_AT;
            final long end = Math.min(first + REPORTS_PER_RECORD, window.lastReportSeq() + 1);
            for (long seq = first; seq < end; seq++)
            {
                sink.buffer().putBytes(at, window.buffer(), window.offset(seq), window.length(seq));
                at += window.length(seq);
            }
            sink.buffer().putInt(REPORTS_AT - Integer.BYTES, at - REPORTS_AT, ByteOrder.LITTLE_ENDIAN);
            sink.record(at - HEADER);
        }
    }

    void loadConnection(final RecordFrame frame, final ConnectionTimers timers)
    {
        frame.requireFixed(CONNECTION_LENGTH_FIRST, SnapshotConnectionDecoder.BLOCK_LENGTH);
        connectionDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int connectionId = connectionDecoder.connectionId();
        final Participant participant = participant(connectionDecoder.participantId(), connectionId);
        final int handle = Connection.handle(participant.participantId(), connectionId);
        final long clientSeq = connectionDecoder.lastClientSeq();
        final long reportSeq = connectionDecoder.lastReportSeq();
        RecordFrame.require(handle > lastConnection, "a connection after " + lastConnection, handle);
        RecordFrame.require(clientSeq >= 0 && reportSeq >= 0, "sequences of at least 0", clientSeq);
        lastConnection = handle;
        participant.obtainConnection(connectionId).restore(
            Math.max(0, clientSeq - Limits.COMMAND_WINDOW), Math.max(0, reportSeq - Limits.REPORT_WINDOW),
            connectionDecoder.ownerSessionId());
        if (!frame.isFirstVersion())
        {
            final Connection connection = participant.connection(connectionId);
            loadTimer(connection, false, connectionDecoder.graceNs(), connectionDecoder.graceEndNs(), timers);
            loadTimer(connection, true, connectionDecoder.deadManNs(), connectionDecoder.deadManEndNs(), timers);
        }
        expected.addLong(handle);
        expected.addLong(clientSeq);
        expected.addLong(reportSeq);
    }

    private static void loadTimer(
        final Connection connection,
        final boolean isDeadMan,
        final long durationNs,
        final long deadlineNs,
        final ConnectionTimers timers)
    {
        RecordFrame.require(durationNs >= 0 && deadlineNs >= 0, "a timer of at least 0", durationNs);
        final ConnectionTimer timer = isDeadMan ? connection.deadMansTimer() : connection.disconnectTimer();
        timer.durationNs(durationNs);
        timer.deadlineNs(deadlineNs);
        if (0 != deadlineNs)
        {
            timers.restore(connection, isDeadMan);
        }
    }

    void loadOutcomes(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotOutcomesDecoder.BLOCK_LENGTH,
            SnapshotOutcomesDecoder.OutcomesDecoder.sbeBlockLength());
        outcomesDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final Connection connection = connection(
            outcomesDecoder.participantId(), outcomesDecoder.connectionId(), lastOutcomes);
        lastOutcomes = connection.handle();
        final OutcomeWindow window = connection.outcomes();
        RecordFrame.require(outcomesDecoder.firstClientSeq() == window.lastClientSeq() + 1,
            "outcomes from client sequence " + (window.lastClientSeq() + 1), outcomesDecoder.firstClientSeq());
        for (final SnapshotOutcomesDecoder.OutcomesDecoder row : outcomesDecoder.outcomes())
        {
            window.add(row.resultId(), row.eventSeq(), row.reason().value());
        }
    }

    void loadReports(final RecordFrame frame)
    {
        final int bytes = frame.requireBytes(SnapshotReportsDecoder.BLOCK_LENGTH);
        reportsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final Connection connection = connection(
            reportsDecoder.participantId(), reportsDecoder.connectionId(), lastReports);
        lastReports = connection.handle();
        final ReportWindow window = connection.reports();
        RecordFrame.require(reportsDecoder.firstReportSeq() == window.lastReportSeq() + 1,
            "reports from report sequence " + (window.lastReportSeq() + 1), reportsDecoder.firstReportSeq());
        int at = frame.offset() + REPORTS_AT;
        final int end = at + bytes;
        while (at < end)
        {
            RecordFrame.require(end - at >= HEADER, "a whole report", end - at);
            final int length = HEADER + (frame.buffer().getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
            RecordFrame.require(length <= end - at && length <= ReportWindow.REPORT_LENGTH_MAX, "a whole report",
                length);
            window.add(frame.buffer(), at, length);
            at += length;
        }
    }

    void loadSession(final RecordFrame frame)
    {
        frame.requireFixed(SESSION_LENGTH_FIRST, SnapshotSessionDecoder.BLOCK_LENGTH);
        sessionDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final long sessionId = sessionDecoder.sessionId();
        final int connectionId = sessionDecoder.connectionId();
        RecordFrame.require(!hasSession || sessionId > lastSessionId, "a session after " + lastSessionId, sessionId);
        RecordFrame.require(sessionDecoder.fenced() <= 1, "fenced to be 0 or 1", sessionDecoder.fenced());
        hasSession = true;
        lastSessionId = sessionId;
        final Session session = venue.sessions().open(sessionId, sessionDecoder.participantId());
        session.restoreMalformed(frame.isFirstVersion() ? 0 : sessionDecoder.malformed());
        session.restoreResumes(frame.isFirstVersion() ? 0 : sessionDecoder.resumesDoneNs());
        if (Session.NO_CONNECTION != connectionId)
        {
            final boolean isFenced = 1 == sessionDecoder.fenced();
            final Connection connection = participant(session.participantId(), connectionId)
                .connection(connectionId);
            RecordFrame.require(null != connection && isFenced != (connection.ownerSessionId() == sessionId),
                "the owner of connection " + connectionId + " to be a session that is not fenced", sessionId);
            session.resume(connectionId);
            if (isFenced)
            {
                session.fence();
            }
        }
    }

    /** Everything is loaded: the windows must have come to what their connections said. */
    void check()
    {
        for (int i = 0; i < expected.size(); i += 3)
        {
            final Connection connection = venue.participants().connection((int)expected.getLong(i));
            RecordFrame.require(connection.outcomes().lastClientSeq() == expected.getLong(i + 1),
                "outcomes up to client sequence " + expected.getLong(i + 1), connection.outcomes().lastClientSeq());
            RecordFrame.require(connection.reports().lastReportSeq() == expected.getLong(i + 2),
                "reports up to report sequence " + expected.getLong(i + 2), connection.reports().lastReportSeq());
            RecordFrame.require(Connection.NO_SESSION == connection.ownerSessionId() ||
                null != venue.sessions().get(connection.ownerSessionId()), "the owner of a connection to be open",
                connection.ownerSessionId());
        }
    }

    private Participant participant(final int participantId, final int connectionId)
    {
        final Participant participant = venue.participants().get(participantId);
        RecordFrame.require(null != participant, "a participant that is there", participantId);
        RecordFrame.require(connectionId >= 0 && connectionId < Limits.CONNECTIONS_PER_PARTICIPANT_MAX,
            "a connection below " + Limits.CONNECTIONS_PER_PARTICIPANT_MAX, connectionId);
        return participant;
    }

    private Connection connection(final int participantId, final int connectionId, final int last)
    {
        final Connection connection = participant(participantId, connectionId).connection(connectionId);
        RecordFrame.require(null != connection, "a connection that is there", connectionId);
        RecordFrame.require(connection.handle() >= last, "connection " + last + " or a later one",
            connection.handle());
        return connection;
    }
}
