package io.gavel.cluster;

import java.util.concurrent.TimeUnit;

/**
 * How long the newest snapshot held the service up, and how long the one took to load that the node began with. Written
 * by the service's thread, read by any.
 */
final class SnapshotTimes
{
    private static final long NONE = -1;

    private volatile long pauseMs = NONE;
    private volatile long bytes = NONE;
    private volatile long loadMs = NONE;
    // When the snapshot that is being taken began; the service's thread alone.
    private long takenAtNs;
    private boolean isTaking;

    /** A snapshot begins. */
    void begin()
    {
        takenAtNs = System.nanoTime();
        isTaking = true;
    }

    /** The state is written; the service goes on when the archive has it, which {@link #onDuty()} sees. */
    void written(final long recordedBytes)
    {
        bytes = recordedBytes;
    }

    /** The service's thread is free for what comes next. */
    void onDuty()
    {
        if (isTaking)
        {
            isTaking = false;
            pauseMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - takenAtNs);
        }
    }

    /** The node's first snapshot was loaded. */
    void loaded(final long durationMs)
    {
        loadMs = durationMs;
    }

    /** Appends fields to a JSON object. */
    void appendTo(final StringBuilder json)
    {
        json.append(",\"snapshotPauseMs\":").append(pauseMs)
            .append(",\"snapshotBytes\":").append(bytes)
            .append(",\"snapshotLoadMs\":").append(loadMs);
    }
}
