package io.gavel.cluster.backup;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.gavel.cluster.storage.Fault;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.RaftLog;
import io.gavel.cluster.storage.ReadingProgress;
import io.gavel.cluster.storage.Recording;
import io.gavel.cluster.storage.RecordingLogFile;
import io.gavel.cluster.storage.Replay;
import io.gavel.cluster.storage.StorageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the directories of nodes from those of a backup or of a stopped node. Everything is made beside its place,
 * checked there (every frame by its checksum, the snapshot by its end record, the log by executing it), and put into
 * place at the end.
 */
public final class Restore
{
    private static final long END = Long.MAX_VALUE;

    private final Path from;
    private final long positionMax;
    private final long snapshotPositionMax;
    private final ReadingProgress progress;
    private long logRecordingId;
    private long logPosition;

    private Restore(
        final Path from, final long positionMax, final long snapshotPositionMax, final ReadingProgress progress)
    {
        this.from = from;
        this.positionMax = positionMax;
        this.snapshotPositionMax = snapshotPositionMax;
        this.progress = progress;
    }

    /**
     * Restores.
     *
     * @param from                directory of a backup or a node, neither of which runs.
     * @param to                  directories to make; blank, or not there yet.
     * @param positionMax         log position to stop at, {@link Long#MAX_VALUE} for all of the log.
     * @param snapshotPositionMax log position of the newest snapshot to use, {@link Long#MAX_VALUE} for any.
     * @param progress            told.
     * @return what a venue will have that starts on them.
     * @throws IOException     where files cannot be read or written.
     * @throws BackupException where it cannot be restored; nothing is changed then.
     * @throws StorageException where the files are damaged; nothing is changed then.
     */
    public static RestoreResult run(
        final Path from,
        final List<Path> to,
        final long positionMax,
        final long snapshotPositionMax,
        final ReadingProgress progress) throws IOException
    {
        final RestoreDirectories directories = new RestoreDirectories(to);
        try (NodeFiles source = NodeFiles.open(from))
        {
            directories.prepare();
            final Restore restore =
                new Restore(source.dir(), positionMax, snapshotPositionMax, progress);
            final RestoreResult result = restore.make(directories);
            directories.publish("# Restored files that no node has started on yet.\nfrom=" + from.toAbsolutePath() +
                "\nlogPosition=" + result.logPosition() + "\nstateHash=" + result.stateHash() + "\n");
            return result;
        }
        catch (final IOException | RuntimeException e)
        {
            directories.discard();
            throw e;
        }
    }

    private RestoreResult make(final RestoreDirectories directories) throws IOException
    {
        final Path staged = directories.staged(0);
        RestoreDirectories.copy(from, staged, progress, "copying to " + directories.targets().get(0));
        final RestoreResult result;
        try (StagedNode node = new StagedNode(staged))
        {
            final LogTerms terms = readLog(node);
            result = execute(node, NodeFiles.ofLocked(staged), directories.targets(), terms);
        }
        removeTraces(staged);
        for (int i = 1; i < directories.targets().size(); i++)
        {
            RestoreDirectories.copy(
                staged, directories.staged(i), progress, "copying to " + directories.targets().get(i));
        }
        return result;
    }

    private LogTerms readLog(final StagedNode node)
    {
        final List<RecordingLog.Entry> snapshots = new ArrayList<>();
        RecordingLog.Entry firstTerm = null;
        try (RecordingLog log = new RecordingLog(node.cluster(), false))
        {
            for (final RecordingLog.Entry entry : log.entries())
            {
                if (entry.isValid && RecordingLog.ENTRY_TYPE_TERM == entry.type && null == firstTerm)
                {
                    firstTerm = entry;
                }
                else if (entry.isValid && RecordingLog.ENTRY_TYPE_SNAPSHOT == entry.type)
                {
                    snapshots.add(entry);
                }
            }
        }
        if (null == firstTerm)
        {
            throw new BackupException(from + " has no log yet: let the backup follow the venue first");
        }
        logRecordingId = firstTerm.recordingId;
        final AeronArchive archive = node.archive();
        final long start = archive.getStartPosition(logRecordingId);
        final long stop = archive.getStopPosition(logRecordingId);
        final LogTerms terms = LogTerms.read(
            archive, logRecordingId, start, stop, positionMax, StagedNode.idle(), progress);
        logPosition = terms.position();
        if (logPosition < stop)
        {
            node.truncate(logRecordingId, logPosition);
        }
        snapshots.removeIf((entry) -> entry.logPosition > Math.min(logPosition, snapshotPositionMax));
        writeRecordingLog(node, terms, snapshots);
        return terms;
    }

