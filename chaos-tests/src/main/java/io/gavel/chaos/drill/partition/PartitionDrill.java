package io.gavel.chaos.drill.partition;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.fault.BridgedNetwork;
import java.time.Duration;
import java.util.Optional;

/** What all drills of partitions have: network namespaces, and the time in which a majority goes on. */
abstract class PartitionDrill implements Drill
{
    // An election, by which the SDK finds the new leader, and a second try of each.
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Override
    public Duration bound()
    {
        return BOUND;
    }

    @Override
    public boolean needsFaultMakers()
    {
        return true;
    }

    @Override
    public Optional<String> unavailable()
    {
        return BridgedNetwork.unavailable();
    }
}
