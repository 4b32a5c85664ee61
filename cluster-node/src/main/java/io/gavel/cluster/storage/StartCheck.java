package io.gavel.cluster.storage;

import io.aeron.archive.client.AeronArchive;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.session.Frame;
import io.gavel.schema.RejectReason;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * What a node checks of its own files before it loads anything: that the catalog and the recording log are sound and
 * agree, that the snapshot which it would load is whole, and that the log behind it has its checksums and its terms. It
 * reads only what the node will replay, which is in the page cache from then on.
 */
public final class StartCheck implements LogConsumer
{
    private static final int ALIGNMENT = 32;

    private final Frame frame = new Frame();
    private final Set<Long> termsSeen = new HashSet<>();
    private boolean isDoubtful;

    /**
     * What was read.
     *
     * @param snapshotPosition log position of the snapshot; -1 where there is none.
     * @param snapshotBytes    of both its parts.
     * @param logFrom          position where the log was read from.
     * @param logTo            position where it ends.
     * @param isReplayed       whether the log was executed as well, since a length in it could have been another.
     */
    public record Result(
        long snapshotPosition, long snapshotBytes, long logFrom, long logTo, boolean isReplayed)
    {
    }

    private StartCheck()
    {
    }

    /**
     * Checks.
     *
     * @param files of the node, which has them locked; may be empty.
     * @return what was read.
     * @throws FaultException where something is not as a node has written it.
     */
    public static Result run(final NodeFiles files)
    {
        return run(files, NoConsumer.NONE);
    }

    /**
     * Checks, and hands the newest snapshot over meanwhile.
     *
     * @param files of the node, which has them locked; may be empty.
     * @param state takes what the snapshot's service part holds. Each record's own bytes are right; what it has got is
     *              a whole snapshot only where this returns.
     * @return what was read.
     * @throws FaultException where something is not as a node has written it.
     */
    public static Result run(final NodeFiles files, final SnapshotConsumer state)
    {
        final boolean hasCatalog = MappedFile.exists(files.catalog());
        final boolean hasRecordingLog =
            MappedFile.exists(files.recordingLog()) && files.recordingLog().toFile().length() > 0;
        if (!hasCatalog)
        {
            RecordingLogFile.require(!hasRecordingLog, files.catalog(), 0, "the archive's catalog", "no file");
            return new Result(-1, 0, 0, 0, false);
        }
        if (!hasRecordingLog)
        {
            checkBlank(files);
            return new Result(-1, 0, 0, 0, false);
        }
        return new StartCheck().check(NodeStorage.read(files), state);
    }

    // A node that was killed in its first moments has a log, and has not yet been in a term.
    private static void checkBlank(final NodeFiles files)
    {
        for (final Recording recording : ArchiveCatalog.read(files).recordings())
        {
            RecordingLogFile.require(!recording.channel().contains("alias=snapshot"), files.recordingLog(), 0,
                "entries of the snapshots that the archive has", "an empty or missing file");
        }
    }

    private Result check(final NodeStorage storage, final SnapshotConsumer state)
    {
        final RecordingLogFile.Snapshot snapshot = storage.newestSnapshot();
        long snapshotBytes = 0;
        if (null != snapshot)
        {
            final SnapshotReader reader = storage.snapshots();
            reader.read(snapshot, state);
            snapshotBytes = reader.bytes();
        }
        final long from = null == snapshot ? 0 : snapshot.logPosition();
        final Recording log = storage.log();
        if (null == log)
        {
            return new Result(null == snapshot ? -1 : from, snapshotBytes, from, from, false);
        }
        RecordingLogFile.require(log.startPosition() <= from, storage.recordingLog().file(), 0,
            "a snapshot at or behind position " + log.startPosition() + ", where the log begins",
            null == snapshot ? "none" : "the newest at " + from);
        final long end = readLog(storage, from);
        RecordingLogFile.require(end >= from, storage.catalog().file(), log.descriptorOffset(),
            "a log that reaches the snapshot at position " + from, "its end at " + end);
        checkEnd(storage, log, end);
        checkTerms(storage, from, end);
        if (isDoubtful)
        {
            replay(storage, snapshot, from);
        }
        return new Result(null == snapshot ? -1 : from, snapshotBytes, from, end, isDoubtful);
    }

