package io.gavel.chaos;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.gateway.feed.EventFeed;
import io.gavel.venue.Members;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * Reads what each node recorded, one node at a time and from none other.
 */
public final class NodeRecordings implements AutoCloseable
{
    private final MediaDriver driver;
    private final Aeron aeron;

    /**
     * Starts a media driver of its own.
     *
     * @param directory for the driver's files; deleted with it.
     */
    public NodeRecordings(final Path directory)
    {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .aeronDirectoryName(directory.resolve("recordings-driver").toString())
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    }

    /**
     * Reads the stream of one node from its first event on.
     *
     * @param node     whose recording is read.
     * @param eventSeq to read up to.
     * @return the audit, concluded by nobody yet.
     * @throws IllegalStateException where the node's recording does not reach that event within 30 s, or has a hole.
     */
    public StreamAudit read(final Members.Node node, final long eventSeq)
    {
        final StreamAudit audit = new StreamAudit();
        final Members alone = new Members(List.of(new Members.Node(0, node.host(), node.basePort())));
        final EventFeed feed = new EventFeed(
            new EventFeed.Context().aeron(aeron).members(alone).listener(audit));
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        feed.onStart();
        try
        {
            while (audit.lastEventSeq() < eventSeq)
            {
                if (feed.doWork() == 0)
                {
                    LockSupport.parkNanos(100_000);
                }
                if (feed.counters().gaps() + feed.counters().mismatches() + feed.counters().listenerErrors() > 0)
                {
                    throw new IllegalStateException("node " + node.nodeId() + ": gaps " + feed.counters().gaps() +
                        ", mismatches " + feed.counters().mismatches() + " behind event " + audit.lastEventSeq());
                }
                if (System.nanoTime() - deadlineNs > 0)
                {
                    throw new IllegalStateException("node " + node.nodeId() + ": expected its recording to reach " +
                        "event " + eventSeq + ", actual=" + audit.lastEventSeq());
                }
            }
        }
        finally
        {
            feed.onClose();
        }
        return audit;
    }

    /** Ends the client and the driver. */
    @Override
    public void close()
    {
        aeron.close();
        driver.close();
    }
}
