package io.gavel.cluster.storage;

import io.aeron.cluster.codecs.ClientSessionDecoder;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SnapshotMark;
import io.aeron.cluster.codecs.SnapshotMarkerDecoder;
import io.gavel.engine.snapshot.StateHash;
import io.gavel.schema.SnapshotEndDecoder;
import io.gavel.schema.SnapshotEventPositionDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads both parts of a snapshot, the consensus module's and the service's, and refuses what is not whole: every frame
 * has its checksum, the markers say the term and the position that the recording log has, and the engine's records end
 * with their count and hash.
 */
public final class SnapshotReader
{
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final long CONSENSUS_MODULE_TYPE = 1;
    private static final long SERVICE_TYPE = 2;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotMarkerDecoder marker = new SnapshotMarkerDecoder();
    private final ClientSessionDecoder session = new ClientSessionDecoder();
    private final SnapshotEventPositionDecoder eventPosition = new SnapshotEventPositionDecoder();
    private final io.gavel.schema.MessageHeaderDecoder ourHeader = new io.gavel.schema.MessageHeaderDecoder();
    private final SnapshotEndDecoder end = new SnapshotEndDecoder();
    private final NodeFiles files;
    private final ArchiveCatalog catalog;
    private final RecordingLogFile recordingLog;
    private long records;
    private long hash;
    private long bytes;

    /**
     * A reader.
     *
     * @param files        of a node.
     * @param catalog      of its archive.
     * @param recordingLog of its cluster.
     */
    public SnapshotReader(final NodeFiles files, final ArchiveCatalog catalog, final RecordingLogFile recordingLog)
    {
        this.files = files;
        this.catalog = catalog;
        this.recordingLog = recordingLog;
    }

    /**
     * Reads a snapshot to its end.
     *
     * @param snapshot to read.
     * @param consumer takes what the service's part holds.
     * @throws FaultException where it is not whole or not what the recording log says.
     */
    public void read(final RecordingLogFile.Snapshot snapshot, final SnapshotConsumer consumer)
    {
        final RecordingLogFile.Entry entry = snapshot.consensusModule();
        final RecordingLogFile.Entry term = recordingLog.term(entry.leadershipTermId());
        RecordingLogFile.require(null != term && term.termBaseLogPosition() == entry.termBaseLogPosition() &&
            entry.termBaseLogPosition() == snapshot.service().termBaseLogPosition(), recordingLog.file(),
            entry.offset(), "a snapshot of a term that began at its base", "term " + entry.leadershipTermId() +
            " at " + entry.termBaseLogPosition());
        records = 0;
        bytes = 0;
        readConsensusModule(entry);
        readService(snapshot.service(), consumer);
    }

    private MessageReader open(final RecordingLogFile.Entry entry)
    {
        final Recording recording = catalog.find(entry.recordingId());
        RecordingLogFile.require(null != recording && recording.isStopped(), recordingLog.file(),
            entry.offset(), "a snapshot that the archive has whole", "recording " + entry.recordingId() +
            (null == recording ? ", which it has not" : " of a process that was killed"));
        bytes += recording.stopPosition() - recording.startPosition();
        return new MessageReader(files, recording, recording.startPosition(), Long.MAX_VALUE, (fault) ->
        {
            throw new FaultException(fault);
        });
    }

    private void readConsensusModule(final RecordingLogFile.Entry entry)
    {
        try (MessageReader messages = open(entry))
        {
            boolean isBegun = false;
            boolean isEnded = false;
            while (next(messages))
            {
                require(messages, !isEnded, "nothing behind the end of a snapshot");
                if (isMarker(messages))
                {
                    isEnded = checkMarker(messages, CONSENSUS_MODULE_TYPE, entry, isBegun);
                    isBegun = true;
                }
                require(messages, isBegun, "the begin of a snapshot");
            }
            require(messages, isEnded, "the end of a snapshot");
        }
    }

    private void readService(final RecordingLogFile.Entry entry, final SnapshotConsumer consumer)
    {
        try (MessageReader messages = open(entry))
        {
            require(messages, next(messages) && isMarker(messages), "the begin of a snapshot");
            checkMarker(messages, SERVICE_TYPE, entry, false);
            while (true)
            {
                require(messages, next(messages), "the end of the sessions");
                if (isMarker(messages))
                {
                    checkMarker(messages, SERVICE_TYPE, entry, true);
                    break;
                }
                onSession(messages, consumer);
            }
            require(messages, messages.next() && isFirstRecord(messages), "the position of the event stream");
            eventPosition.wrapAndApplyHeader(messages.buffer(), messages.offset(), ourHeader);
            consumer.onEventPosition(eventPosition.eventSeq(), eventPosition.eventPosition());
            boolean isEnded = false;
            hash = 0;
            while (messages.next())
            {
                require(messages, !isEnded, "nothing behind the end record");
                isEnded = onRecord(messages, consumer);
            }
            require(messages, isEnded, "the end record of a snapshot");
        }
    }

