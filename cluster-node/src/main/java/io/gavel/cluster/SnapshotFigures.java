package io.gavel.cluster;

import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.RecordingLogFile;
import io.gavel.cluster.storage.SnapshotSummary;
import io.gavel.cluster.storage.StorageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The snapshots that a running node has, each read once to its end. Used by the status's thread. */
final class SnapshotFigures
{
    private static final int SHOWN_MAX = 16;

    private final Map<Long, SnapshotSummary> byRecording = new HashMap<>();
    private final NodeFiles files;
    private String json = "[]";

    /**
     * Nothing read yet.
     *
     * @param dir of the node, which it has locked.
     */
    SnapshotFigures(final Path dir)
    {
        files = NodeFiles.ofLocked(dir);
    }

    /** Looks for new ones. */
    void read()
    {
        final NodeStorage storage;
        try
        {
            storage = NodeStorage.read(files);
        }
        catch (final StorageException e)
        {
            // The archive is writing its catalog at this moment: what is new is found with the next snapshot.
            return;
        }
        final StringBuilder text = new StringBuilder("[");
        final List<RecordingLogFile.Snapshot> snapshots = storage.recordingLog().snapshots();
        for (int i = snapshots.size() - 1; i >= Math.max(0, snapshots.size() - SHOWN_MAX); i--)
        {
            final RecordingLogFile.Snapshot snapshot = snapshots.get(i);
            final SnapshotSummary summary = byRecording.computeIfAbsent(
                snapshot.consensusModule().recordingId(), (id) -> SnapshotSummary.of(storage, snapshot));
            text.append(text.length() > 1 ? "," : "")
                .append("{\"logPosition\":").append(summary.logPosition())
                .append(",\"leadershipTermId\":").append(summary.leadershipTermId())
                .append(",\"timeNs\":").append(summary.timestampNs())
                .append(",\"bytes\":").append(summary.bytes())
                .append(",\"hash\":\"").append(summary.hash())
                .append("\",\"whole\":").append(summary.isWhole()).append('}');
        }
        json = text.append(']').toString();
    }

    /**
     * The newest ones.
     *
     * @return a JSON array, newest first.
     */
    String json()
    {
        return json;
    }
}
