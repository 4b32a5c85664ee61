package io.gavel.gateway.feed;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.exceptions.AeronException;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import io.gavel.venue.Members;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Finds where to begin to replay, so that an event is among what comes: by a binary search over the starts of the
 * recording's terms, which no batch reaches across. What was read is remembered, as positions are the same on each
 * node. Every call blocks for a bounded time on each node that it tries.
 */
public final class EventSearch
{
    private static final Logger LOGGER = System.getLogger(EventSearch.class.getName());
    private static final int STREAM_ID = 302;
    private static final int PROBE_LENGTH = 2 * EventStream.BATCH_BYTES_MAX;
    private static final long PARK_NS = 200_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, Long> firstSeqByPosition = new ConcurrentHashMap<>();
    private final Aeron aeron;
    private final Members members;
    private final long timeoutNs;
    private final BooleanSupplier running;
    private final ReplayConnector connector;
    // The node that answered last: one that is dead costs a timeout.
    private int firstNode;

    /**
     * A search; used by one thread at a time.
     *
     * @param aeron     to replay with, owned by the caller.
     * @param members   of the venue.
     * @param timeoutNs of each answer of an archive.
     * @param running   false to give up.
     */
    public EventSearch(
        final Aeron aeron, final Members members, final long timeoutNs, final BooleanSupplier running)
    {
        this.aeron = aeron;
        this.members = members;
        this.timeoutNs = timeoutNs;
        this.running = running;
        connector = new ReplayConnector(aeron, timeoutNs, running);
    }

    /**
     * Where to begin for an event.
     *
     * @param eventSeq that is wanted; {@link Long#MAX_VALUE} for the last ones.
     * @return before it, at most a term away; its eventSeq is not below the wanted one where older events are recorded
     *     nowhere any more. Null where no node answers.
     */
    public Checkpoint find(final long eventSeq)
    {
        final int size = members.nodes().size();
        for (int i = 0; i < size; i++)
        {
            final Members.Node node = members.nodes().get((firstNode + i) % size);
            try (AeronArchive archive = connector.connect(node))
            {
                if (null == archive)
                {
                    return null;
                }
                final Checkpoint checkpoint = find(archive, node, eventSeq);
                firstNode = node.nodeId();
                return checkpoint;
            }
            catch (final AeronException | SourceUnavailableException | IllegalStateException e)
            {
                LOGGER.log(Level.DEBUG, "event search: node {0}: {1}", node.nodeId(), e.getMessage());
            }
        }
        return null;
    }

    private Checkpoint find(final AeronArchive archive, final Members.Node node, final long eventSeq)
        throws SourceUnavailableException
    {
        final ReplayConnector.Recording recording = connector.find(archive, node.nodeId());
        if (recording.recordedPosition() == recording.startPosition())
        {
            if (0 != recording.startPosition())
            {
                throw new SourceUnavailableException("node " + node.nodeId() + " has no events", false);
            }
            return Checkpoint.BEGINNING;
        }
        long low = recording.startPosition() / EventStream.TERM_LENGTH;
        long high = (recording.recordedPosition() - 1) / EventStream.TERM_LENGTH;
        while (low < high)
        {
            final long middle = low + high + 1 >>> 1;
            if (firstSeq(archive, node, recording, middle * EventStream.TERM_LENGTH) <= eventSeq)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        final long position = Math.max(recording.startPosition(), low * EventStream.TERM_LENGTH);
        return new Checkpoint(firstSeq(archive, node, recording, position) - 1, position);
    }

    private long firstSeq(
        final AeronArchive archive,
        final Members.Node node,
        final ReplayConnector.Recording recording,
        final long position) throws SourceUnavailableException
    {
        final Long known = firstSeqByPosition.get(position);
        if (null != known)
        {
            return known;
        }
        final long[] first = {0};
        try (Subscription subscription = aeron.addSubscription(
            "aeron:udp?endpoint=" + ReplayConnector.localHost(node.host()) + ":0|rejoin=false", STREAM_ID))
        {
            final long deadlineNs = System.nanoTime() + timeoutNs;
            String channel;
            while (null == (channel = subscription.tryResolveChannelEndpointPort()))
            {
                idle(deadlineNs, node);
            }
            archive.startReplay(recording.recordingId(), position,
                Math.min(PROBE_LENGTH, recording.recordedPosition() - position),
                "aeron:udp?linger=0|endpoint=" + ChannelUri.parse(channel).get("endpoint"), STREAM_ID);
            final FragmentAssembler assembler = new FragmentAssembler((buffer, offset, length, frame) ->
                EventStream.forEachEvent(header, buffer, offset, length, (template, event, at, bytes, seq) ->
                    first[0] = 0 == first[0] ? seq : first[0]));
            while (0 == first[0])
            {
                if (0 == subscription.poll(assembler, 1))
                {
                    idle(deadlineNs, node);
                }
            }
        }
        firstSeqByPosition.put(position, first[0]);
        return first[0];
    }

    private void idle(final long deadlineNs, final Members.Node node) throws SourceUnavailableException
    {
        if (!running.getAsBoolean() || System.nanoTime() - deadlineNs > 0)
        {
            throw new SourceUnavailableException("node " + node.nodeId() + " did not replay in time", false);
        }
        LockSupport.parkNanos(PARK_NS);
    }
}
