package io.gavel.cluster.backup;

import java.util.List;

/**
 * How far a backup is.
 *
 * @param state             of the copying of log and snapshots: BACKUP_QUERY, SNAPSHOT_RETRIEVE, BACKING_UP and others.
 * @param followedNode      whose log is copied, -1 where none is.
 * @param logPosition       up to which the log is copied, bytes; 0 before any of it is.
 * @param eventPosition     up to which the events are copied, bytes; 0 before any of them is.
 * @param eventsNode        whose events are copied now, -1 where none are.
 * @param snapshotPositions log positions of the snapshots that are held, ascending.
 * @param lastFailure       what went wrong last, or an empty text.
 */
public record BackupStatus(
    String state,
    int followedNode,
    long logPosition,
    long eventPosition,
    int eventsNode,
    List<Long> snapshotPositions,
    String lastFailure)
{
    /**
     * Copies the list.
     */
    public BackupStatus
    {
        snapshotPositions = List.copyOf(snapshotPositions);
    }
}
