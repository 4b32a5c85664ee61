package io.gavel.cluster.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * One snapshot of one node in short, after it was read to its end.
 *
 * @param logPosition      at which it was taken.
 * @param leadershipTermId of the log there.
 * @param timestampNs      log time, nanoseconds since the epoch.
 * @param recordingId      of the service's part, in the node's archive.
 * @param bytes            of both parts, as recorded.
 * @param records          of the engine.
 * @param hash             of the state, as its end record has it; 16 hexadecimal digits, empty where it is not whole.
 * @param fault            why it cannot be loaded; empty where it is whole.
 */
public record SnapshotSummary(
    long logPosition,
    long leadershipTermId,
    long timestampNs,
    long recordingId,
    long bytes,
    long records,
    String hash,
    String fault)
{
    /**
     * Reads a snapshot.
     *
     * @param storage  of a node.
     * @param snapshot of its recording log.
     * @return what it is.
     */
    public static SnapshotSummary of(final NodeStorage storage, final RecordingLogFile.Snapshot snapshot)
    {
        final RecordingLogFile.Entry entry = snapshot.consensusModule();
        final long recordingId = snapshot.service().recordingId();
        final SnapshotReader reader = storage.snapshots();
        String fault = "";
        try
        {
            reader.read(snapshot, NoConsumer.NONE);
        }
        catch (final StorageException e)
        {
            fault = e.getMessage();
        }
        return new SnapshotSummary(entry.logPosition(), entry.leadershipTermId(), entry.timestampNs(), recordingId,
            reader.bytes(), reader.records(), fault.isEmpty() ? String.format("%016x", reader.hash()) : "", fault);
    }

    /**
     * Reads all snapshots of a node.
     *
     * @param storage of the node.
     * @return newest first.
     */
    public static List<SnapshotSummary> all(final NodeStorage storage)
    {
        final List<SnapshotSummary> all = new ArrayList<>();
        for (final RecordingLogFile.Snapshot snapshot : storage.recordingLog().snapshots())
        {
            all.add(0, of(storage, snapshot));
        }
        return all;
    }

    /**
     * Whether it can be loaded.
     *
     * @return true where it is whole.
     */
    public boolean isWhole()
    {
        return fault.isEmpty();
    }
}
