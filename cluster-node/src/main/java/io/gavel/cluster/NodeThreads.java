package io.gavel.cluster;

import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.driver.ThreadingMode;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * Which threads a node has, and what they do where there is nothing to do.
 *
 * @param driver    threads of the media driver.
 * @param archive   threads of the archive.
 * @param idle      when nothing is found to do.
 * @param parkMaxNs longest park of the backoff strategy.
 */
record NodeThreads(ThreadingMode driver, ArchiveThreadingMode archive, Idle idle, long parkMaxNs)
{
    private static final long PARK_FIRST_NS = 50_000L;

    /** What a thread does that finds nothing to do. */
    enum Idle
    {
        BACKOFF, YIELD, SPIN, NOOP
    }

    static NodeThreads conclude(final NodeContext context)
    {
        return new NodeThreads(
            notInvoker(NodeSetting.DRIVER_THREADING, ThreadingMode.INVOKER,
                context.text(NodeSetting.DRIVER_THREADING).oneOf(ThreadingMode.class)),
            notInvoker(NodeSetting.ARCHIVE_THREADING, ArchiveThreadingMode.INVOKER,
                context.text(NodeSetting.ARCHIVE_THREADING).oneOf(ArchiveThreadingMode.class)),
            context.text(NodeSetting.IDLE).oneOf(Idle.class),
            context.text(NodeSetting.IDLE_PARK_MAX).durationNs(1_000L, 100_000_000L));
    }

    private static <E extends Enum<E>> E notInvoker(final NodeSetting setting, final E invoker, final E mode)
    {
        if (mode == invoker)
        {
            throw new ConfigurationException(setting.key() + "=" + mode + " needs a program that drives it: expected " +
                setting.form());
        }
        return mode;
    }

    /**
     * Makes idle strategies; each agent needs its own.
     *
     * @return a supplier.
     */
    Supplier<IdleStrategy> idleSupplier()
    {
        return switch (idle)
        {
            case BACKOFF -> () -> new BackoffIdleStrategy(1, 1, Math.min(PARK_FIRST_NS, parkMaxNs), parkMaxNs);
            case YIELD -> YieldingIdleStrategy::new;
            case SPIN -> BusySpinIdleStrategy::new;
            case NOOP -> NoOpIdleStrategy::new;
        };
    }
}
