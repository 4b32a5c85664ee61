package io.gavel.cluster.events;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ReplicationParams;
import io.aeron.archive.codecs.RecordingSignal;
import io.aeron.exceptions.AeronException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/**
 * Fills a hole at the end of this node's recording from a peer: recordings are identical by position, so that what a
 * peer has between two positions is what this node lost.
 */
final class EventRefill
{
    private static final long PEER_CONNECT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);

    private final EventArchive local;
    private final EventPeers peers;
    private final IdleStrategy idle;

    EventRefill(final EventArchive local, final EventPeers peers, final IdleStrategy idle)
    {
        this.local = local;
        this.peers = peers;
        this.idle = idle;
    }

    /**
     * Replicates from the first peer that has it.
     *
     * @param tail      position from which on it is missing.
     * @param until     position up to which it is needed.
     * @throws EventStreamException where no peer has it in time.
     */
    void fill(final long tail, final long until)
    {
        final long deadlineNs = System.nanoTime() + peers.refillTimeoutNs();
        String last = "no peer is configured";
        do
        {
            for (final String channel : peers.archiveChannels())
            {
                try
                {
                    final long source = findSource(channel, tail, until);
                    if (Aeron.NULL_VALUE != source)
                    {
                        replicate(channel, source, until, deadlineNs);
                        return;
                    }
                    last = channel + " does not have it";
                }
                catch (final AeronException | EventStreamException e)
                {
                    // What came of it stays, and the next peer goes on from there.
                    last = channel + ": " + e.getMessage();
                }
            }
            idle.idle();
        }
        while (System.nanoTime() < deadlineNs);
        throw new EventStreamException("this node's events end at position " + tail +
            ", its snapshot needs them up to " + until + ", and no peer has them (" + last +
            "): start the other nodes, or start from an older snapshot");
    }

    private long findSource(final String channel, final long tail, final long until)
    {
        try (AeronArchive peer = AeronArchive.connect(new AeronArchive.Context()
            .aeron(local.archive().context().aeron())
            .ownsAeronClient(false)
            .messageTimeoutNs(PEER_CONNECT_TIMEOUT_NS)
            .controlRequestChannel(channel)
            .controlRequestStreamId(peers.archiveStreamId())
            .controlResponseChannel(peers.responseChannel())))
        {
            final EventArchive.Recording found = EventArchive.find(peer);
            return null != found && found.startPosition() <= tail &&
                peer.getMaxRecordedPosition(found.recordingId()) >= until ? found.recordingId() : Aeron.NULL_VALUE;
        }
    }

    private void replicate(
        final String channel,
        final long source,
        final long until,
        final long deadlineNs)
    {
        final EventArchive.Recording recording = local.find();
        local.clearSignals();
        local.archive().replicate(source, peers.archiveStreamId(), channel, new ReplicationParams()
            .dstRecordingId(null == recording ? Aeron.NULL_VALUE : recording.recordingId())
            .stopPosition(until));
        local.awaitSignal(RecordingSignal.REPLICATE_END, Aeron.NULL_VALUE, deadlineNs);
        final EventArchive.Recording filled = local.find();
        if (null == filled || filled.stopPosition() < until)
        {
            throw new EventStreamException("replication of events from " + channel + " ended at position " +
                (null == filled ? "none" : filled.stopPosition()) + ", expected " + until);
        }
    }
}
