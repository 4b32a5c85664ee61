package io.gavel.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.gavel.cluster.events.EventPublisher;
import io.gavel.venue.EventStream;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends every message back to the session that it came from: what is left of the exchange where it has nothing to do.
 * With events, each message also makes one of {@link #EVENT_LENGTH} bytes, published and recorded as the exchange's
 * are.
 */
final class EchoService implements ClusteredService
{
    /** Of one message of the event stream, bytes. */
    static final int EVENT_LENGTH = 96;

    private final OpenSessions sessions;
    private final NodeFigures figures;
    private final NodeErrors errors;
    private final ServiceParts parts;
    private final boolean withEvents;
    private final UnsafeBuffer event = new UnsafeBuffer(new byte[EVENT_LENGTH]);
    private Cluster cluster;
    private EventPublisher events;
    private long eventSeq;

    /**
     * A service.
     *
     * @param parts      of the node that it works with.
     * @param withEvents whether each message is recorded as an event.
     */
    EchoService(final ServiceParts parts, final boolean withEvents)
    {
        this.parts = parts;
        this.withEvents = withEvents;
        sessions = parts.sessions();
        figures = parts.figures();
        errors = parts.errors();
        event.putByte(EVENT_LENGTH - 1, EventStream.BATCH_END);
    }

    @Override
    public void onStart(final Cluster cluster, final Image snapshotImage)
    {
        this.cluster = cluster;
        if (withEvents)
        {
            events = EventPublisher.open(
                cluster.aeron(), cluster.context().archiveContext(), cluster.idleStrategy(), parts.peers(), 0, 0);
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp)
    {
        sessions.onOpened(session.id(), VenueAuthenticator.participantId(session.encodedPrincipal()));
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
    {
        sessions.onClosed(VenueAuthenticator.participantId(session.encodedPrincipal()));
    }

    @Override
    public void onSessionMessage(
        final ClientSession session,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        try
        {
            if (withEvents)
            {
                eventSeq++;
                event.putLong(0, eventSeq);
                events.publish(eventSeq, eventSeq, event, 0, EVENT_LENGTH);
            }
            figures.commandExecuted();
            if (null != session)
            {
                echo(session, buffer, offset, length);
            }
        }
        catch (final RuntimeException e)
        {
            final AgentTerminationException termination = new AgentTerminationException("service stopped", e);
            errors.fail(termination);
            throw termination;
        }
    }

    private void echo(final ClientSession session, final DirectBuffer buffer, final int offset, final int length)
    {
        while (true)
        {
            final long result = session.offer(buffer, offset, length);
            if (result > 0 || Publication.BACK_PRESSURED != result && Publication.ADMIN_ACTION != result)
            {
                return;
            }
            cluster.idleStrategy().idle();
        }
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp)
    {
        throw new IllegalStateException("timer " + correlationId + " was never asked for");
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication)
    {
        throw new IllegalStateException("an echo has no state to take a snapshot of");
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole)
    {
        // There is nothing that a leader does otherwise.
    }

    @Override
    public void onTerminate(final Cluster cluster)
    {
        CloseHelper.close(events);
    }
}
