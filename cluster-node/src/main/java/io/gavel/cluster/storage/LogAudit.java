package io.gavel.cluster.storage;

import io.gavel.engine.InvariantViolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Executes the log of a venue's nodes again, offline and once, and holds every recorded event of every node against
 * what comes of it, byte for byte; the nodes' logs against each other; and the state's hash against those of the
 * snapshots on the way.
 */
public final class LogAudit
{
    private static final int FAULTS_MAX = 100;

    /**
     * What was found on one node.
     *
     * @param dir              of the node.
     * @param logStart         position where its log begins.
     * @param logEnd           position where its log ends.
     * @param logEqualTo       position up to which its log is that of the node whose log was executed.
     * @param notCommittedFrom position behind which its log is not the others', as no majority got it; -1 where it
     *                         agrees to its end.
     * @param eventsCompared   recorded events that were equal.
     * @param lastEventSeq     the last of them.
     * @param snapshotsChecked snapshots whose hash is that of the state at their position.
     */
    public record Node(
        Path dir,
        long logStart,
        long logEnd,
        long logEqualTo,
        long notCommittedFrom,
        long eventsCompared,
        long lastEventSeq,
        int snapshotsChecked)
    {
    }

    /**
     * What was found.
     *
     * @param source    directory of the node whose log was executed; null where none could be.
     * @param from      log position where the execution began.
     * @param to        log position where it ended.
     * @param commands  messages of sessions that were executed.
     * @param events    that were made.
     * @param eventSeq  of the last event.
     * @param stateHash at the end.
     * @param nodes     each.
     * @param faults    everything that is wrong, up to a hundred of them.
     */
    public record Result(
        Path source,
        long from,
        long to,
        long commands,
        long events,
        long eventSeq,
        long stateHash,
        List<Node> nodes,
        List<Fault> faults)
    {
        /**
         * Whether nothing is wrong.
         *
         * @return true where there is no fault.
         */
        public boolean isClean()
        {
            return faults.isEmpty();
        }
    }

    private final List<Fault> faults = new ArrayList<>();
    private final List<NodeStorage> storages = new ArrayList<>();
    // By log position: the snapshots to be held against the state there.
    private final Map<Long, List<Taken>> snapshots = new TreeMap<>();
    private final ReadingProgress progress;

    /** A snapshot that a node took. */
    private record Taken(NodeStorage storage, RecordingLogFile.Snapshot snapshot, long hash)
    {
    }

    private LogAudit(final ReadingProgress progress)
    {
        this.progress = progress;
    }

    /**
     * Audits the files of one or more nodes.
     *
     * @param nodes    of one venue, that do not run.
     * @param progress hears how far it is.
     * @return what was found.
     */
    public static Result run(final List<NodeFiles> nodes, final ReadingProgress progress)
    {
        return new LogAudit(progress).audit(nodes);
    }

    /**
     * Audits directories, which are opened for as long as it takes.
     *
     * @param directories of the nodes of one venue.
     * @param progress    hears how far it is.
     * @return what was found.
     * @throws StorageException where one is in use or no node's.
     */
    public static Result runOn(final List<Path> directories, final ReadingProgress progress)
    {
        final List<NodeFiles> nodes = new ArrayList<>();
        try
        {
            for (final Path directory : directories)
            {
                nodes.add(NodeFiles.open(directory));
            }
            return run(nodes, progress);
        }
        finally
        {
            nodes.forEach(NodeFiles::close);
        }
    }

    private void onFault(final Fault fault)
    {
        if (faults.size() < FAULTS_MAX && !faults.contains(fault))
        {
            faults.add(fault);
        }
    }

    private Result audit(final List<NodeFiles> nodes)
    {
        for (final NodeFiles files : nodes)
        {
            try
            {
                final NodeStorage storage = NodeStorage.read(files);
                storage.catalog().events();
                readSnapshots(storage);
                if (null != storage.log())
                {
                    storages.add(storage);
                }
            }
            catch (final FaultException e)
            {
                onFault(e.fault());
            }
        }
        if (storages.isEmpty())
        {
            return new Result(null, 0, 0, 0, 0, 0, 0, List.of(), faults);
        }
        final NodeStorage source = storages.stream().max(Comparator.comparingLong(NodeStorage::lastTermId)
            .thenComparingLong((storage) -> storage.endOf(storage.log(), this::onFault))).orElseThrow();
        return execute(source);
    }

