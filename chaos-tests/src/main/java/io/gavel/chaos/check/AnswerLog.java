package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DUPLICATED;
import static io.gavel.chaos.check.Violations.Kind.LOST;

import io.gavel.chaos.load.ReceivedReport;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events say that each connection sent and was told, since it was last looked through. Every command of a
 * connection is answered once, in the order of its sequence.
 */
final class AnswerLog
{
    private final Map<Connection, Log> logs = new LinkedHashMap<>();
    private final Violations violations;

    AnswerLog(final Violations violations)
    {
        this.violations = violations;
    }

    /** A connection of a participant. */
    record Connection(int participantId, int connectionId)
    {
        @Override
        public String toString()
        {
            return "participant " + participantId + ", connection " + connectionId;
        }
    }

    /** The answer to a command. */
    record Executed(long eventSeq, long orderId, long clOrdId, ExecType execType)
    {
    }

    /** Of one connection. */
    static final class Log
    {
        private long lastClientSeq;
        private long lastReportSeq;
        private final Map<Long, Executed> executed = new HashMap<>();
        private final List<ReceivedReport> reports = new ArrayList<>();

        /** By clientSeq. */
        Map<Long, Executed> executed()
        {
            return executed;
        }

        /** In order. */
        List<ReceivedReport> reports()
        {
            return reports;
        }
    }

    void onReport(final ExecutionReportDecoder event)
    {
        final Connection connection = new Connection(event.participantId(), event.connectionId());
        onSequences(connection, event.eventSeq(), event.clientSeq(), event.reportSeq());
        final Log log = log(connection);
        if (event.clientSeq() > 0)
        {
            log.executed.put(event.clientSeq(),
                new Executed(event.eventSeq(), event.orderId(), event.clOrdId(), event.execType()));
        }
        if (event.reportSeq() > 0)
        {
            log.reports.add(ReceivedReport.of(event));
        }
    }

    /** Any report to a connection: its sequences go on without a hole. */
    void onSequences(
        final Connection connection, final long eventSeq, final long clientSeq, final long reportSeq)
    {
        final Log log = log(connection);
        if (clientSeq > 0)
        {
            violations.check(clientSeq == log.lastClientSeq + 1, clientSeq <= log.lastClientSeq ? DUPLICATED : LOST,
                connection + ": event " + eventSeq + " answers command " + clientSeq + " behind command " +
                log.lastClientSeq);
            log.lastClientSeq = Math.max(log.lastClientSeq, clientSeq);
        }
        if (reportSeq > 0)
        {
            violations.check(reportSeq == log.lastReportSeq + 1, reportSeq <= log.lastReportSeq ? DUPLICATED : LOST,
                connection + ": event " + eventSeq + " is report " + reportSeq + " behind report " +
                log.lastReportSeq);
            log.lastReportSeq = Math.max(log.lastReportSeq, reportSeq);
        }
    }

    Log log(final Connection connection)
    {
        return logs.computeIfAbsent(connection, key -> new Log());
    }

    Map<Connection, Log> logs()
    {
        return logs;
    }

    void forget()
    {
        logs.values().forEach(log ->
        {
            log.executed.clear();
            log.reports.clear();
        });
    }
}
