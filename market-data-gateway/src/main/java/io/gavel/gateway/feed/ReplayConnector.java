package io.gavel.gateway.feed;

import static io.aeron.archive.client.AeronArchive.NULL_POSITION;
import static io.aeron.archive.client.AeronArchive.REPLAY_ALL_AND_FOLLOW;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.exceptions.AeronException;
import io.gavel.venue.EventStream;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;

/**
 * Speaks to the nodes' archives: finds the recording of the events and starts its replay. Every call blocks for a
 * bounded time, so it belongs on a thread that has nothing else to do.
 */
final class ReplayConnector
{
    private static final int REPLAY_STREAM_ID = 301;
    private static final int RECORDINGS_MAX = 100;
    private static final long PARK_NS = 200_000;

    private final Aeron aeron;
    private final long timeoutNs;
    private final BooleanSupplier running;

    ReplayConnector(final Aeron aeron, final long timeoutNs, final BooleanSupplier running)
    {
        this.aeron = aeron;
        this.timeoutNs = timeoutNs;
        this.running = running;
    }

    /**
     * What an archive knows of its event recording.
     */
    record Recording(long recordingId, long startPosition, long recordedPosition, boolean isActive)
    {
    }

    /**
     * Connects to a node's archive.
     *
     * @return the connection, or null where this connector was told to stop.
     */
    AeronArchive connect(final Members.Node node) throws SourceUnavailableException
    {
        final AeronArchive.Context context = new AeronArchive.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .messageTimeoutNs(timeoutNs)
            .controlRequestChannel("aeron:udp?endpoint=" + node.archiveEndpoint())
            .controlResponseChannel("aeron:udp?endpoint=" + localHost(node.host()) + ":0");
        final AeronArchive.AsyncConnect connect = AeronArchive.asyncConnect(context);
        try
        {
            while (running.getAsBoolean())
            {
                final AeronArchive archive = connect.poll();
                if (null != archive)
                {
                    return archive;
                }
                LockSupport.parkNanos(PARK_NS);
            }
            return null;
        }
        finally
        {
            connect.close();
        }
    }

    /**
     * Finds the newest recording of the event stream.
     *
     * @throws SourceUnavailableException where the node has none yet.
     */
    Recording find(final AeronArchive archive, final int nodeId) throws SourceUnavailableException
    {
        final long[] found = {Aeron.NULL_VALUE, 0};
        archive.listRecordingsForUri(0, RECORDINGS_MAX, "alias=" + EventStream.ALIAS, EventStream.STREAM_ID,
            (controlSessionId, correlationId, recordingId, startTimestamp, stopTimestamp, startPosition, stopPosition,
            initialTermId, segmentFileLength, termBufferLength, mtuLength, sessionId, streamId, strippedChannel,
            originalChannel, sourceIdentity) ->
            {
                if (recordingId > found[0] && EventStream.ALIAS.equals(ChannelUri.parse(originalChannel).get("alias")))
                {
                    found[0] = recordingId;
                    found[1] = startPosition;
                }
            });
        if (Aeron.NULL_VALUE == found[0])
        {
            throw new SourceUnavailableException("node " + nodeId + " has no recording of the event stream yet", false);
        }
        final long active = archive.getRecordingPosition(found[0]);
        final boolean isActive = NULL_POSITION != active;
        final long recorded = isActive ? active : archive.getStopPosition(found[0]);
        return new Recording(found[0], found[1], recorded, isActive);
    }

    /**
     * Starts to follow a node.
     *
     * @param from      where to begin.
     * @param fromStart true to begin at the recording's start instead.
     * @return a source whose image is there, or null where this connector was told to stop.
     */
    ReplaySource open(final Members.Node node, final Checkpoint from, final boolean fromStart)
        throws SourceUnavailableException
    {
        final AeronArchive archive = connect(node);
        if (null == archive)
        {
            return null;
        }
        Subscription subscription = null;
        try
        {
            final Recording recording = find(archive, node.nodeId());
            final long position = fromStart ? recording.startPosition() : from.position();
            check(recording, position, node.nodeId());
            subscription = aeron.addSubscription(
                "aeron:udp?endpoint=" + localHost(node.host()) + ":0|rejoin=false", REPLAY_STREAM_ID);
            final String endpoint = awaitEndpoint(subscription);
            final long replaySession = archive.startReplay(recording.recordingId(), position, REPLAY_ALL_AND_FOLLOW,
                "aeron:udp?endpoint=" + endpoint + "|linger=0", REPLAY_STREAM_ID);
            final Image image = awaitImage(subscription, (int)replaySession, node.nodeId());
            final ReplaySource source = new ReplaySource(
                node.nodeId(), archive, subscription, image, position, recording.recordedPosition());
            subscription = null;
            return source;
        }
        catch (final ArchiveException e)
        {
            CloseHelper.quietClose(archive);
            throw new SourceUnavailableException("node " + node.nodeId() + " refused the replay from position " +
                from.position() + ": " + e.getMessage(), e.errorCode() == ArchiveException.INVALID_POSITION);
        }
        catch (final AeronException | SourceUnavailableException e)
        {
            CloseHelper.quietClose(archive);
            throw e;
        }
        finally
        {
            CloseHelper.quietClose(subscription);
        }
    }

    private static void check(final Recording recording, final long position, final int nodeId)
        throws SourceUnavailableException
    {
        if (position < recording.startPosition())
        {
            throw new SourceUnavailableException("node " + nodeId + " has events from position " +
                recording.startPosition() + " on only, expected " + position, false);
        }
        final long ahead = recording.recordedPosition() - position;
        if (ahead < 0 || 0 == ahead && !recording.isActive())
        {
            throw new SourceUnavailableException("node " + nodeId + " has recorded up to position " +
                recording.recordedPosition() + (recording.isActive() ? "" : " and stopped") +
                ", expected more than " + position, false);
        }
    }

    private String awaitEndpoint(final Subscription subscription) throws SourceUnavailableException
    {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        String channel;
        while (null == (channel = subscription.tryResolveChannelEndpointPort()))
        {
            idleUntil(deadlineNs, "no local port for the replay");
        }
        return ChannelUri.parse(channel).get("endpoint");
    }

    private Image awaitImage(final Subscription subscription, final int sessionId, final int nodeId)
        throws SourceUnavailableException
    {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        Image image;
        while (null == (image = subscription.imageBySessionId(sessionId)))
        {
            idleUntil(deadlineNs, "the replay from node " + nodeId + " did not begin");
        }
        return image;
    }

    private void idleUntil(final long deadlineNs, final String what) throws SourceUnavailableException
    {
        if (!running.getAsBoolean() || System.nanoTime() - deadlineNs > 0)
        {
            throw new SourceUnavailableException(
                what + " within " + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + " ms", false);
        }
        LockSupport.parkNanos(PARK_NS);
    }

    /**
     * The address of this machine that a node at the host can send to.
     */
    static String localHost(final String host) throws SourceUnavailableException
    {
        try
        {
            final InetAddress remote = InetAddress.getByName(host);
            if (remote.isLoopbackAddress() && remote instanceof Inet4Address)
            {
                return "127.0.0.1";
            }
            try (DatagramSocket socket = new DatagramSocket())
            {
                // Connecting a datagram socket sends nothing: it asks the routing table only.
                socket.connect(new InetSocketAddress(remote, 1));
                return socket.getLocalAddress().getHostAddress();
            }
        }
        catch (final IOException e)
        {
            throw new SourceUnavailableException("host '" + host + "' is not known: " + e.getMessage(), false);
        }
    }
}
