package io.gavel.cluster;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.archive.status.RecordingPos;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.Cluster;
import io.aeron.driver.MediaDriver;
import java.io.File;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.status.CountersReader;

/**
 * Reads a node's status from the driver's counters, the recording log and the service's figures. Has to be closed
 * before the driver is: its counters are mapped memory.
 */
final class NodeStatus implements AutoCloseable
{
    private static final int NAMES_MAX = 8;
    private static final long ELECTION_CLOSED = ElectionState.CLOSED.code();

    private final NodeContext context;
    private final DataDirectory directory;
    private final NodeBuild build;
    private final NodeFigures figures;
    private final OpenSessions sessions;
    private final NodeErrors errors;
    private final CountersReader counters;
    private final long archiveId;
    private final SnapshotFigures snapshots;
    private long snapshotLogPosition = Aeron.NULL_VALUE;
    private long snapshotCountSeen = Aeron.NULL_VALUE;
    private long logRecordingId = Aeron.NULL_VALUE;
    private boolean closed;

    NodeStatus(
        final NodeContext context,
        final DataDirectory directory,
        final NodeBuild build,
        final ClusteredMediaDriver driver,
        final NodeFigures figures,
        final OpenSessions sessions,
        final NodeErrors errors)
    {
        this.context = context;
        this.directory = directory;
        this.build = build;
        this.figures = figures;
        this.sessions = sessions;
        this.errors = errors;
        final MediaDriver.Context driverContext = driver.mediaDriver().context();
        counters = new CountersReader(driverContext.countersMetaDataBuffer(), driverContext.countersValuesBuffer());
        archiveId = driver.archive().context().archiveId();
        snapshots = new SnapshotFigures(context.dataDir().toPath());
    }

    /**
     * The status as one JSON object.
     *
     * @return null once closed.
     */
    synchronized String json()
    {
        if (closed)
        {
            return null;
        }
        final long snapshotCount = counter(AeronCounters.CLUSTER_SNAPSHOT_COUNTER_TYPE_ID, 0);
        readRecordingLog(snapshotCount);
        final long commitPosition = counter(AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID, 0);
        final NodeFigures.StateHash stateHash = figures.stateHash();
        final long logPosition = Math.max(logRecorded(), commitPosition);
        final StringBuilder json = new StringBuilder(768)
            .append("{\"nodeId\":").append(context.node().nodeId())
            .append(",\"role\":\"").append(role()).append('"')
            .append(",\"leadershipTermId\":").append(counter(AeronCounters.CLUSTER_LEADERSHIP_TERM_ID_TYPE_ID, -1))
            .append(",\"logPosition\":").append(logPosition)
            .append(",\"commitPosition\":").append(commitPosition)
            .append(",\"snapshotLogPosition\":").append(snapshotLogPosition)
            .append(",\"snapshotCount\":").append(snapshotCount)
            .append(",\"snapshots\":").append(snapshots.json())
            .append(",\"logRecordingId\":").append(logRecordingId)
            .append(",\"commands\":").append(figures.commandCount())
            .append(",\"openOrders\":").append(figures.openOrders())
            .append(",\"accounts\":").append(figures.accounts())
            .append(",\"eventSeq\":").append(figures.eventSeq())
            .append(",\"eventPosition\":").append(figures.eventPosition())
            .append(",\"eventRecordedPosition\":").append(figures.eventRecordedPosition())
            .append(",\"sessions\":").append(figures.sessions())
            .append(",\"stateHash\":\"")
            .append(null == stateHash ? "" : String.format("%016x", stateHash.hash())).append('"')
            .append(",\"stateHashLogPosition\":").append(null == stateHash ? -1 : stateHash.logPosition())
            .append(",\"stateHashEventSeq\":").append(null == stateHash ? -1 : stateHash.eventSeq())
            .append(",\"build\":\"").append(build.id()).append('"')
            .append(",\"behaviourVersion\":").append(figures.behaviourVersion())
            .append(",\"behaviourVersionMax\":").append(build.behaviourVersionMax())
            .append(",\"durability\":\"").append(context.sizes().durability().text()).append('"');
        figures.snapshotTimes().appendTo(json);
        figures.startTimes().appendTo(json);
        figures.warmUp().appendTo(json);
        return json
            .append(",\"door\":").append(door())
            .append(",\"errors\":").append(errors.count())
            .append(",\"pid\":").append(ProcessHandle.current().pid())
            .append(",\"uptimeMs\":").append(ManagementFactory.getRuntimeMXBean().getUptime())
            .append('}').toString();
    }

