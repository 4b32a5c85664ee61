package io.gavel.dropcopy;

import io.gavel.gateway.feed.Checkpoint;
import io.gavel.gateway.feed.EventFeed;
import io.gavel.gateway.feed.EventListener;
import io.gavel.gateway.feed.FeedState;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

/**
 * Gives every reader its executions. One live feed keeps the newest executions of all participants; a reader that
 * needs older ones gets a replay of its own until it has reached them, a few readers at a time, since each replay is
 * one that a node's archive has to serve. A reader that does not read pauses its replay, and later leaves it to the
 * next one.
 */
final class DropCopyDesk implements Agent, EventListener
{
    /** Replays at one time; an archive has 20, and recovery needs some. */
    static final int REPLAYS_MAX = 4;

    private static final long SEARCH_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final List<ReaderSession> readers = new ArrayList<>();
    private final ArrayDeque<ReaderSession> waiting = new ArrayDeque<>();
    private final List<CatchUp> replays = new ArrayList<>();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Supplier<EventFeed.Context> feeds;
    private final LongFunction<Checkpoint> search;
    private final ExecutorService worker;
    private final Instruments instruments;
    private final RecentExecutions recent;
    private CompletableFuture<Checkpoint> liveSearch;
    private EventFeed live;
    private long nextSearchNs = System.nanoTime();
    private boolean isClosed;

    /**
     * A desk.
     *
     * @param feeds       make a feed's context, but for where it begins and its listener.
     * @param search      of the place where an event is recorded; blocks.
     * @param worker      for what blocks; the caller's.
     * @param instruments that are known.
     * @param recentMax   executions that are kept in memory.
     */
    DropCopyDesk(
        final Supplier<EventFeed.Context> feeds,
        final LongFunction<Checkpoint> search,
        final ExecutorService worker,
        final Instruments instruments,
        final int recentMax)
    {
        this.feeds = feeds;
        this.search = search;
        this.worker = worker;
        this.instruments = instruments;
        recent = new RecentExecutions(recentMax);
    }

    /**
     * Serves a reader from now on. Any thread.
     *
     * @param sink          of its connection.
     * @param participantId whose executions it gets.
     * @param fromSeq       first event that it wants, or {@link ReaderSession#FROM_NOW}.
     * @return to end it by.
     */
    ReaderSession add(final ExecutionSink sink, final int participantId, final long fromSeq)
    {
        final ReaderSession reader = new ReaderSession(sink, participantId, fromSeq, instruments);
        requests.add(() ->
        {
            readers.add(reader);
            waiting.add(reader);
        });
        return reader;
    }

    /**
     * Serves a reader no more. Any thread.
     *
     * @param reader that was added.
     */
    void remove(final ReaderSession reader)
    {
        requests.add(reader::close);
    }

    @Override
    public int doWork()
    {
        int work = 0;
        Runnable request;
        while (null != (request = requests.poll()))
        {
            request.run();
            work++;
        }
        work += null == live ? startLive() : live.doWork();
        work += pump();
        work += catchUp();
        return work;
    }

    private int startLive()
    {
        if (null != liveSearch && liveSearch.isDone())
        {
            final Checkpoint checkpoint = liveSearch.join();
            liveSearch = null;
            if (null != checkpoint)
            {
                live = new EventFeed(feeds.get().from(checkpoint).listener(this));
                live.onStart();
                return 1;
            }
            nextSearchNs = System.nanoTime() + SEARCH_PAUSE_NS;
        }
        if (null == liveSearch && System.nanoTime() - nextSearchNs >= 0)
        {
            liveSearch = search(Long.MAX_VALUE);
        }
        return 0;
    }

    private CompletableFuture<Checkpoint> search(final long eventSeq)
    {
        return CompletableFuture.supplyAsync(() -> search.apply(eventSeq), worker).exceptionally((error) -> null);
    }

    private int pump()
    {
        int work = 0;
        final boolean isAtEnd = null != live && FeedState.LIVE == live.counters().state();
        for (final Iterator<ReaderSession> i = readers.iterator(); i.hasNext();)
        {
            final ReaderSession reader = i.next();
            if (reader.isClosed())
            {
                i.remove();
                waiting.remove(reader);
                work++;
            }
            else if (reader.isLive())
            {
                work += pump(reader, isAtEnd);
            }
        }
        return work;
    }

