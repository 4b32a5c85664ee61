package io.gavel.cluster.storage;

import io.aeron.Aeron;
import io.aeron.cluster.RecordingLog;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The cluster's recording log: where each leadership term begins in the replicated log, and which snapshots there are.
 * It has no checksum of its own, so each entry is held against the others.
 */
public final class RecordingLogFile
{
    private static final int ENTRY_LENGTH = 64;
    private static final int SERVICE_ID = 0;

    /**
     * One entry.
     *
     * @param recordingId         in the archive.
     * @param leadershipTermId    of it.
     * @param termBaseLogPosition where the term begins.
     * @param logPosition         where the term ends, or the snapshot was taken; -1 where it is not known.
     * @param timestampNs         log time.
     * @param serviceId           0 for the service's snapshot, -1 else.
     * @param isTerm              a term, or else a snapshot.
     * @param isValid             false where it is not to be used.
     * @param offset              in the file.
     */
    public record Entry(
        long recordingId,
        long leadershipTermId,
        long termBaseLogPosition,
        long logPosition,
        long timestampNs,
        int serviceId,
        boolean isTerm,
        boolean isValid,
        int offset)
    {
    }

    /**
     * What belongs to one snapshot.
     *
     * @param consensusModule entry of it.
     * @param service         entry of it.
     */
    public record Snapshot(Entry consensusModule, Entry service)
    {
        /**
         * The log position at which it was taken.
         *
         * @return position.
         */
        public long logPosition()
        {
            return consensusModule.logPosition();
        }
    }

    private final Path file;
    private final List<Entry> entries;
    private final List<Entry> terms = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();

    private RecordingLogFile(final Path file, final List<Entry> entries)
    {
        this.file = file;
        this.entries = entries;
    }

    /**
     * Reads the recording log.
     *
     * @param files of a node.
     * @return its entries.
     * @throws FaultException where it contradicts itself.
     */
    public static RecordingLogFile read(final NodeFiles files)
    {
        final List<Entry> entries = new ArrayList<>();
        try (MappedFileOrEmpty source = new MappedFileOrEmpty(files.recordingLog()))
        {
            require(0 == source.size() % ENTRY_LENGTH, files.recordingLog(), source.size() & -ENTRY_LENGTH,
                "entries of " + ENTRY_LENGTH + " bytes", source.size() % ENTRY_LENGTH + " bytes left over");
            for (int offset = 0; offset < source.size(); offset += ENTRY_LENGTH)
            {
                final Entry entry = entry(files.recordingLog(), source.buffer(), offset);
                if (null != entry)
                {
                    entries.add(entry);
                }
            }
        }
        final RecordingLogFile log = new RecordingLogFile(files.recordingLog(), entries);
        log.order();
        log.checkTerms();
        log.checkSnapshots();
        return log;
    }

    private static Entry entry(final Path file, final DirectBuffer buffer, final int offset)
    {
        final int typeAt = offset + RecordingLog.ENTRY_TYPE_OFFSET;
        final int code = buffer.getInt(typeAt, ByteOrder.LITTLE_ENDIAN);
        if (Aeron.NULL_VALUE == code)
        {
            return null;
        }
        final int type = code & ~RecordingLog.ENTRY_TYPE_INVALID_FLAG;
        final boolean isTerm = RecordingLog.ENTRY_TYPE_TERM == type;
        require(isTerm || RecordingLog.ENTRY_TYPE_SNAPSHOT == type, file, typeAt, "entry type 0 or 1",
            Integer.toString(type));
        final int serviceAt = offset + RecordingLog.SERVICE_ID_OFFSET;
        final int serviceId = buffer.getInt(serviceAt, ByteOrder.LITTLE_ENDIAN);
        require(Aeron.NULL_VALUE == serviceId || !isTerm && SERVICE_ID == serviceId, file, serviceAt,
            isTerm ? "service -1 of a term" : "service -1 or 0 of a snapshot", Integer.toString(serviceId));
        final Entry entry = new Entry(
            longAt(buffer, offset + RecordingLog.RECORDING_ID_OFFSET),
            longAt(buffer, offset + RecordingLog.LEADERSHIP_TERM_ID_OFFSET),
            longAt(buffer, offset + RecordingLog.TERM_BASE_LOG_POSITION_OFFSET),
            longAt(buffer, offset + RecordingLog.LOG_POSITION_OFFSET),
            longAt(buffer, offset + RecordingLog.TIMESTAMP_OFFSET),
            serviceId, isTerm, 0 == (code & RecordingLog.ENTRY_TYPE_INVALID_FLAG), offset);
        require(entry.recordingId >= 0 && entry.leadershipTermId >= 0, file, offset,
            "a recording and a leadership term", entry.recordingId + " and " + entry.leadershipTermId);
        require(entry.termBaseLogPosition >= 0 && 0 == entry.termBaseLogPosition % 32, file,
            offset + RecordingLog.TERM_BASE_LOG_POSITION_OFFSET, "a position where a term begins",
            Long.toString(entry.termBaseLogPosition));
        require(entry.logPosition >= entry.termBaseLogPosition && 0 == entry.logPosition % 32 ||
            isTerm && Aeron.NULL_VALUE == entry.logPosition, file, offset + RecordingLog.LOG_POSITION_OFFSET,
            "a position behind the term's begin " + entry.termBaseLogPosition, Long.toString(entry.logPosition));
        return entry;
    }

