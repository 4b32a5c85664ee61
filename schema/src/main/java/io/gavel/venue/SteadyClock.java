package io.gavel.venue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.HighResolutionClock;

/**
 * The time of day, as it is told to what must not see it jump: the timeouts of drivers, archives and elections are
 * counted in it. It starts with the system's wall clock, runs on with the clock that only runs on, and follows the wall
 * clock where that was set by running at most a twentieth faster or slower. Any thread may ask.
 */
public final class SteadyClock implements EpochClock
{
    /** A difference from the wall clock that somebody should hear of, nanoseconds. */
    static final long TOLD_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long CHECK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RATE_PARTS = 1_000_000;
    private static final long RATE_MAX = RATE_PARTS / 20;

    private final LongSupplier wallNs;
    private final LongSupplier monotonicNs;
    private final Consumer<String> warnings;
    private final AtomicReference<Stretch> stretch;
    private volatile long toldNs;

    /**
     * A time that begins at one reading of the clock that only runs on, and runs at one rate.
     *
     * @param fromNs reading at which it begins.
     * @param timeNs time of day at that reading.
     * @param rate   millionths by which it runs faster.
     */
    private record Stretch(long fromNs, long timeNs, long rate)
    {
        long at(final long nowNs)
        {
            final long elapsedNs = nowNs - fromNs;
            return timeNs + elapsedNs + elapsedNs / RATE_PARTS * rate + elapsedNs % RATE_PARTS * rate / RATE_PARTS;
        }
    }

    /**
     * Starts with the system's wall clock.
     *
     * @param warnings gets a sentence where the wall clock was set by a second or more, on whichever thread finds it.
     */
    public SteadyClock(final Consumer<String> warnings)
    {
        this(SteadyClock::systemWallNs, System::nanoTime, warnings);
    }

    /**
     * Starts with a wall clock.
     *
     * @param wallNs      nanoseconds since 1970; may jump.
     * @param monotonicNs nanoseconds since whenever; never goes back.
     * @param warnings    as above.
     */
    SteadyClock(final LongSupplier wallNs, final LongSupplier monotonicNs, final Consumer<String> warnings)
    {
        this.wallNs = wallNs;
        this.monotonicNs = monotonicNs;
        this.warnings = warnings;
        stretch = new AtomicReference<>(new Stretch(monotonicNs.getAsLong(), wallNs.getAsLong(), 0));
    }

    private static long systemWallNs()
    {
        return HighResolutionClock.epochNanos();
    }

    /**
     * The time of day.
     *
     * @return milliseconds since 1970.
     */
    @Override
    public long time()
    {
        return TimeUnit.NANOSECONDS.toMillis(timeNs());
    }

    /**
     * The time of day.
     *
     * @return nanoseconds since 1970.
     */
    public long timeNs()
    {
        final long nowNs = monotonicNs.getAsLong();
        final Stretch current = stretch.get();
        final long timeNs = current.at(nowNs);
        if (nowNs - current.fromNs() >= CHECK_NS)
        {
            follow(current, nowNs, timeNs);
        }
        return timeNs;
    }

    // The new stretch begins where the old one is, so that the time does not jump.
    private void follow(final Stretch current, final long nowNs, final long timeNs)
    {
        final long differenceNs = wallNs.getAsLong() - timeNs;
        final long rate = Math.max(-RATE_MAX, Math.min(RATE_MAX, differenceNs / (CHECK_NS / RATE_PARTS)));
        if (stretch.compareAndSet(current, new Stretch(nowNs, timeNs, rate)))
        {
            tell(differenceNs);
        }
    }

    private void tell(final long differenceNs)
    {
        final long told = toldNs;
        if (Math.abs(differenceNs) < TOLD_NS)
        {
            toldNs = 0;
        }
        else if (Math.abs(differenceNs - told) >= TOLD_NS && Math.abs(differenceNs) > Math.abs(told) ||
            Long.signum(differenceNs) * Long.signum(told) < 0)
        {
            toldNs = differenceNs;
            warnings.accept("the wall clock was set by " + TimeUnit.NANOSECONDS.toMillis(differenceNs) +
                " ms: time goes on steadily here and comes up to it by 5 % at most; start this process again to take " +
                "it over at once, and have the machines' clocks slewed, not set");
        }
    }
}
