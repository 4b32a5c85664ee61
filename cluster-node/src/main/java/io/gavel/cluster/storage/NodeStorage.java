package io.gavel.cluster.storage;

import io.aeron.cluster.ConsensusModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one node's files hold: its catalog, its recording log, and by them its log, events and snapshots. */
public final class NodeStorage
{
    private static final int LOG_STREAM_ID = ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT;

    private final NodeFiles files;
    private final ArchiveCatalog catalog;
    private final RecordingLogFile recordingLog;

    private NodeStorage(final NodeFiles files, final ArchiveCatalog catalog, final RecordingLogFile recordingLog)
    {
        this.files = files;
        this.catalog = catalog;
        this.recordingLog = recordingLog;
    }

    /**
     * Reads the catalog and the recording log, and holds one against the other.
     *
     * @param files of a node.
     * @return what they say.
     * @throws FaultException where they are corrupt.
     */
    public static NodeStorage read(final NodeFiles files)
    {
        final NodeStorage storage =
            new NodeStorage(files, ArchiveCatalog.read(files), RecordingLogFile.read(files));
        storage.checkLog();
        return storage;
    }

    private void checkLog()
    {
        for (final RecordingLogFile.Entry term : recordingLog.terms())
        {
            final Recording recording = catalog.find(term.recordingId());
            RecordingLogFile.require(null != recording && LOG_STREAM_ID == recording.streamId(),
                recordingLog.file(), term.offset(), "a recording of the log that the archive has",
                "recording " + term.recordingId() + (null == recording ? ", which it has not" :
                " of stream " + recording.streamId()));
        }
    }

    /**
     * The files.
     *
     * @return of the node.
     */
    public NodeFiles files()
    {
        return files;
    }

    /**
     * The archive's catalog.
     *
     * @return as it was read.
     */
    public ArchiveCatalog catalog()
    {
        return catalog;
    }

    /**
     * The cluster's recording log.
     *
     * @return as it was read.
     */
    public RecordingLogFile recordingLog()
    {
        return recordingLog;
    }

    /**
     * The recording of the replicated log.
     *
     * @return null where no term has begun.
     */
    public Recording log()
    {
        return catalog.find(recordingLog.logRecordingId());
    }

    /**
     * The newest leadership term.
     *
     * @return -1 where none has begun.
     */
    public long lastTermId()
    {
        final List<RecordingLogFile.Entry> terms = recordingLog.terms();
        return terms.isEmpty() ? -1 : terms.get(terms.size() - 1).leadershipTermId();
    }

    /**
     * The newest snapshot, which a node would load.
     *
     * @return null where there is none.
     */
    public RecordingLogFile.Snapshot newestSnapshot()
    {
        final List<RecordingLogFile.Snapshot> snapshots = recordingLog.snapshots();
        return snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1);
    }

    /**
     * Where a recording ends, as its archive would find it: worked out where its process was killed.
     *
     * @param recording of this node.
     * @param faults    takes what is wrong in its last file.
     * @return position.
     */
    public long endOf(final Recording recording, final Consumer<Fault> faults)
    {
        if (recording.isStopped())
        {
            return recording.stopPosition();
        }
        long base = recording.segmentBase(recording.startPosition());
        while (MappedFile.exists(files.archive().resolve(
            recording.segmentFile(base + recording.segmentFileLength()))))
        {
            base += recording.segmentFileLength();
        }
        final long from = Math.max(base, recording.startPosition());
        long end = from;
        try (FrameReader frames =
            new FrameReader(files.archive(), recording, from, Long.MAX_VALUE, faults))
        {
            while (frames.next())
            {
                end = frames.position();
            }
        }
        return end;
    }

    /**
     * Opens the replicated log.
     *
     * @param from   position of an entry.
     * @param to     position to stop at; {@link Long#MAX_VALUE} for the end.
     * @param faults takes what is wrong, and may throw.
     * @return the log, to be closed.
     */
    public RaftLog openLog(final long from, final long to, final Consumer<Fault> faults)
    {
        return new RaftLog(files, log(), recordingLog, from, to, faults);
    }

    /**
     * A frame's place on disk.
     *
     * @param file   that holds it.
     * @param offset of its header, which is 32 bytes long.
     * @param length of the frame, header included, bytes.
     */
    public record Place(Path file, long offset, int length)
    {
    }

    /**
     * Where the frames of a recording are.
     *
     * @param recording of this node.
     * @param from      position of a frame.
     * @return in order; padding left out.
     * @throws FaultException where one is corrupt.
     */
    public List<Place> places(final Recording recording, final long from)
    {
        final List<Place> places = new ArrayList<>();
        try (FrameReader frames = new FrameReader(files.archive(), recording, from, Long.MAX_VALUE, (fault) ->
        {
            throw new FaultException(fault);
        }))
        {
            while (frames.next())
            {
                if (!frames.isPadding())
                {
                    places.add(new Place(frames.file(), frames.frameOffset(), frames.frameLength()));
                }
            }
        }
        return places;
    }

    /**
     * A reader of snapshots.
     *
     * @return a new one.
     */
    public SnapshotReader snapshots()
    {
        return new SnapshotReader(files, catalog, recordingLog);
    }
}
