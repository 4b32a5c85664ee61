package io.gavel.chaos.drill.corruption;

import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.Recording;
import java.util.SplittableRandom;

/** A byte of the newest snapshot is changed while its node is stopped. */
public final class FlippedByteInSnapshot extends FlippedByte
{
    @Override
    public String name()
    {
        return "flipped-byte-in-snapshot";
    }

    @Override
    public String description()
    {
        return "a stopped node's newest snapshot is changed by one byte: the node refuses it, the others trade on";
    }

    @Override
    Target choose(final NodeStorage storage, final SplittableRandom random)
    {
        final Recording recording = storage.catalog().find(storage.newestSnapshot().service().recordingId());
        return target(storage.places(recording, recording.startPosition()), random);
    }
}
