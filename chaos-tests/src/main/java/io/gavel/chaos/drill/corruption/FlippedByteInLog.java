package io.gavel.chaos.drill.corruption;

import io.gavel.cluster.storage.NodeStorage;
import java.util.SplittableRandom;

/** A byte of the log behind the newest snapshot is changed while its node is stopped. */
public final class FlippedByteInLog extends FlippedByte
{
    @Override
    public String name()
    {
        return "flipped-byte-in-log";
    }

    @Override
    public String description()
    {
        return "a stopped node's log is changed by one byte behind its snapshot: the node refuses it, the others " +
            "trade on";
    }

    @Override
    Target choose(final NodeStorage storage, final SplittableRandom random)
    {
        return target(storage.places(storage.log(), storage.newestSnapshot().logPosition()), random);
    }
}
