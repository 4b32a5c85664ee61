package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.client.ExecutionReport;
import io.gavel.client.FencedException;
import io.gavel.schema.ExecType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A broker: what it keeps where no crash of its program reaches (its last report, its orders, what it submitted), and
 * the program that runs just now.
 */
final class Broker
{
    private static final long RESTART_MAX_NS = 3 * VirtualTime.SECOND;
    private static final long AWAY_MAX_NS = 25 * VirtualTime.SECOND;

    private final Scene scene;
    private final Consensus consensus;
    private final Auditor auditor;
    private final SentCommands sentCommands;
    private final BrokerJournal journal;
    private final int participantId;
    private final int connectionId;
    private final RecordedReport recordedReport = new RecordedReport();
    private final List<Submission> submissions = new ArrayList<>();
    private final List<BrokerProcess> older = new ArrayList<>();
    private final List<Long> orderIds = new ArrayList<>();
    private final Set<Long> reportedClOrdIds = new HashSet<>();
    private final Set<Long> answeredSeqs = new HashSet<>();
    private BrokerProcess process;
    private boolean isRestarting;
    private boolean isTakenOver;
    private long lastReportSeq;
    private long nextClOrdId;
    private long reportedClOrdId;
    private int firstOpen;

    Broker(
        final Scene scene,
        final Consensus consensus,
        final Auditor auditor,
        final SentCommands sentCommands,
        final int participantId,
        final int connectionId,
        final JournalFiles files)
    {
        this.scene = scene;
        this.consensus = consensus;
        this.auditor = auditor;
        this.sentCommands = sentCommands;
        this.participantId = participantId;
        this.connectionId = connectionId;
        nextClOrdId = 1 + connectionId * 1_000_000L;
        journal = null == files ? null : new BrokerJournal(scene, auditor, this, (name) ->
            files.create(name, BrokerProcess.context(participantId, connectionId)));
    }

    /** What outlives its processes; null where it keeps only the number of its last report. */
    BrokerJournal journal()
    {
        return journal;
    }

    int participantId()
    {
        return participantId;
    }

    int connectionId()
    {
        return connectionId;
    }

    int connection()
    {
        return SentCommands.key(participantId, connectionId);
    }

    long lastReportSeq()
    {
        return lastReportSeq;
    }

    BrokerProcess process()
    {
        return process;
    }

    /** Order ids that were seen, oldest first. */
    List<Long> orderIds()
    {
        return orderIds;
    }

    long takeClOrdId()
    {
        return nextClOrdId++;
    }

    /** The id of an order that the venue has answered; 0 where there is none. */
    long reportedClOrdId()
    {
        return reportedClOrdId;
    }

    void start()
    {
        isRestarting = false;
        process = new BrokerProcess(scene, this, consensus, auditor, sentCommands);
    }

    /** The program dies and is started again. */
    void crash()
    {
        if (!isRestarting)
        {
            bury(process);
            restartSoon();
        }
    }

    private void restartSoon()
    {
        if (!isRestarting)
        {
            isRestarting = true;
            // Now and then it stays away for longer than its orders do.
            final boolean isAway = !scene.rates().isOver() && 0 == scene.random().nextInt(6);
            scene.time().after(scene.delayNs(VirtualTime.MILLISECOND, isAway ? AWAY_MAX_NS : RESTART_MAX_NS),
                this::start);
        }
    }

    private void bury(final BrokerProcess dead)
    {
        dead.die();
        if (null != journal)
        {
            // The next process is told.
            return;
        }
        for (final Submission submission : submissions.subList(firstOpen, submissions.size()))
        {
            if (submission.process() == dead && Submission.State.PENDING == submission.state())
            {
                submission.state(Submission.State.UNKNOWN);
                scene.count(Happening.UNKNOWN_MADE);
            }
        }
    }

    /** A second process takes the connection over while the first still runs, for a while; a journal lets none in. */
    void takeOver()
    {
        if (!isRestarting && null == journal)
        {
            scene.count(Happening.TAKEN_OVER);
            isTakenOver = true;
            final BrokerProcess first = process;
            older.add(first);
            start();
            scene.time().after(scene.delayNs(0, 3 * VirtualTime.SECOND), () -> end(first));
        }
    }

    /** A process that was taken over ends for good; the one that runs makes sure of what came of its commands. */
    private void end(final BrokerProcess first)
    {
        if (older.remove(first))
        {
            bury(first);
            process.link().drop();
        }
    }

    /** The client of a process came to its end by itself. */
    void onEnded(final BrokerProcess ended, final Throwable cause)
    {
        require(cause instanceof FencedException, () -> this + ": the client gave up: " + cause);
        if (ended == process)
        {
            restartSoon();
        }
        else
        {
            end(ended);
        }
    }

    /**
     * Whether the answer to another command than its own can pass for its answer: where two processes use a connection
     * side by side, the SDK tells them apart by the kind of the command and the order that it names.
     */
    boolean isMistakable(final Submission submission, final Auditor.Execution execution)
    {
        return isTakenOver && null != execution && CommandKey.of(execution.command()).equals(submission.key());
    }

    /** Whether its program is not running just now, and will be started again. */
    boolean isRestarting()
    {
        return isRestarting;
    }

    /** What programs do by the clock. */
    void tick()
    {
        for (final BrokerProcess each : List.copyOf(older))
        {
            each.link().tick();
            each.run();
        }
        process.link().tick();
        process.run();
    }

    /** No more faults: processes that were taken over end now, and the one that runs does not die any more. */
    void calm()
    {
        List.copyOf(older).forEach(this::end);
        process.calm();
    }

