package io.gavel.gateway.feed;

import io.aeron.Aeron;
import io.aeron.ImageControlledFragmentAssembler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import io.gavel.venue.Members;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

/**
 * Follows the venue's event stream: replays the recording of one node and goes on with it live, and when that node
 * dies, falls silent while another is ahead, or leaves an event out, goes on with another node behind the last event
 * that was delivered. The listener sees each event once, in order, without a hole, whatever dies.
 *
 * <p>An {@link Agent}: events are delivered on the thread that calls {@link #doWork()}, which never blocks on a node.
 */
public final class EventFeed implements Agent
{
    private static final Logger LOGGER = System.getLogger(EventFeed.class.getName());
    private static final int FRAGMENT_LIMIT = 64;
    private static final long STALE_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Members members;
    private final EventListener listener;
    private final FeedCounters counters = new FeedCounters();
    private final SourceSelector selector;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventStream.EventConsumer eventConsumer = this::onEvent;
    private ReplaySource source;
    private ImageControlledFragmentAssembler assembler;
    private final Checkpoint from;
    private boolean isFirstMessage;
    private boolean hadSource;
    private String failure;
    private long eventSeq;
    private long position;

    // Invariant: the batch that ends at position ends with this event. Behind eventSeq only where a batch broke off.
    private long positionSeq;
    private int notifiedNode = -1;
    private long lastEventNs;
    private boolean isQuiet;

    /**
     * What a feed needs.
     */
    public static final class Context
    {
        private Aeron aeron;
        private Members members;
        private EventListener listener;
        private Checkpoint from = Checkpoint.BEGINNING;
        private long messageTimeoutNs = TimeUnit.SECONDS.toNanos(2);

        /**
         * The client to replay with, owned by the caller. Its driver's image liveness timeout is how long a dead
         * node stays unnoticed.
         *
         * @param client connected.
         * @return this.
         */
        public Context aeron(final Aeron client)
        {
            this.aeron = client;
            return this;
        }

        /**
         * The venue.
         *
         * @param nodes of it.
         * @return this.
         */
        public Context members(final Members nodes)
        {
            this.members = nodes;
            return this;
        }

        /**
         * Who gets the events.
         *
         * @param eventListener called on the feed's thread.
         * @return this.
         */
        public Context listener(final EventListener eventListener)
        {
            this.listener = eventListener;
            return this;
        }

        /**
         * Where to begin; {@link Checkpoint#BEGINNING} by default.
         *
         * @param checkpoint behind the last event that is not wanted.
         * @return this.
         */
        public Context from(final Checkpoint checkpoint)
        {
            this.from = checkpoint;
            return this;
        }

        /**
         * How long to wait for an answer of an archive before the next node is tried; 2 s by default.
         *
         * @param timeoutNs nanoseconds.
         * @return this.
         */
        public Context messageTimeoutNs(final long timeoutNs)
        {
            this.messageTimeoutNs = timeoutNs;
            return this;
        }

        Aeron aeron()
        {
            return aeron;
        }

        Members members()
        {
            return members;
        }

        long messageTimeoutNs()
        {
            return messageTimeoutNs;
        }
    }

    /**
     * Makes a feed; it looks for a node once its agent is started.
     *
     * @param context complete.
     */
    public EventFeed(final Context context)
    {
        Objects.requireNonNull(context.aeron, "aeron");
        this.members = Objects.requireNonNull(context.members, "members");
        this.listener = Objects.requireNonNull(context.listener, "listener");
        this.from = Objects.requireNonNull(context.from, "from");
        this.eventSeq = from.eventSeq();
        this.position = from.position();
        this.positionSeq = eventSeq;
        counters.eventSeq.set(eventSeq);
        counters.position.set(position);
        this.selector = new SourceSelector(context, counters);
    }

    /**
     * What the feed has been through.
     *
     * @return counters that any thread may read.
     */
    public FeedCounters counters()
    {
        return counters;
    }

    /** {@inheritDoc} */
    @Override
    public String roleName()
    {
        return "event-feed";
    }

    /** {@inheritDoc} */
    @Override
    public void onStart()
    {
        selector.start();
        selector.request(from, 0, -1);
    }

    /**
     * Delivers what has come in; changes node where that is due.
     *
     * @return fragments that were read.
     */
    @Override
    public int doWork()
    {
        if (null == source)
        {
            return awaitSource();
        }
        final int fragments = source.poll(assembler, FRAGMENT_LIMIT);
        if (null != failure)
        {
            selector.suspect(source.nodeId());
            changeNode(failure, (source.nodeId() + 1) % members.nodes().size(), Level.ERROR);
        }
        else if (0 == fragments)
        {
            onQuiet();
        }
        return fragments;
    }

    /** Ends the following; the counters stay. */
    @Override
    public void onClose()
    {
        if (null != source)
        {
            selector.release(source);
            source = null;
        }
        selector.close();
    }

