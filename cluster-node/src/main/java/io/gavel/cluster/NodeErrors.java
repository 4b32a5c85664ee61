package io.gavel.cluster;

import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.service.ClusterTerminationException;
import io.aeron.exceptions.AeronEvent;
import io.aeron.exceptions.AeronException;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Where the errors of every thread of a node end: counted, told in one line each, and, where the node cannot go on,
 * turned into its end. Anybody who reaches the ingress port can cause warnings, so no more lines are told than a disk
 * and the thread that tells them can bear.
 */
final class NodeErrors implements ErrorHandler
{
    /** Lines told in one second; those beyond it are counted. */
    static final int LINES_PER_SECOND_MAX = 20;

    private static final long FULL_BYTES = 64 << 10;
    private static final long SECOND_NS = 1_000_000_000L;

    private final String name;
    private final PrintStream out;
    private final Runnable onTermination;
    private final LongSupplier usableBytes;
    private final AtomicLong count = new AtomicLong();
    private volatile Throwable failure;
    private volatile boolean closing;
    private long secondNs = System.nanoTime();
    private int linesInSecond;
    private long untold;

    /**
     * Collects errors.
     *
     * @param name          of the node, put in front of each line.
     * @param out           for people.
     * @param onTermination called when the node has to end.
     */
    NodeErrors(final String name, final PrintStream out, final Runnable onTermination)
    {
        this(name, out, onTermination, () -> Long.MAX_VALUE);
    }

    /**
     * Collects errors, and tells from the space on the disk what those mean that do not say it themselves.
     *
     * @param name          of the node, put in front of each line.
     * @param out           for people.
     * @param onTermination called when the node has to end.
     * @param usableBytes   that the disk of the node's data has.
     */
    NodeErrors(
        final String name, final PrintStream out, final Runnable onTermination, final LongSupplier usableBytes)
    {
        this.usableBytes = usableBytes;
        this.name = name;
        this.out = out;
        this.onTermination = onTermination;
    }

    @Override
    public void onError(final Throwable error)
    {
        if (closing)
        {
            return;
        }
        if (error instanceof ClusterTerminationException termination && termination.isExpected())
        {
            onTermination.run();
        }
        else if (error instanceof AgentTerminationException)
        {
            fail(error);
        }
        else if (isWarning(error))
        {
            sayWithinBounds("warning", error);
        }
        else
        {
            count.incrementAndGet();
            sayWithinBounds("error", error);
        }
    }

    /**
     * The node cannot go on.
     *
     * @param error that ends it; the first one is kept.
     */
    void fail(final Throwable error)
    {
        if (null == failure && !closing)
        {
            count.incrementAndGet();
            failure = error;
            say("failed, stopping", error);
        }
        onTermination.run();
    }

    /**
     * Tells what is no error, but somebody should see to.
     *
     * @param sentence for a person.
     */
    void warn(final String sentence)
    {
        out.println(name + " warning: " + sentence);
    }

    /**
     * Tells what is no error either, and nothing to see to.
     *
     * @param sentence for a person, which the node's name begins.
     */
    void tell(final String sentence)
    {
        out.println(name + " " + sentence);
    }

    /** What comes from now on comes of the node's own end, and is not told. */
    void closing()
    {
        closing = true;
    }

    long count()
    {
        return count.get();
    }

    /**
     * Why the node ended.
     *
     * @return null where nothing failed.
     */
    Throwable failure()
    {
        return failure;
    }

    private static boolean isWarning(final Throwable error)
    {
        return error instanceof AeronEvent ||
            error instanceof AeronException aeron && AeronException.Category.WARN == aeron.category();
    }

    private synchronized void sayWithinBounds(final String kind, final Throwable error)
    {
        final long nowNs = System.nanoTime();
        if (nowNs - secondNs > SECOND_NS)
        {
            if (untold > 0)
            {
                out.println(name + " left out " + untold + " more errors and warnings");
            }
            secondNs = nowNs;
            linesInSecond = 0;
            untold = 0;
        }
        if (linesInSecond < LINES_PER_SECOND_MAX)
        {
            linesInSecond++;
            say(kind, error);
        }
        else
        {
            untold++;
        }
    }

    private void say(final String kind, final Throwable error)
    {
        final StringBuilder line = new StringBuilder(name).append(' ').append(kind).append(": ");
        Throwable at = error;
        // A recording that stopped and a mapped file that faults do not say why.
        boolean isDiskFull = usableBytes.getAsLong() < FULL_BYTES;
        for (int depth = 0; null != at && depth < 4; depth++)
        {
            line.append(depth == 0 ? "" : " <- ").append(at.getClass().getSimpleName());
            if (null != at.getMessage())
            {
                line.append(": ").append(at.getMessage().replaceAll("\\s*\\R\\s*", "; "));
            }
            isDiskFull |= isDiskFull(at);
            at = at.getCause();
        }
        if (isDiskFull)
        {
            line.append(": free space on the disk of gavel.data.dir, then start the node again");
        }
        out.println(line);
    }

    private static boolean isDiskFull(final Throwable error)
    {
        return error instanceof ArchiveException archive && ArchiveException.STORAGE_SPACE == archive.errorCode() ||
            null != error.getMessage() && error.getMessage().contains("No space left on device");
    }
}
