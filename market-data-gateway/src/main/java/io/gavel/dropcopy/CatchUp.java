package io.gavel.dropcopy;

import io.gavel.gateway.feed.Checkpoint;
import io.gavel.gateway.feed.EventFeed;
import io.gavel.gateway.feed.EventListener;
import io.gavel.gateway.feed.FeedState;
import io.gavel.schema.ExecutionReportDecoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * A replay for one reader, until it has all but the recent executions, or has not read for so long that others should
 * have the replay. Used on the desk's thread; nothing here blocks.
 */
final class CatchUp implements EventListener
{
    private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(2);

    private final ReaderSession reader;
    private final Executor closer;
    private CompletableFuture<Checkpoint> search;
    private EventFeed feed;
    private long blockedSinceNs = Long.MAX_VALUE;

    CatchUp(final ReaderSession reader, final CompletableFuture<Checkpoint> search, final Executor closer)
    {
        this.reader = reader;
        this.search = search;
        this.closer = closer;
    }

    ReaderSession reader()
    {
        return reader;
    }

    boolean isSearching()
    {
        return null != search && !search.isDone();
    }

    /** What the search found, once; null where nothing was, or it was told already. */
    Checkpoint found()
    {
        final Checkpoint checkpoint = search.join();
        search = null;
        return checkpoint;
    }

    boolean isReplaying()
    {
        return null != feed;
    }

    void replay(final EventFeed.Context context)
    {
        feed = new EventFeed(context.listener(this));
        feed.onStart();
    }

    /**
     * Replays some more, where the reader has room for it.
     *
     * @return fragments.
     */
    int doWork(final long nowNs)
    {
        if (!reader.sink().isWritable())
        {
            blockedSinceNs = Math.min(blockedSinceNs, nowNs);
            return 0;
        }
        blockedSinceNs = Long.MAX_VALUE;
        final int work = feed.doWork();
        if (work > 0)
        {
            reader.sink().flush();
        }
        return work;
    }

    boolean isStalled(final long nowNs)
    {
        return Long.MAX_VALUE != blockedSinceNs && nowNs - blockedSinceNs > STALLED_NS;
    }

    /** Ends the replay, and remembers where it was left. */
    void end()
    {
        if (null != feed)
        {
            final EventFeed ended = feed;
            feed = null;
            reader.checkpoint(new Checkpoint(ended.counters().eventSeq(), ended.counters().position()));
            // Waits for the thread that talks to the archives.
            closer.execute(ended::onClose);
        }
    }

    @Override
    public void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        try
        {
            reader.onReplayed(ExecutionReportDecoder.TEMPLATE_ID == templateId, buffer, offset, length, eventSeq);
        }
        catch (final RuntimeException e)
        {
            // The feed would go on without this one: no reader must miss an execution and not know it.
            reader.close();
            reader.sink().fail("INTERNAL_ERROR", "event " + eventSeq + " cannot be told: " + e.getMessage());
        }
    }

    @Override
    public void onStateChange(final FeedState state, final int node)
    {
        // The live feed tells about the nodes.
    }
}
