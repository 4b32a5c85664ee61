package io.gavel.cluster.backup;

import io.aeron.cluster.ClusterBackupEventsListener;
import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.util.List;
import java.util.TreeSet;

/** What the copying of the log and the snapshots tells; written by its thread, read by any. */
final class BackupProgress implements ClusterBackupEventsListener
{
    private volatile int followedNode = -1;
    private volatile long logPosition;
    private volatile List<Long> snapshotPositions = List.of();
    private volatile String lastFailure = "";

    @Override
    public void onBackupQuery()
    {
        // It asks again while it copies, which changes nothing that is shown.
        return;
    }

    @Override
    public void onPossibleFailure(final Exception ex)
    {
        fail(ex.getMessage());
        followedNode = -1;
    }

    @Override
    public void onBackupResponse(
        final ClusterMember[] clusterMembers,
        final ClusterMember logSourceMember,
        final List<RecordingLog.Snapshot> snapshotsToRetrieve)
    {
        followedNode = logSourceMember.id();
    }

    @Override
    public void onUpdatedRecordingLog(
        final RecordingLog recordingLog, final List<RecordingLog.Snapshot> snapshotsRetrieved)
    {
        read(recordingLog);
    }

    @Override
    public void onLiveLogProgress(final long recordingId, final long recordingPosCounterId, final long logPosition)
    {
        this.logPosition = logPosition;
    }

    /**
     * Learns which snapshots are held.
     *
     * @param recordingLog of the copy.
     */
    void read(final RecordingLog recordingLog)
    {
        final TreeSet<Long> positions = new TreeSet<>();
        for (final RecordingLog.Entry entry : recordingLog.entries())
        {
            if (RecordingLog.ENTRY_TYPE_SNAPSHOT == entry.type && entry.isValid &&
                ConsensusModule.Configuration.SERVICE_ID == entry.serviceId)
            {
                positions.add(entry.logPosition);
            }
        }
        snapshotPositions = List.copyOf(positions);
    }

    void logPosition(final long position)
    {
        logPosition = position;
    }

    void fail(final String what)
    {
        lastFailure = null == what ? "" : what.replaceAll("\\s*\\R\\s*", "; ");
    }

    int followedNode()
    {
        return followedNode;
    }

    long logPosition()
    {
        return logPosition;
    }

    List<Long> snapshotPositions()
    {
        return snapshotPositions;
    }

    String lastFailure()
    {
        return lastFailure;
    }
}