    void onSubmitted(final Submission submission)
    {
        submissions.add(submission);
        if (null != journal)
        {
            journal.onHandedIn(submission);
        }
    }

    /** The process that handed it in was told. */
    void onTold(final Submission submission)
    {
        if (Submission.State.ANSWERED == submission.state())
        {
            answeredSeqs.add(submission.clientSeq());
        }
        if (null != journal)
        {
            journal.onTold(submission);
        }
    }

    int openCount()
    {
        while (firstOpen < submissions.size() && !submissions.get(firstOpen).isOpen())
        {
            firstOpen++;
        }
        int count = 0;
        for (final Submission submission : submissions.subList(firstOpen, submissions.size()))
        {
            count += submission.isOpen() ? 1 : 0;
        }
        return count;
    }

    /** The connection is resumed: what processes that are over left unknown is known now, and for good. */
    void onConnected(final BrokerProcess by)
    {
        if (by != process || by.isOver())
        {
            return;
        }
        for (final Submission submission : submissions.subList(firstOpen, submissions.size()))
        {
            if (Submission.State.UNKNOWN == submission.state() && submission.process() != by && older.isEmpty())
            {
                resolve(submission);
            }
        }
    }

    private void resolve(final Submission submission)
    {
        final Auditor.Execution execution = auditor.execution(connection(), submission.clientSeq());
        // Where two processes sent the same bytes, it was that of the one that was answered.
        final boolean isExecuted = null != execution && Arrays.equals(execution.command(), submission.command()) &&
            !answeredSeqs.contains(submission.clientSeq());
        submission.state(isExecuted ? Submission.State.EXECUTED : Submission.State.NOT_EXECUTED);
        scene.count(isExecuted ? Happening.RESOLVED_EXECUTED : Happening.RESOLVED_NOT_EXECUTED);
        final boolean isReported = reportedClOrdIds.contains(submission.clOrdId());
        require(0 == submission.clOrdId() || isExecuted == isReported, () -> this + " resolved " + submission +
            " after its resume as " + (isReported ? "executed" : "not executed") + ", which is not so");
    }

    /** A report came: the next one of the connection, as it is in the recorded events. */
    void onExecution(final BrokerProcess by, final ExecutionReport report)
    {
        if (by != process || by.isOver())
        {
            return;
        }
        if (null == journal && scene.chance(scene.rates().now(scene.rates().crashInListener)))
        {
            scene.count(Happening.BROKER_CRASHED_IN_LISTENER);
            crash();
            return;
        }
        final List<byte[]> recorded = auditor.reports(connection());
        require(report.reportSeq() > lastReportSeq && report.reportSeq() <= recorded.size(), () -> this +
            " got report " + report.reportSeq() + " after report " + lastReportSeq + " of " + recorded.size());
        for (long seq = lastReportSeq + 1; seq < report.reportSeq(); seq++)
        {
            require(!RecordedReport.isExecution(recorded.get((int)seq - 1)),
                this + " got report " + report.reportSeq() + " and never report " + seq);
        }
        recordedReport.compare(this, report, recorded.get((int)report.reportSeq() - 1));
        lastReportSeq = report.reportSeq();
        if (0 != report.orderId() && (orderIds.isEmpty() || orderIds.get(orderIds.size() - 1) != report.orderId()))
        {
            orderIds.add(report.orderId());
        }
        if (ExecType.NEW == report.execType() || ExecType.REJECTED == report.execType())
        {
            reportedClOrdIds.add(report.clOrdId());
            reportedClOrdId = report.clOrdId();
        }
    }

    /** What it still waits for; empty where nothing. */
    String waitsFor()
    {
        if (isRestarting || !process.isLive())
        {
            return this + " is not connected";
        }
        if (openCount() > 0)
        {
            return this + " has " + openCount() + " commands without an answer, the first is " +
                submissions.get(firstOpen);
        }
        if (process.openQueries() > 0)
        {
            return this + " has " + process.openQueries() + " queries without an answer";
        }
        final List<byte[]> recorded = auditor.reports(connection());
        for (long seq = lastReportSeq + 1; seq <= recorded.size(); seq++)
        {
            if (RecordedReport.isExecution(recorded.get((int)seq - 1)))
            {
                return this + " has got no report " + seq + " of " + recorded.size();
            }
        }
        return "";
    }

    /** The program that runs ends, so that nothing of it is left. */
    void close()
    {
        if (null != process)
        {
            process.die();
        }
    }

    /** Everything that is known to be executed was, once, and nothing else was, to the end. */
    void checkEnd()
    {
        final Map<CommandKey, Integer> executions = new LinkedHashMap<>();
        auditor.executions(connection()).forEach(
            (execution) -> executions.merge(CommandKey.of(execution.command()), 1, Integer::sum));
        submissions.stream().filter(Submission::isKnownExecuted).forEach(
            (submission) -> executions.merge(submission.key(), -1, Integer::sum));
        executions.forEach((key, surplus) -> require(0 == surplus, () -> this + ": " + key + " was executed " +
            Math.abs(surplus) + " times " + (surplus > 0 ? "more" : "less") + " often than the broker was told"));
        for (final Submission submission : submissions)
        {
            require(Submission.State.NOT_EXECUTED != submission.state() || 0 == submission.clOrdId() ||
                !reportedClOrdIds.contains(submission.clOrdId()),
                () -> this + " resolved as not executed what was executed later: " + submission);
        }
    }

    @Override
    public String toString()
    {
        return "client " + participantId + "/" + connectionId;
    }
}
