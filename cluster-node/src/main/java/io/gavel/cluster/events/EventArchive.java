package io.gavel.cluster.events;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.archive.codecs.RecordingSignal;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.gavel.venue.EventStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/** One conversation with this node's own archive about the recording of the event stream. */
final class EventArchive implements AutoCloseable
{
    /** What the archive's catalog says of the recording of events. */
    record Recording(long recordingId, long startPosition, long stopPosition)
    {
    }

    private static final long SIGNAL_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final String ALIAS_FRAGMENT = "alias=" + EventStream.ALIAS;

    private final Set<RecordingSignal> signals = EnumSet.noneOf(RecordingSignal.class);
    private final IdleStrategy idle;
    private final AeronArchive archive;
    private long signalRecordingId = Aeron.NULL_VALUE;

    EventArchive(final AeronArchive.Context context, final IdleStrategy idle)
    {
        this.idle = idle;
        archive = AeronArchive.connect(context.clone().recordingSignalConsumer(
            (controlSessionId, correlationId, recordingId, subscriptionId, position, signal) ->
            {
                signals.add(signal);
                signalRecordingId = recordingId;
            }));
    }

    AeronArchive archive()
    {
        return archive;
    }

    /**
     * Looks for the recording.
     *
     * @return null where nothing has been recorded yet.
     * @throws EventStreamException where there is more than one: which one is the stream cannot be told.
     */
    Recording find()
    {
        return find(archive);
    }

    /**
     * Looks for the recording in an archive.
     *
     * @param archive of any node.
     * @return null where nothing has been recorded yet.
     */
    static Recording find(final AeronArchive archive)
    {
        final Recording[] found = new Recording[1];
        final int count = archive.listRecordingsForUri(0, 100, ALIAS_FRAGMENT, EventStream.STREAM_ID,
            (controlSessionId, correlationId, recordingId, startTimestamp, stopTimestamp, startPosition, stopPosition,
            initialTermId, segmentFileLength, termBufferLength, mtuLength, sessionId, streamId, strippedChannel,
            originalChannel, sourceIdentity) ->
            {
                if (EventStream.TERM_LENGTH != termBufferLength || EventStream.MTU_LENGTH != mtuLength ||
                    0 != initialTermId)
                {
                    throw new EventStreamException("recording " + recordingId + " of events has term length " +
                        termBufferLength + ", MTU " + mtuLength + ", initial term " + initialTermId + "; expected " +
                        EventStream.TERM_LENGTH + ", " + EventStream.MTU_LENGTH + ", 0");
                }
                found[0] = new Recording(recordingId, startPosition, stopPosition);
            });
        if (count > 1)
        {
            throw new EventStreamException("the archive holds " + count +
                " recordings of events, expected one: delete the wrong ones with ArchiveTool");
        }
        return found[0];
    }

    /**
     * Cuts a recording.
     *
     * @param recordingId of a stopped recording.
     * @param position    a frame boundary that was read as the end of a message, or the recording's start.
     */
    void truncate(final long recordingId, final long position)
    {
        final long deadlineNs = System.nanoTime() + SIGNAL_TIMEOUT_NS;
        signals.clear();
        while (true)
        {
            archive.stopAllReplays(recordingId);
            try
            {
                archive.truncateRecording(recordingId, position);
                break;
            }
            catch (final ArchiveException e)
            {
                // A reader that came in between holds the recording for a moment.
                if (e.errorCode() != ArchiveException.ACTIVE_RECORDING || System.nanoTime() > deadlineNs)
                {
                    throw e;
                }
                idle.idle();
            }
        }
        awaitSignal(RecordingSignal.DELETE, recordingId);
    }

    /**
     * Records a publication of this process from its position on, and goes on when this conversation is closed.
     *
     * @param recording to extend; null for the first time.
     * @param sessionId of the publication.
     * @return the recording's id.
     */
    long record(final Recording recording, final int sessionId)
    {
        final String channel = "aeron:ipc?" + ALIAS_FRAGMENT + "|session-id=" + sessionId;
        signals.clear();
        if (null == recording)
        {
            archive.startRecording(channel, EventStream.STREAM_ID, SourceLocation.LOCAL);
            awaitSignal(RecordingSignal.START, Aeron.NULL_VALUE);
            return signalRecordingId;
        }
        archive.extendRecording(recording.recordingId(), channel, EventStream.STREAM_ID, SourceLocation.LOCAL);
        awaitSignal(RecordingSignal.EXTEND, recording.recordingId());
        return recording.recordingId();
    }

    /**
     * Finds the counter that tells how far a publication has been recorded.
     *
     * @param sessionId of the publication.
     * @return the counter's id.
     */
    int awaitRecordingCounter(final int sessionId)
    {
        final CountersReader counters = archive.context().aeron().countersReader();
        final long deadlineNs = System.nanoTime() + SIGNAL_TIMEOUT_NS;
        int counterId;
        while (CountersReader.NULL_COUNTER_ID ==
            (counterId = RecordingPos.findCounterIdBySession(counters, sessionId, archive.archiveId())))
        {
            waitOrFail(deadlineNs, "the counter of the recording of events");
        }
        return counterId;
    }

    /**
     * Waits for what the archive tells about a recording.
     *
     * @param signal      to wait for.
     * @param recordingId that it must be about; {@link Aeron#NULL_VALUE} for any.
     */
    void awaitSignal(final RecordingSignal signal, final long recordingId)
    {
        awaitSignal(signal, recordingId, System.nanoTime() + SIGNAL_TIMEOUT_NS);
    }

    /**
     * As {@link #awaitSignal(RecordingSignal, long)}, with a deadline.
     *
     * @param signal      to wait for.
     * @param recordingId that it must be about; {@link Aeron#NULL_VALUE} for any.
     * @param deadlineNs  of {@link System#nanoTime()}.
     */
    void awaitSignal(final RecordingSignal signal, final long recordingId, final long deadlineNs)
    {
        while (!signals.contains(signal))
        {
            archive.pollForRecordingSignals();
            waitOrFail(deadlineNs, "the archive's signal " + signal);
        }
        if (Aeron.NULL_VALUE != recordingId && signalRecordingId != recordingId)
        {
            throw new EventStreamException("signal " + signal + " is about recording " + signalRecordingId +
                ", expected " + recordingId);
        }
    }

    /**
     * Whether the archive has told something since the signals were forgotten.
     *
     * @param signal to look for.
     * @return true where it was polled.
     */
    boolean hasSignal(final RecordingSignal signal)
    {
        return signals.contains(signal);
    }

    /** Forgets the signals so far. */
    void clearSignals()
    {
        signals.clear();
    }

    private void waitOrFail(final long deadlineNs, final String what)
    {
        if (System.nanoTime() > deadlineNs)
        {
            throw new EventStreamException(what + " did not come in time");
        }
        idle.idle();
    }

    @Override
    public void close()
    {
        archive.close();
    }
}