    private long readLog(final NodeStorage storage, final long from)
    {
        if (storage.log().isStopped() && storage.log().stopPosition() <= from)
        {
            return storage.log().stopPosition();
        }
        long end = from;
        try (RaftLog entries = storage.openLog(from, Long.MAX_VALUE, StartCheck::fail))
        {
            while (entries.next(this))
            {
                end = entries.position();
            }
        }
        // A message whose last part is missing counts as well: it is of the log, and is passed over.
        return Math.max(end, storage.endOf(storage.log(), StartCheck::fail));
    }

    // Where the catalog's checksum does not cover the stop position, the files themselves have to say it.
    private static void checkEnd(final NodeStorage storage, final Recording log, final long end)
    {
        if (log.isStopped() && !log.isProtected())
        {
            final Recording open = new Recording(log.recordingId(), log.startPosition(),
                AeronArchive.NULL_POSITION, log.startTimestampMs(), log.initialTermId(),
                log.segmentFileLength(), log.termBufferLength(), log.mtuLength(), log.streamId(), log.channel(),
                log.descriptorOffset(), false);
            final long actual = storage.endOf(open, StartCheck::fail);
            RecordingLogFile.require(actual == end, storage.catalog().file(), log.descriptorOffset(),
                "the log's stop position " + actual + ", as its files have it", Long.toString(end));
        }
    }

    private void checkTerms(final NodeStorage storage, final long from, final long end)
    {
        for (final RecordingLogFile.Entry term : storage.recordingLog().terms())
        {
            final RecordingLogFile.Entry next = storage.recordingLog().term(term.leadershipTermId() + 1);
            final long termEnd = null == next ? end : next.termBaseLogPosition();
            RecordingLogFile.require(term.termBaseLogPosition() < from || term.termBaseLogPosition() >= Math.min(
                termEnd, end) || termsSeen.contains(term.leadershipTermId()), storage.recordingLog().file(),
                term.offset(), "term " + term.leadershipTermId() + " in the log at position " +
                term.termBaseLogPosition(), "an entry of another term");
        }
    }

    // A message that could be whole with another length has its checksum either way; the events that it led to tell.
    private static void replay(
        final NodeStorage storage, final RecordingLogFile.Snapshot snapshot, final long from)
    {
        try (RecordedEvents events = new RecordedEvents(storage, StartCheck::fail))
        {
            final Replay replay = new Replay(events::compare);
            if (null != snapshot)
            {
                storage.snapshots().read(snapshot, replay);
                replay.begin(from);
            }
            try (RaftLog log = storage.openLog(from, Long.MAX_VALUE, StartCheck::fail))
            {
                while (log.next(replay))
                {
                    // The events are compared as they are made.
                    continue;
                }
            }
            catch (final InvariantViolation e)
            {
                fail(new Fault(storage.recordingLog().file(), 0, "a log that can be executed", e.getMessage()));
            }
            events.end(replay.eventSeq());
        }
    }

    private static void fail(final Fault fault)
    {
        throw new FaultException(fault);
    }

    @Override
    public void onMessage(
        final long position,
        final long sessionId,
        final long timestampNs,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        frame.wrap(buffer, offset, length);
        final boolean isWhole = RejectReason.NONE == frame.reason();
        // What fills a frame up is zero, so only a message with zeros at its end, or none, can have lost or won some.
        final int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        if (isWhole || isDoubtful || length + padding > buffer.capacity() - offset)
        {
            return;
        }
        for (int other = Math.max(1, length - ALIGNMENT + 1); other <= length + padding; other++)
        {
            if (other != length)
            {
                frame.wrap(buffer, offset, other);
                isDoubtful |= RejectReason.NONE == frame.reason();
            }
        }
    }

    @Override
    public void onNewLeadershipTerm(
        final long position,
        final long leadershipTermId,
        final int leaderNodeId,
        final int appVersion,
        final long timestampNs)
    {
        termsSeen.add(leadershipTermId);
    }

    @Override
    public void onSessionOpened(
        final long position, final long sessionId, final byte[] principal, final long timestampNs)
    {
        // The log's reader has checked it.
    }

    @Override
    public void onSessionClosed(
        final long position, final long sessionId, final String reason, final long timestampNs)
    {
        // As above.
    }

    @Override
    public void onTimer(final long position, final long timerId, final long timestampNs)
    {
        // As above.
    }

    @Override
    public void onAction(final long position, final String action, final long timestampNs)
    {
        // As above.
    }
}