    private boolean onRecord(final MessageReader messages, final SnapshotConsumer consumer)
    {
        final DirectBuffer buffer = messages.buffer();
        require(messages, messages.length() >= io.gavel.schema.MessageHeaderDecoder.ENCODED_LENGTH &&
            !messages.isAfterCut(), "a record of a snapshot");
        ourHeader.wrap(buffer, messages.offset());
        require(messages, SnapshotEndDecoder.SCHEMA_ID == ourHeader.schemaId(), "a record of a snapshot");
        if (SnapshotEndDecoder.TEMPLATE_ID != ourHeader.templateId())
        {
            records++;
            hash = StateHash.hash(buffer, messages.offset(), messages.length(), hash);
            consumer.onRecord(buffer, messages.offset(), messages.length());
            return false;
        }
        require(messages, messages.length() == io.gavel.schema.MessageHeaderDecoder.ENCODED_LENGTH +
            SnapshotEndDecoder.BLOCK_LENGTH, "an end record");
        end.wrapAndApplyHeader(buffer, messages.offset(), ourHeader);
        if (end.records() != records || end.hash() != hash)
        {
            throw new FaultException(messages.faultHere(
                end.records() + " records with hash " + Long.toHexString(end.hash()),
                records + " with " + Long.toHexString(hash)));
        }
        consumer.onRecord(buffer, messages.offset(), messages.length());
        return true;
    }

    private boolean next(final MessageReader messages)
    {
        if (!messages.next())
        {
            return false;
        }
        require(messages, messages.length() >= HEADER && !messages.isAfterCut(), "a record of the cluster");
        header.wrap(messages.buffer(), messages.offset());
        require(messages, MessageHeaderDecoder.SCHEMA_ID == header.schemaId() &&
            header.blockLength() <= messages.length() - HEADER, "a record of the cluster");
        return true;
    }

    private boolean isMarker(final MessageReader messages)
    {
        if (SnapshotMarkerDecoder.TEMPLATE_ID != header.templateId())
        {
            return false;
        }
        marker.wrap(messages.buffer(), messages.offset() + HEADER, header.blockLength(), header.version());
        return true;
    }

    private boolean checkMarker(
        final MessageReader messages, final long typeId, final RecordingLogFile.Entry entry, final boolean isEnd)
    {
        final SnapshotMark expected = isEnd ? SnapshotMark.END : SnapshotMark.BEGIN;
        if (typeId != marker.typeId() || expected != marker.mark() ||
            entry.logPosition() != marker.logPosition() || entry.leadershipTermId() != marker.leadershipTermId())
        {
            throw new FaultException(messages.faultHere(
                expected + " of snapshot type " + typeId + " at log position " + entry.logPosition() + " of term " +
                entry.leadershipTermId() + ", as " + recordingLog.file().getFileName() + " says",
                marker.mark() + " of type " + marker.typeId() + " at " + marker.logPosition() + " of term " +
                marker.leadershipTermId()));
        }
        return isEnd;
    }

    private void onSession(final MessageReader messages, final SnapshotConsumer consumer)
    {
        require(messages, ClientSessionDecoder.TEMPLATE_ID == header.templateId(), "a session");
        session.wrap(messages.buffer(), messages.offset() + HEADER, header.blockLength(), header.version());
        try
        {
            session.skipResponseChannel();
            final byte[] principal = new byte[session.encodedPrincipalLength()];
            session.getEncodedPrincipal(principal, 0, principal.length);
            require(messages, session.limit() - messages.offset() == messages.length(), "a whole session");
            consumer.onSession(session.clusterSessionId(), principal);
        }
        catch (final IndexOutOfBoundsException | NegativeArraySizeException e)
        {
            throw new FaultException(messages.faultHere("a session", e.getMessage()));
        }
    }

    private boolean isFirstRecord(final MessageReader messages)
    {
        if (messages.length() != io.gavel.schema.MessageHeaderDecoder.ENCODED_LENGTH +
            SnapshotEventPositionDecoder.BLOCK_LENGTH)
        {
            return false;
        }
        ourHeader.wrap(messages.buffer(), messages.offset());
        return SnapshotEventPositionDecoder.SCHEMA_ID == ourHeader.schemaId() &&
            SnapshotEventPositionDecoder.TEMPLATE_ID == ourHeader.templateId();
    }

    private static void require(final MessageReader messages, final boolean condition, final String expected)
    {
        if (!condition)
        {
            throw new FaultException(messages.faultHere(expected, "something else, or nothing"));
        }
    }

    /**
     * The hash of the state, of the snapshot that was read.
     *
     * @return as its end record has it.
     */
    public long hash()
    {
        return hash;
    }

    /**
     * How many records of the engine it has.
     *
     * @return without the end record.
     */
    public long records()
    {
        return records;
    }

    /**
     * How large it is.
     *
     * @return bytes of both parts.
     */
    public long bytes()
    {
        return bytes;
    }

}