    /**
     * Writes the recording log anew: with every term of the log, which a copy's own does not have, and with the
     * snapshots that are to be used.
     */
    private void writeRecordingLog(
        final StagedNode node, final LogTerms terms, final List<RecordingLog.Entry> snapshots)
    {
        final File file = new File(node.cluster(), RecordingLog.RECORDING_LOG_FILE_NAME);
        if (!file.delete())
        {
            throw new BackupException(file + " cannot be written anew");
        }
        final List<LogTerms.Term> all = new ArrayList<>(terms.terms());
        for (final RecordingLog.Entry snapshot : snapshots)
        {
            // Where the log was purged, the term of the oldest snapshots may have begun before it.
            if (all.isEmpty() || snapshot.leadershipTermId < all.get(0).leadershipTermId())
            {
                all.add(0, new LogTerms.Term(
                    snapshot.leadershipTermId, snapshot.termBaseLogPosition, snapshot.timestamp));
            }
        }
        try (RecordingLog log = new RecordingLog(node.cluster(), true))
        {
            for (final LogTerms.Term term : all)
            {
                log.appendTerm(logRecordingId, term.leadershipTermId(), term.termBaseLogPosition(), term.timestampNs());
            }
            for (final RecordingLog.Entry snapshot : snapshots)
            {
                log.appendSnapshot(snapshot.recordingId, snapshot.leadershipTermId, snapshot.termBaseLogPosition,
                    snapshot.logPosition, snapshot.timestamp, snapshot.serviceId);
            }
            log.force(2);
        }
    }

    private RestoreResult execute(
        final StagedNode node, final NodeFiles files, final List<Path> targets, final LogTerms terms)
    {
        NodeStorage storage = NodeStorage.read(files);
        final Recording events = storage.catalog().events();
        final long eventsStop = null == events ? 0 : node.archive().getStopPosition(events.recordingId());
        RecordingLogFile.Snapshot snapshot = storage.newestSnapshot();
        Replay replay = load(storage, snapshot);
        while (null != snapshot && replay.eventPosition() > eventsStop)
        {
            // The node would look in vain for the events before it: an older snapshot makes them again.
            dropNewestSnapshot(node);
            storage = NodeStorage.read(files);
            snapshot = storage.newestSnapshot();
            replay = load(storage, snapshot);
        }
        final long begin = null == snapshot ? storage.log().startPosition() : snapshot.logPosition();
        if (null == snapshot && begin > 0)
        {
            throw new BackupException(from + " has a log from position " + begin +
                " on and no snapshot to begin with that its events reach: restore from another copy");
        }
        executeLog(storage, replay, begin);
        if (null != events && eventsStop > replay.eventPosition())
        {
            // Events of what is not in the log: a node refuses to lead that has events which its log did not make.
            node.truncate(events.recordingId(), replay.eventPosition());
        }
        return new RestoreResult(targets, logPosition,
            terms.terms().isEmpty() ? storage.lastTermId() :
            terms.terms().get(terms.terms().size() - 1).leadershipTermId(),
            null == snapshot ? Aeron.NULL_VALUE : snapshot.logPosition(), replay.eventSeq(), replay.eventPosition(),
            String.format("%016x", replay.exchange().stateHash()));
    }

    private static Replay load(final NodeStorage storage, final RecordingLogFile.Snapshot snapshot)
    {
        final Replay replay = new Replay((firstEventSeq, lastEventSeq, position, buffer, offset, length) ->
        {
        });
        if (null != snapshot)
        {
            storage.snapshots().read(snapshot, replay);
            replay.begin(snapshot.logPosition());
        }
        return replay;
    }

    private void executeLog(final NodeStorage storage, final Replay replay, final long begin)
    {
        try (RaftLog log = storage.openLog(begin, END, Restore::refuse))
        {
            while (log.next(replay))
            {
                progress.onProgress("executing the log", log.position() - begin, logPosition - begin);
            }
        }
        if (replay.position() != logPosition && logPosition > begin)
        {
            throw new BackupException("the log was executed up to position " + replay.position() + ", expected " +
                logPosition + ": ./gavel verify says what is wrong with it");
        }
    }

    private static void refuse(final Fault fault)
    {
        throw new StorageException(fault.sentence());
    }

    private static void dropNewestSnapshot(final StagedNode node)
    {
        try (RecordingLog log = new RecordingLog(node.cluster(), false))
        {
            log.invalidateLatestSnapshot();
            log.force(2);
        }
    }

    // What the archive and the lock of this run left is no part of a node's files.
    private static void removeTraces(final Path dir) throws IOException
    {
        for (final String name : List.of("archive/archive-mark.dat", "archive/archive-mark.lnk", "node.lock"))
        {
            Files.deleteIfExists(dir.resolve(name));
        }
    }
}
