package io.gavel.engine.snapshot;

import io.gavel.engine.SnapshotOutput;
import io.gavel.engine.Venue;

/** Placeholder compiled first. */
public final class SnapshotWriter
{
    /** x */
    public SnapshotWriter(final Venue venue)
    {
    }

    /** x */
    public void write(final SnapshotOutput output, final long timeNs)
    {
    }

    /** x */
    public long hash(final long timeNs)
    {
        return 0;
    }
}