    private static long longAt(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    // As the consensus module orders them, by which it finds the snapshot of the service.
    private void order()
    {
        entries.sort(Comparator.comparingLong(Entry::leadershipTermId)
            .thenComparingLong(Entry::termBaseLogPosition)
            .thenComparing(Entry::isTerm, Comparator.reverseOrder())
            .thenComparingLong((final Entry entry) -> entry.isTerm ? entry.offset : entry.logPosition)
            .thenComparing(Entry::serviceId, Comparator.reverseOrder()));
    }

    private void checkTerms()
    {
        for (final Entry entry : entries)
        {
            if (entry.isTerm && entry.isValid)
            {
                if (!terms.isEmpty())
                {
                    final Entry last = terms.get(terms.size() - 1);
                    require(entry.leadershipTermId > last.leadershipTermId, file, entry.offset,
                        "a term behind term " + last.leadershipTermId, "term " + entry.leadershipTermId);
                    // A backup has the terms of its snapshots and the last one only, a node has all.
                    final boolean isNext = entry.leadershipTermId == last.leadershipTermId + 1;
                    require(isNext ? entry.termBaseLogPosition == last.logPosition :
                        entry.termBaseLogPosition >= last.termBaseLogPosition, file, entry.offset,
                        "term " + entry.leadershipTermId + " to begin at " + last.logPosition + ", where term " +
                        last.leadershipTermId + " ends", Long.toString(entry.termBaseLogPosition));
                    require(entry.recordingId == last.recordingId, file, entry.offset,
                        "the log in recording " + last.recordingId, "recording " + entry.recordingId);
                }
                else
                {
                    require(entry.leadershipTermId > 0 || 0 == entry.termBaseLogPosition, file, entry.offset,
                        "term 0 to begin at 0", Long.toString(entry.termBaseLogPosition));
                }
                terms.add(entry);
            }
        }
    }

    private void checkSnapshots()
    {
        for (int i = 0; i < entries.size(); i++)
        {
            final Entry entry = entries.get(i);
            if (entry.isTerm || !entry.isValid || Aeron.NULL_VALUE != entry.serviceId)
            {
                continue;
            }
            final Entry before = 0 == i ? null : entries.get(i - 1);
            final boolean isPair = null != before && !before.isTerm && SERVICE_ID == before.serviceId &&
                before.leadershipTermId == entry.leadershipTermId && before.logPosition == entry.logPosition;
            // The consensus module appends its own entry last.
            require(isPair, file, entry.offset, "a snapshot of the service of term " + entry.leadershipTermId +
                " at log position " + entry.logPosition, "none");
            snapshots.add(new Snapshot(entry, before));
        }
    }

    /**
     * The terms that count.
     *
     * @return oldest first.
     */
    public List<Entry> terms()
    {
        return terms;
    }

    /**
     * The snapshots that count.
     *
     * @return oldest first.
     */
    public List<Snapshot> snapshots()
    {
        return snapshots;
    }

    /**
     * All entries.
     *
     * @return in the order in which the consensus module reads them.
     */
    public List<Entry> entries()
    {
        return entries;
    }

    /**
     * The term with an id.
     *
     * @param leadershipTermId of it.
     * @return null where there is none.
     */
    public Entry term(final long leadershipTermId)
    {
        for (final Entry term : terms)
        {
            if (term.leadershipTermId == leadershipTermId)
            {
                return term;
            }
        }
        return null;
    }

    /**
     * The recording of the replicated log.
     *
     * @return its id; -1 where no term has begun.
     */
    public long logRecordingId()
    {
        return terms.isEmpty() ? Aeron.NULL_VALUE : terms.get(0).recordingId;
    }

    /**
     * The recording log.
     *
     * @return its file.
     */
    public Path file()
    {
        return file;
    }

    static void require(
        final boolean condition, final Path file, final long offset, final String expected, final String found)
    {
        if (!condition)
        {
            throw new FaultException(new Fault(file, offset, expected, found));
        }
    }

    /** An empty file cannot be mapped. */
    private static final class MappedFileOrEmpty implements AutoCloseable
    {
        private final MappedFile mapped;

        private MappedFileOrEmpty(final Path path)
        {
            mapped = 0 == path.toFile().length() && MappedFile.exists(path) ? null : MappedFile.open(path);
        }

        private int size()
        {
            return null == mapped ? 0 : mapped.size();
        }

        private DirectBuffer buffer()
        {
            return mapped.buffer();
        }

        @Override
        public void close()
        {
            if (null != mapped)
            {
                mapped.close();
            }
        }
    }
}
