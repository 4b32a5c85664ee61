package io.gavel.chaos.check;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.gateway.feed.Checkpoint;
import io.gavel.gateway.feed.EventFeed;
import io.gavel.gateway.feed.EventListener;
import io.gavel.gateway.feed.FeedState;
import io.gavel.venue.Members;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * Reads what each node recorded, one node at a time and from none other, from where it left off.
 */
final class NodeRecordings implements AutoCloseable
{
    private static final long PARK_NS = 100_000;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private final MediaDriver driver;
    private final Aeron aeron;

    /**
     * Starts a media driver of its own.
     *
     * @param directory for the driver's files; deleted with it.
     */
    NodeRecordings(final Path directory)
    {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .aeronDirectoryName(directory.resolve("recordings-driver").toString())
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    }

    /** Gets each event of a node. */
    interface EventConsumer
    {
        /**
         * One event.
         *
         * @param templateId of it.
         * @param buffer     that has it.
         * @param offset     of its header.
         * @param length     with its header.
         * @param eventSeq   of it.
         */
        void onEvent(int templateId, DirectBuffer buffer, int offset, int length, long eventSeq);
    }

    /**
     * Reads the stream of one node.
     *
     * @param node     whose recording is read.
     * @param from     behind the last event that was read.
     * @param eventSeq to read up to.
     * @param consumer of the events.
     * @return where to go on.
     * @throws IllegalStateException where the node's recording does not reach that event within 30 s, or has a hole.
     */
    Checkpoint read(
        final Members.Node node, final Checkpoint from, final long eventSeq, final EventConsumer consumer)
    {
        if (from.eventSeq() >= eventSeq)
        {
            return from;
        }
        final Members alone = new Members(List.of(new Members.Node(0, node.host(), node.basePort())));
        final UpTo upTo = new UpTo(eventSeq, consumer);
        final EventFeed feed = new EventFeed(
            new EventFeed.Context().aeron(aeron).members(alone).from(from).listener(upTo));
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        feed.onStart();
        try
        {
            while (feed.counters().eventSeq() < eventSeq)
            {
                if (feed.doWork() == 0)
                {
                    LockSupport.parkNanos(PARK_NS);
                }
                if (feed.counters().gaps() + feed.counters().mismatches() + feed.counters().listenerErrors() > 0)
                {
                    throw new IllegalStateException("node " + node.nodeId() + ": gaps " + feed.counters().gaps() +
                        ", mismatches " + feed.counters().mismatches() + " behind event " +
                        feed.counters().eventSeq());
                }
                if (System.nanoTime() - deadlineNs > 0)
                {
                    throw new IllegalStateException("node " + node.nodeId() + ": expected its recording to reach " +
                        "event " + eventSeq + ", actual=" + feed.counters().eventSeq());
                }
            }
            if (feed.counters().eventSeq() > eventSeq)
            {
                throw new IllegalStateException("the venue was to be at rest at event " + eventSeq + ", but node " +
                    node.nodeId() + " is at " + feed.counters().eventSeq());
            }
            return new Checkpoint(eventSeq, feed.counters().position());
        }
        finally
        {
            feed.onClose();
        }
    }

    /** Ends the client and the driver. */
    @Override
    public void close()
    {
        aeron.close();
        driver.close();
    }

    private record UpTo(long eventSeq, EventConsumer consumer) implements EventListener
    {
        @Override
        public void onEvent(
            final int templateId, final DirectBuffer buffer, final int offset, final int length, final long seq)
        {
            if (seq <= eventSeq)
            {
                consumer.onEvent(templateId, buffer, offset, length, seq);
            }
        }

        @Override
        public void onStateChange(final FeedState state, final int node)
        {
            // The events tell all that is asked of a node here.
        }
    }
}
