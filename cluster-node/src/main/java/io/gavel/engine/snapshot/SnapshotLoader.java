package io.gavel.engine.snapshot;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import org.agrona.DirectBuffer;

/** Placeholder compiled first. */
public final class SnapshotLoader
{
    /** x */
    public SnapshotLoader(final Venue venue, final EngineOutput output)
    {
    }

    /** x */
    public boolean onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        return false;
    }
}