    private int awaitSource()
    {
        source = selector.poll();
        if (null == source)
        {
            if (selector.isExhausted())
            {
                state(FeedState.DISCONNECTED, -1);
            }
            return 0;
        }
        if (hadSource)
        {
            counters.switches.incrementAndGet();
        }
        hadSource = true;
        assembler = new ImageControlledFragmentAssembler(this::onMessage);
        isFirstMessage = true;
        failure = null;
        lastEventNs = System.nanoTime();
        isQuiet = false;
        counters.node = source.nodeId();
        LOGGER.log(Level.INFO, "event feed: following node " + source.nodeId() + " behind eventSeq " + eventSeq +
            " from position " + source.startPosition());
        state(FeedState.CATCHING_UP, source.nodeId());
        return 1;
    }

    private void onQuiet()
    {
        if (source.isEnded())
        {
            changeNode("its stream ended", (source.nodeId() + 1) % members.nodes().size(), Level.WARNING);
            return;
        }
        if (position >= source.recordedPosition() && FeedState.LIVE != counters.state)
        {
            state(FeedState.LIVE, source.nodeId());
        }
        if (!isQuiet)
        {
            isQuiet = true;
            selector.quietSince(lastEventNs);
        }
        final SourceSelector.Ahead ahead = selector.ahead();
        if (null != ahead && ahead.position() > position)
        {
            final long nowNs = System.nanoTime();
            if (nowNs - ahead.sinceNs() > STALE_NS && nowNs - lastEventNs > STALE_NS)
            {
                changeNode("it is silent while node " + ahead.nodeId() + " is ahead", ahead.nodeId(), Level.WARNING);
            }
        }
    }

    private void changeNode(final String reason, final int nextNode, final Level level)
    {
        LOGGER.log(level, "event feed: leaving node " + source.nodeId() + " behind eventSeq " + eventSeq +
            " at position " + position + ": " + reason);
        final int leftNode = source.nodeId();
        selector.release(source);
        source = null;
        counters.node = -1;
        state(FeedState.CATCHING_UP, -1);
        selector.request(new Checkpoint(eventSeq, position), nextNode, leftNode);
    }

    private void state(final FeedState state, final int node)
    {
        final boolean isNewState = counters.state != state;
        if (isNewState || node != notifiedNode)
        {
            counters.state = state;
            notifiedNode = node;
            if (isNewState)
            {
                LOGGER.log(Level.INFO, "event feed: " + state + " at eventSeq " + eventSeq);
            }
            notifyState(state, node);
        }
    }

    private void notifyState(final FeedState state, final int node)
    {
        try
        {
            listener.onStateChange(state, node);
        }
        catch (final RuntimeException e)
        {
            counters.listenerErrors.incrementAndGet();
            LOGGER.log(Level.ERROR, "event feed: the listener failed on state " + state, e);
        }
    }

    private Action onMessage(final DirectBuffer buffer, final int offset, final int length, final Header frame)
    {
        final long seqBefore = eventSeq;
        try
        {
            EventStream.forEachEvent(header, buffer, offset, length, eventConsumer);
        }
        catch (final IllegalStateException e)
        {
            mismatch("malformed batch before position " + frame.position() + ": " + e.getMessage());
        }
        final long end = frame.position();
        if (null != failure)
        {
            return Action.ABORT;
        }
        if (eventSeq > seqBefore)
        {
            position = end;
            positionSeq = eventSeq;
            counters.position.set(end);
            counters.eventSeq.set(eventSeq);
            lastEventNs = System.nanoTime();
            if (isQuiet)
            {
                isQuiet = false;
                selector.quietSince(Long.MAX_VALUE);
            }
        }
        return Action.CONTINUE;
    }

    private void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long seq)
    {
        if (null != failure)
        {
            return;
        }
        if (isFirstMessage)
        {
            isFirstMessage = false;
            if (source.startPosition() == position && seq != positionSeq + 1 && positionSeq > 0)
            {
                mismatch("at position " + position + " expected eventSeq " + (positionSeq + 1) + ", actual " + seq);
                return;
            }
        }
        if (seq <= eventSeq)
        {
            counters.duplicates.incrementAndGet();
        }
        else if (seq > eventSeq + 1)
        {
            counters.gaps.incrementAndGet();
            failure = "gap: expected eventSeq " + (eventSeq + 1) + ", actual " + seq;
        }
        else
        {
            eventSeq = seq;
            deliver(templateId, buffer, offset, length, seq);
        }
    }

    private void deliver(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long seq)
    {
        try
        {
            listener.onEvent(templateId, buffer, offset, length, seq);
        }
        catch (final RuntimeException e)
        {
            counters.listenerErrors.incrementAndGet();
            LOGGER.log(Level.ERROR, "event feed: the listener failed on eventSeq " + seq, e);
        }
    }

    private void mismatch(final String what)
    {
        counters.mismatches.incrementAndGet();
        failure = "EVENT STREAMS DIFFER: " + what;
    }
}
