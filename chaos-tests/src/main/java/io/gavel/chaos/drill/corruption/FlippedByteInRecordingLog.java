package io.gavel.chaos.drill.corruption;

import io.aeron.cluster.RecordingLog;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.RecordingLogFile;
import java.util.SplittableRandom;

/** A byte of the recording log is changed while its node is stopped. */
public final class FlippedByteInRecordingLog extends FlippedByte
{
    private static final int[] FIELDS = {
        RecordingLog.RECORDING_ID_OFFSET, RecordingLog.LEADERSHIP_TERM_ID_OFFSET,
        RecordingLog.TERM_BASE_LOG_POSITION_OFFSET, RecordingLog.LOG_POSITION_OFFSET
    };

    @Override
    public String name()
    {
        return "flipped-byte-in-recording-log";
    }

    @Override
    public String description()
    {
        return "a stopped node's list of terms and snapshots is changed by one byte: the node refuses it, the others " +
            "trade on";
    }

    @Override
    Target choose(final NodeStorage storage, final SplittableRandom random)
    {
        // Of the entry by which the node finds its snapshot; each byte of these numbers counts.
        final RecordingLogFile.Entry entry = storage.newestSnapshot().consensusModule();
        return new Target(storage.recordingLog().file(),
            entry.offset() + FIELDS[random.nextInt(FIELDS.length)] + random.nextInt(Long.BYTES));
    }
}
