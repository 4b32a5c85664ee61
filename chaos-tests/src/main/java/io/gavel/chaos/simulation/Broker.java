package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.client.ExecutionReport;
import io.gavel.client.FencedException;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A broker: what it keeps where no crash of its program reaches (its last report, its orders, what it submitted), and
 * the program that runs just now.
 */
final class Broker
{
    private final Scene scene;
    private final Consensus consensus;
    private final Auditor auditor;
    private final SentCommands sentCommands;
    private final int participantId;
    private final int connectionId;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();
    private final List<Submission> submissions = new ArrayList<>();
    private final List<BrokerProcess> older = new ArrayList<>();
    private final List<Long> orderIds = new ArrayList<>();
    private final Set<Long> reportedClOrdIds = new HashSet<>();
    private BrokerProcess process;
    private boolean isRestarting;
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
        final int connectionId)
    {
        this.scene = scene;
        this.consensus = consensus;
        this.auditor = auditor;
        this.sentCommands = sentCommands;
        this.participantId = participantId;
        this.connectionId = connectionId;
        nextClOrdId = 1 + connectionId * 1_000_000L;
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
            scene.time().after(scene.delayNs(VirtualTime.MILLISECOND, 3 * VirtualTime.SECOND), this::start);
        }
    }

    private void bury(final BrokerProcess dead)
    {
        dead.die();
        for (final Submission submission : submissions.subList(firstOpen, submissions.size()))
        {
            if (submission.process() == dead && Submission.State.PENDING == submission.state())
            {
                submission.state(Submission.State.UNKNOWN);
                scene.count(Happening.UNKNOWN_MADE);
            }
        }
    }

    /** A second process takes the connection over while the first still runs, for a while. */
    void takeOver()
    {
        if (!isRestarting)
        {
            scene.count(Happening.TAKEN_OVER);
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

    /** Processes that were taken over end now. */
    void endOlder()
    {
        List.copyOf(older).forEach(this::end);
    }

    void onSubmitted(final Submission submission)
    {
        submissions.add(submission);
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
        final boolean isExecuted = null != execution && Arrays.equals(execution.command(), submission.command());
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
        if (scene.chance(scene.rates().now(scene.rates().crashInListener)))
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
            require(!isExecution(recorded.get((int)seq - 1)), this + " got report " + report.reportSeq() +
                " and never report " + seq);
        }
        compare(report, recorded.get((int)report.reportSeq() - 1));
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

    private static boolean isExecution(final byte[] report)
    {
        return ExecutionReportDecoder.TEMPLATE_ID == (report[2] & 0xFF | (report[3] & 0xFF) << 8);
    }

    private void compare(final ExecutionReport report, final byte[] recorded)
    {
        require(isExecution(recorded), () -> this + " got an execution report that is none in the events: " + report);
        final ExecutionReportDecoder event = decoder.wrapAndApplyHeader(new UnsafeBuffer(recorded), 0, header);
        require(event.eventSeq() == report.eventSeq() && event.timeNs() == report.timeNs() &&
            event.clientSeq() == report.clientSeq() && event.orderId() == report.orderId() &&
            event.clOrdId() == report.clOrdId() && event.matchId() == report.matchId() &&
            event.accountId() == report.accountId() && event.execType() == report.execType() &&
            event.lastPxTicks() == report.lastPxTicks() && event.lastQtyLots() == report.lastQtyLots() &&
            event.cumQtyLots() == report.cumQtyLots() && event.leavesQtyLots() == report.leavesQtyLots() &&
            event.rejectReason() == report.rejectReason() && event.feeMinor() == report.feeMinor(),
            () -> this + " got a report that differs from the recorded event: expected " + MessageLine.of(recorded) +
            ", actual " + report);
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
            if (isExecution(recorded.get((int)seq - 1)))
            {
                return this + " has got no report " + seq + " of " + recorded.size();
            }
        }
        return "";
    }

    /** What was resolved as not executed was not, to the end. */
    void checkEnd()
    {
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
