package io.gavel.ops.storage;

import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.RecordingLogFile;
import io.gavel.cluster.storage.SnapshotReader;
import io.gavel.ops.cli.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One snapshot in a stopped node's directory. */
final class SnapshotSource implements AutoCloseable
{
    private final NodeFiles files;
    private final NodeStorage storage;
    private RecordingLogFile.Snapshot snapshot;

    private SnapshotSource(final NodeFiles files, final NodeStorage storage)
    {
        this.files = files;
        this.storage = storage;
    }

    /**
     * Opens a directory.
     *
     * @param directory of a node.
     * @param position  of the snapshot; null for the newest.
     * @return the snapshot, to be closed.
     */
    static SnapshotSource open(final Path directory, final Long position)
    {
        final NodeFiles files = NodeFiles.open(directory);
        boolean isOpen = false;
        try
        {
            final SnapshotSource source = new SnapshotSource(files, NodeStorage.read(files));
            source.choose(position);
            isOpen = true;
            return source;
        }
        finally
        {
            if (!isOpen)
            {
                files.close();
            }
        }
    }

    /**
     * Takes another snapshot of the directory.
     *
     * @param position of it; null for the newest.
     */
    void choose(final Long position)
    {
        final List<RecordingLogFile.Snapshot> all = storage.recordingLog().snapshots();
        if (all.isEmpty())
        {
            throw new CommandFailure(
                files.dir() + " has no snapshot: take one by ./gavel snapshot while the venue runs");
        }
        snapshot = null == position ? storage.newestSnapshot() :
            all.stream().filter((each) -> each.logPosition() == position).findFirst().orElseThrow(
                () -> new CommandFailure(files.dir() + " has no snapshot at log position " + position +
                "; it has " + positions().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }

    List<Long> positions()
    {
        return storage.recordingLog().snapshots().stream().map(RecordingLogFile.Snapshot::logPosition).toList();
    }

    /**
     * Reads it to its end.
     *
     * @param consumer takes its rows.
     * @return the reader, which tells its hash and size.
     */
    SnapshotReader read(final SnapshotRows.Consumer consumer)
    {
        final SnapshotReader reader = storage.snapshots();
        reader.read(snapshot, new SnapshotRows(consumer));
        return reader;
    }

    RecordingLogFile.Entry entry()
    {
        return snapshot.consensusModule();
    }

    Path directory()
    {
        return files.dir();
    }

    @Override
    public void close()
    {
        files.close();
    }
}