    private void readSnapshots(final NodeStorage storage)
    {
        for (final RecordingLogFile.Snapshot snapshot : storage.recordingLog().snapshots())
        {
            try
            {
                progress.onProgress("reading snapshots", 0, 0);
                final SnapshotReader reader = storage.snapshots();
                reader.read(snapshot, NoConsumer.NONE);
                snapshots.computeIfAbsent(snapshot.logPosition(), (position) -> new ArrayList<>())
                    .add(new Taken(storage, snapshot, reader.hash()));
            }
            catch (final FaultException e)
            {
                onFault(e.fault());
            }
        }
    }

    private Result execute(final NodeStorage source)
    {
        final List<RecordedEvents> recorded = new ArrayList<>();
        for (final NodeStorage storage : storages)
        {
            recorded.add(new RecordedEvents(storage, this::onFault));
        }
        final int[] checked = new int[storages.size()];
        final Replay replay = new Replay((first, last, position, buffer, offset, length) ->
        {
            for (final RecordedEvents events : recorded)
            {
                events.compare(first, last, position, buffer, offset, length);
            }
        });
        final long from = begin(source, replay);
        final long firstSeq = replay.eventSeq();
        final long end = source.endOf(source.log(), this::onFault);
        if (from >= 0)
        {
            executeLog(source, replay, from, end, checked);
        }
        final List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < storages.size(); i++)
        {
            final RecordedEvents events = recorded.get(i);
            if (replay.position() >= end)
            {
                events.end(replay.eventSeq());
            }
            events.close();
            nodes.add(node(source, storages.get(i), end, events, checked[i]));
        }
        return new Result(source.files().dir(), from, replay.position(), replay.commands(),
            replay.eventSeq() - firstSeq, replay.eventSeq(), replay.exchange().stateHash(), nodes, faults);
    }

    // From the oldest point that the log still follows.
    private long begin(final NodeStorage source, final Replay replay)
    {
        final long start = source.log().startPosition();
        if (0 == start)
        {
            return 0;
        }
        for (final RecordingLogFile.Snapshot snapshot : source.recordingLog().snapshots())
        {
            if (snapshot.logPosition() >= start)
            {
                try
                {
                    source.snapshots().read(snapshot, replay);
                    replay.begin(snapshot.logPosition());
                    return snapshot.logPosition();
                }
                catch (final FaultException e)
                {
                    onFault(e.fault());
                    return -1;
                }
            }
        }
        onFault(new Fault(source.recordingLog().file(), 0, "a snapshot at or behind position " + start +
            ", where the log begins", "none"));
        return -1;
    }

    private void executeLog(
        final NodeStorage source, final Replay replay, final long from, final long end, final int[] checked)
    {
        final int[] broken = new int[1];
        try (RaftLog log = source.openLog(from, end, (fault) ->
        {
            broken[0]++;
            onFault(fault);
        }))
        {
            checkSnapshots(replay, from, checked);
            while (0 == broken[0] && log.next(replay) && 0 == broken[0])
            {
                progress.onProgress("executing the log", log.position() - from, end - from);
                if (replay.snapshotPosition() == log.position())
                {
                    checkSnapshots(replay, log.position(), checked);
                }
            }
        }
        catch (final InvariantViolation e)
        {
            onFault(new Fault(source.files().archive().resolve(source.log().segmentFile(replay.position())), 0,
                "a log that the engine can execute", "at position " + replay.position() + " " + e.getMessage()));
        }
    }

    private void checkSnapshots(final Replay replay, final long position, final int[] checked)
    {
        final List<Taken> taken = snapshots.getOrDefault(position, List.of());
        if (taken.isEmpty())
        {
            return;
        }
        final long hash = replay.exchange().stateHash();
        for (final Taken each : taken)
        {
            if (hash == each.hash)
            {
                checked[storages.indexOf(each.storage)]++;
            }
            else
            {
                onFault(new Fault(each.storage.recordingLog().file(), each.snapshot.service().offset(),
                    "a snapshot of state " + String.format("%016x", hash) + " at log position " + position,
                    "one of state " + String.format("%016x", each.hash)));
            }
        }
    }

    private Node node(
        final NodeStorage source,
        final NodeStorage storage,
        final long sourceEnd,
        final RecordedEvents events,
        final int checked)
    {
        final long end = storage.endOf(storage.log(), this::onFault);
        long equalTo = Math.min(end, sourceEnd);
        long notCommittedFrom = -1;
        if (storage != source)
        {
            final LogComparison comparison = new LogComparison(source, storage, this::onFault);
            final long limit = comparison.agreedUpTo();
            notCommittedFrom = limit < end ? limit : -1;
            equalTo = comparison.compare(Math.min(limit, Math.min(end, sourceEnd)), progress);
        }
        return new Node(storage.files().dir(), storage.log().startPosition(), end, equalTo, notCommittedFrom,
            events.compared(), events.lastEventSeq(), checked);
    }
}