    private int pump(final ReaderSession reader, final boolean isAtEnd)
    {
        try
        {
            final int work = reader.pump(recent, isAtEnd);
            if (!reader.isLive())
            {
                waiting.add(reader);
            }
            return work;
        }
        catch (final RuntimeException e)
        {
            reader.close();
            reader.sink().fail("INTERNAL_ERROR", "an execution cannot be told: " + e.getMessage());
            return 1;
        }
    }

    private int catchUp()
    {
        int work = 0;
        // As many as wait now: those that cannot go on are put back.
        for (int i = waiting.size(); i > 0; i--)
        {
            final ReaderSession reader = waiting.poll();
            if (!goLive(reader) && !beginReplay(reader))
            {
                waiting.add(reader);
            }
        }
        final long nowNs = System.nanoTime();
        for (final Iterator<CatchUp> i = replays.iterator(); i.hasNext();)
        {
            final CatchUp replay = i.next();
            work += step(replay, nowNs);
            if (isOver(replay, nowNs))
            {
                i.remove();
                replay.end();
                work++;
                if (!replay.reader().isClosed() && !goLive(replay.reader()))
                {
                    waiting.add(replay.reader());
                }
            }
        }
        return work;
    }

    private boolean goLive(final ReaderSession reader)
    {
        if (ReaderSession.FROM_NOW == reader.nextSeq() && null != live && FeedState.LIVE == live.counters().state())
        {
            reader.nextSeq(recent.lastSeq() + 1);
        }
        if (reader.nextSeq() < recent.completeFrom())
        {
            return false;
        }
        reader.goLive(recent);
        return true;
    }

    private boolean beginReplay(final ReaderSession reader)
    {
        final boolean isPossible = null != live && ReaderSession.FROM_NOW != reader.nextSeq() &&
            Long.MAX_VALUE != recent.completeFrom() && replays.size() < REPLAYS_MAX && reader.sink().isWritable() &&
            System.nanoTime() - reader.retryNs() >= 0;
        if (isPossible)
        {
            final Checkpoint known = reader.checkpoint();
            replays.add(new CatchUp(reader,
                null == known ? search(reader.nextSeq()) : CompletableFuture.completedFuture(known), worker));
        }
        return isPossible;
    }

    private int step(final CatchUp replay, final long nowNs)
    {
        if (replay.isReplaying())
        {
            return replay.doWork(nowNs);
        }
        if (replay.isSearching())
        {
            return 0;
        }
        final Checkpoint found = replay.found();
        final ReaderSession reader = replay.reader();
        if (null != found && found.eventSeq() >= reader.nextSeq())
        {
            reader.close();
            reader.sink().fail("EVENTS_GONE", "events before " + (found.eventSeq() + 1) +
                " are recorded nowhere any more: read from there");
        }
        else if (null == found)
        {
            reader.retryNs(nowNs + SEARCH_PAUSE_NS);
        }
        else
        {
            replay.replay(feeds.get().from(found));
        }
        return 1;
    }

    private boolean isOver(final CatchUp replay, final long nowNs)
    {
        final ReaderSession reader = replay.reader();
        return reader.isClosed() || !replay.isReplaying() && !replay.isSearching() ||
            reader.nextSeq() >= recent.completeFrom() || replay.isStalled(nowNs);
    }

    @Override
    public void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        recent.onEvent(eventSeq);
        if (ExecutionReportDecoder.TEMPLATE_ID == templateId)
        {
            recent.add(Execution.copy(buffer, offset, length));
        }
        else if (InstrumentAddedDecoder.TEMPLATE_ID == templateId)
        {
            instrumentAdded.wrapAndApplyHeader(buffer, offset, header);
            instruments.put(instrumentAdded.instrumentId(), new Instruments.Instrument(instrumentAdded.symbol(),
                instrumentAdded.currency(), instrumentAdded.tickSizeMinor(), instrumentAdded.lotSize()));
        }
    }

    @Override
    public void onStateChange(final FeedState state, final int node)
    {
        // The feed logs it.
    }

    /** Replays under way. */
    int replayCount()
    {
        return replays.size();
    }

    @Override
    public void onClose()
    {
        if (!isClosed)
        {
            isClosed = true;
            replays.forEach(CatchUp::end);
            replays.clear();
            if (null != live)
            {
                live.onClose();
            }
        }
    }

    @Override
    public String roleName()
    {
        return "drop-copy";
    }
}
