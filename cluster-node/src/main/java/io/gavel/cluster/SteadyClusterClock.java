package io.gavel.cluster;

import io.aeron.cluster.service.ClusterClock;
import io.gavel.venue.SteadyClock;
import java.util.concurrent.TimeUnit;

/**
 * The cluster's time in nanoseconds, from a clock that does not jump: elections and client sessions are timed by it.
 */
final class SteadyClusterClock implements ClusterClock
{
    private final SteadyClock clock;

    SteadyClusterClock(final SteadyClock clock)
    {
        this.clock = clock;
    }

    @Override
    public TimeUnit timeUnit()
    {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public long time()
    {
        return clock.timeNs();
    }

    @Override
    public long timeMillis()
    {
        return TimeUnit.NANOSECONDS.toMillis(time());
    }

    @Override
    public long timeMicros()
    {
        return TimeUnit.NANOSECONDS.toMicros(time());
    }

    @Override
    public long timeNanos()
    {
        return time();
    }

    @Override
    public long convertToNanos(final long time)
    {
        return time;
    }
}