    private String door()
    {
        final FailedLogons failedLogons = figures.failedLogons();
        final StringBuilder names = new StringBuilder();
        for (final FailedLogons.Count count : failedLogons.most(NAMES_MAX))
        {
            // A participant's name has no letter that JSON would want escaped.
            names.append(names.isEmpty() ? "" : ",")
                .append('"').append(count.name()).append("\":").append(count.failures());
        }
        return "{\"failedLogons\":" + failedLogons.count() + ",\"failedLogonsByName\":{" + names +
            "},\"logonsWithoutPlace\":" + sessions.refused() + ",\"sessionsEnded\":" + figures.sessionsEndedCount() +
            ",\"egressDropped\":" + figures.egressDroppedCount() + "}";
    }

    /**
     * Whether the node takes part in a cluster that has a leader.
     *
     * @return null once closed.
     */
    synchronized String health()
    {
        if (closed)
        {
            return null;
        }
        final boolean up = null == errors.failure() && isElected();
        return "{\"status\":\"" + (up ? "UP" : "DOWN") + "\",\"failedLogons\":" + figures.failedLogons().count() +
            ",\"egressDropped\":" + figures.egressDroppedCount() + ",\"errors\":" + errors.count() + "}";
    }

    private boolean isElected()
    {
        final int id = find(AeronCounters.CLUSTER_ELECTION_STATE_TYPE_ID);
        return CountersReader.NULL_COUNTER_ID != id && ELECTION_CLOSED == counters.getCounterValue(id);
    }

    private String role()
    {
        if (!isElected())
        {
            return "CANDIDATE";
        }
        final Cluster.Role role = Cluster.Role.get((int)counter(AeronCounters.CLUSTER_NODE_ROLE_TYPE_ID, 0));
        return role.name();
    }

    private long logRecorded()
    {
        if (Aeron.NULL_VALUE == logRecordingId)
        {
            return 0;
        }
        final int id = RecordingPos.findCounterIdByRecording(counters, logRecordingId, archiveId);
        return CountersReader.NULL_COUNTER_ID == id ? 0 : counters.getCounterValue(id);
    }

    private void readRecordingLog(final long snapshotCount)
    {
        if (snapshotCount == snapshotCountSeen && Aeron.NULL_VALUE != logRecordingId)
        {
            return;
        }
        if (!new File(directory.cluster(), RecordingLog.RECORDING_LOG_FILE_NAME).exists())
        {
            return;
        }
        try (RecordingLog log = new RecordingLog(directory.cluster(), false))
        {
            logRecordingId = log.findLastTermRecordingId();
            final RecordingLog.Entry entry = log.getLatestSnapshot(ConsensusModule.Configuration.SERVICE_ID);
            snapshotLogPosition = null == entry ? Aeron.NULL_VALUE : entry.logPosition;
            snapshotCountSeen = snapshotCount;
        }
        snapshots.read();
    }

    private long counter(final int typeId, final long absent)
    {
        final int id = find(typeId);
        return CountersReader.NULL_COUNTER_ID == id ? absent : counters.getCounterValue(id);
    }

    private int find(final int typeId)
    {
        for (int id = 0; id <= counters.maxCounterId(); id++)
        {
            final int state = counters.getCounterState(id);
            if (CountersReader.RECORD_ALLOCATED == state && counters.getCounterTypeId(id) == typeId)
            {
                return id;
            }
            if (CountersReader.RECORD_UNUSED == state)
            {
                break;
            }
        }
        return CountersReader.NULL_COUNTER_ID;
    }

    @Override
    public synchronized void close()
    {
        closed = true;
    }
}
