package io.gavel.cluster.events;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ReplicationParams;
import io.aeron.archive.codecs.RecordingSignal;
import io.aeron.archive.status.RecordingPos;
import io.aeron.exceptions.AeronException;
import io.gavel.venue.Members;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/**
 * Copies the event stream of a venue into an archive, and follows it: from one node at a time, and from the next where
 * that one dies, as recordings are the same at the same positions on all of them.
 */
public final class EventCopy implements Agent
{
    private static final long PEER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int NOBODY = -1;

    private final AeronArchive.Context localContext;
    private final IdleStrategy idle;
    private final Members members;
    private final IntSupplier preferredNode;
    private final String responseChannel;
    private final Consumer<String> onFailure;
    private EventArchive local;
    private long recordingId = Aeron.NULL_VALUE;
    private int counterId = CountersReader.NULL_COUNTER_ID;
    private long replicationId = Aeron.NULL_VALUE;
    private long retryNs = System.nanoTime();
    private int lastNode = NOBODY;
    private volatile int node = NOBODY;
    private volatile long position;

    /**
     * A copy that does not run yet.
     *
     * @param localContext  of the archive that keeps the copy, with its Aeron client.
     * @param idle          while waiting.
     * @param members       of the venue.
     * @param preferredNode which node to begin with, -1 for any.
     * @param host          of this process, as the nodes reach it.
     * @param onFailure     told each time that it has to begin anew.
     */
    public EventCopy(
        final AeronArchive.Context localContext,
        final IdleStrategy idle,
        final Members members,
        final IntSupplier preferredNode,
        final String host,
        final Consumer<String> onFailure)
    {
        this.localContext = localContext;
        this.idle = idle;
        this.members = members;
        this.preferredNode = preferredNode;
        this.responseChannel = "aeron:udp?endpoint=" + host + ":0";
        this.onFailure = onFailure;
    }

    @Override
    public void onStart()
    {
        local = new EventArchive(localContext, idle);
        final EventArchive.Recording recording = local.find();
        if (null != recording)
        {
            recordingId = recording.recordingId();
            position = recording.stopPosition();
        }
    }

    @Override
    public int doWork()
    {
        if (NOBODY != node)
        {
            return follow();
        }
        if (System.nanoTime() - retryNs < 0)
        {
            return 0;
        }
        final int next = next();
        lastNode = next;
        try
        {
            begin(next);
        }
        catch (final AeronException | EventStreamException e)
        {
            fail("events of node " + next + ": " + e.getMessage());
        }
        return 1;
    }

    private int next()
    {
        final int preferred = preferredNode.getAsInt();
        final boolean isThere = NOBODY != preferred && preferred < members.nodes().size();
        return isThere && lastNode != preferred ? preferred :
            (lastNode + 1) % members.nodes().size();
    }

    private void begin(final int nodeId)
    {
        final String channel = "aeron:udp?endpoint=" + members.nodes().get(nodeId).archiveEndpoint();
        final int streamId = AeronArchive.Configuration.controlStreamId();
        final EventArchive.Recording source;
        final long sourcePosition;
        try (AeronArchive peer = AeronArchive.connect(new AeronArchive.Context()
            .aeron(localContext.aeron())
            .ownsAeronClient(false)
            .messageTimeoutNs(PEER_TIMEOUT_NS)
            .controlRequestChannel(channel)
            .controlRequestStreamId(streamId)
            .controlResponseChannel(responseChannel)))
        {
            source = EventArchive.find(peer);
            sourcePosition = null == source ? 0 : peer.getMaxRecordedPosition(source.recordingId());
        }
        final EventArchive.Recording copied = local.find();
        if (null == source || null != copied && sourcePosition < copied.stopPosition())
        {
            fail("events of node " + nodeId + " end at position " + sourcePosition + ", the copy at " + position);
            return;
        }
        if (null != copied && source.startPosition() > copied.stopPosition())
        {
            fail("events of node " + nodeId + " were purged up to position " + source.startPosition() +
                ", the copy ends at " + copied.stopPosition() + ": begin a new copy in a blank directory");
            return;
        }
        local.clearSignals();
        counterId = CountersReader.NULL_COUNTER_ID;
        replicationId = local.archive().replicate(source.recordingId(), streamId, channel, new ReplicationParams()
            .dstRecordingId(null == copied ? Aeron.NULL_VALUE : copied.recordingId()));
        node = nodeId;
    }

    private int follow()
    {
        try
        {
            final int signals = local.archive().pollForRecordingSignals();
            if (local.hasSignal(RecordingSignal.REPLICATE_END))
            {
                fail("node " + node + " sends no more events");
                return 1;
            }
            final boolean isMoved = readPosition();
            return signals + (isMoved ? 1 : 0);
        }
        catch (final AeronException e)
        {
            fail("events of node " + node + ": " + e.getMessage());
            return 1;
        }
    }

    private boolean readPosition()
    {
        final CountersReader counters = localContext.aeron().countersReader();
        if (CountersReader.NULL_COUNTER_ID == counterId)
        {
            if (Aeron.NULL_VALUE == recordingId)
            {
                final EventArchive.Recording recording = local.find();
                if (null == recording)
                {
                    return false;
                }
                recordingId = recording.recordingId();
            }
            counterId = RecordingPos.findCounterIdByRecording(counters, recordingId, local.archive().archiveId());
        }
        if (CountersReader.NULL_COUNTER_ID == counterId || !RecordingPos.isActive(counters, counterId, recordingId))
        {
            counterId = CountersReader.NULL_COUNTER_ID;
            return false;
        }
        final long before = position;
        position = Math.max(before, counters.getCounterValue(counterId));
        return position != before;
    }

    private void fail(final String what)
    {
        if (NOBODY != node)
        {
            local.archive().tryStopReplication(replicationId);
        }
        node = NOBODY;
        retryNs = System.nanoTime() + RETRY_NS;
        onFailure.accept(what);
    }

    /**
     * Up to where the events are copied.
     *
     * @return position; 0 before any of them is.
     */
    public long position()
    {
        return position;
    }

    /**
     * From whom they are copied.
     *
     * @return node id, -1 where nobody is followed now.
     */
    public int node()
    {
        return node;
    }

    @Override
    public String roleName()
    {
        return "event-copy";
    }

    @Override
    public void onClose()
    {
        CloseHelper.close(local);
    }
}
