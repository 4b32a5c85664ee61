package io.gavel.cluster;

import io.aeron.AeronCounters;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.gavel.cluster.events.EventPeers;
import io.gavel.cluster.events.EventPublisher;
import io.gavel.engine.Exchange;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.status.CountersReader;

/**
 * Drives the exchange with what the replicated log says, and carries its effects out: events to the event stream,
 * messages to sessions, timers to the cluster. Whatever goes wrong unplanned ends the node, as a command that was half
 * executed must never be skipped.
 */
final class MatchingService implements ClusteredService
{
    private static final long CHECK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<VenueState> emptyStates;
    private final OpenSessions sessions;
    private final NodeFigures figures;
    private final NodeErrors errors;
    private final EventPeers peers;
    // Null once the service has begun.
    private VenueState loaded;
    private Cluster cluster;
    private Exchange exchange;
    private EventPublisher events;
    private ServiceOutput output;
    private long lastCheckNs;
    private boolean isLogBegun;

    /**
     * A service.
     *
     * @param parts of the node that it works with.
     */
    MatchingService(final ServiceParts parts)
    {
        loaded = parts.loaded();
        emptyStates = parts.emptyStates();
        sessions = parts.sessions();
        figures = parts.figures();
        errors = parts.errors();
        peers = parts.peers();
    }

    @Override
    public void onStart(final Cluster cluster, final Image snapshotImage)
    {
        try
        {
            this.cluster = cluster;
            figures.startTimes().end(StartTimes.Phase.PARTS);
            final long eventPosition = load(snapshotImage);
            figures.startTimes().end(StartTimes.Phase.STATE);
            for (final ClientSession session : cluster.clientSessions())
            {
                sessions.onOpened(session.id(), VenueAuthenticator.participantId(session.encodedPrincipal()));
            }
            events = EventPublisher.open(cluster.aeron(), cluster.context().archiveContext(), cluster.idleStrategy(),
                peers, exchange.eventSeq(), eventPosition);
            output.start(cluster, events);
            figures.behaviourVersion(exchange.venue().behaviour().version());
            figures.eventStream(events.eventSeq(), events.position());
            figures.eventRecordedPosition(events.recordedPosition());
            figures.startTimes().end(StartTimes.Phase.EVENTS);
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
    }

    private long load(final Image snapshotImage)
    {
        final boolean isLoaded = null != snapshotImage && loaded.isOf(cluster.logPosition());
        final VenueState state = isLoaded ? loaded : emptyStates.get();
        loaded = null;
        output = state.output();
        exchange = state.exchange();
        if (null == snapshotImage)
        {
            return 0;
        }
        final long startNs = System.nanoTime();
        final SnapshotStream stream = new SnapshotStream(cluster.idleStrategy());
        final long eventPosition =
            isLoaded ? stream.take(snapshotImage, state) : stream.load(snapshotImage, exchange);
        figures.snapshotTimes().loaded(isLoaded ? state.loadMs() :
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        return eventPosition;
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp)
    {
        try
        {
            final int participantId = VenueAuthenticator.participantId(session.encodedPrincipal());
            sessions.onOpened(session.id(), participantId);
            exchange.onSessionOpened(session.id(), participantId, timestamp);
            applied();
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
    {
        try
        {
            sessions.onClosed(VenueAuthenticator.participantId(session.encodedPrincipal()));
            exchange.onSessionClosed(session.id(), timestamp);
            output.onSessionClosed(session.id());
            applied();
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
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
            if (null != session)
            {
                exchange.onMessage(session.id(), buffer, offset, length, timestamp);
                figures.commandExecuted();
            }
            applied();
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp)
    {
        try
        {
            exchange.onTimer(correlationId, timestamp);
            applied();
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
    }

    @Override
    public void onNewLeadershipTermEvent(
        final long leadershipTermId,
        final long logPosition,
        final long timestamp,
        final long termBaseLogPosition,
        final int leaderMemberId,
        final int logSessionId,
        final TimeUnit timeUnit,
        final int appVersion)
    {
        try
        {
            exchange.onNewLeadershipTerm(timestamp, NodeBuild.behaviourVersionMax(appVersion));
            applied();
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
    }

    private void applied()
    {
        if (!isLogBegun)
        {
            isLogBegun = true;
            figures.startTimes().end(StartTimes.Phase.ELECTION);
        }
        figures.serviceLogPosition(cluster.logPosition());
        figures.eventStream(events.eventSeq(), events.position());
        figures.behaviourVersion(exchange.venue().behaviour().version());
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication)
    {
        try
        {
            figures.snapshotTimes().begin();
            // A snapshot never refers to events that a restart could not find.
            events.awaitRecorded();
            figures.eventRecordedPosition(events.recordedPosition());
            new SnapshotStream(cluster.idleStrategy()).write(snapshotPublication, exchange, events.position());
            figures.snapshotTimes().written(snapshotPublication.position());
        }
        catch (final RuntimeException | Error e)
        {
            throw stop(e);
        }
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole)
    {
        try
        {
            if (Cluster.Role.LEADER == newRole)
            {
                events.checkLeader();
            }
        }
        catch (final RuntimeException e)
        {
            throw stop(e);
        }
    }

    @Override
    public int doBackgroundWork(final long nowNs)
    {
        figures.snapshotTimes().onDuty();
        if (null == events || nowNs - lastCheckNs < CHECK_INTERVAL_NS)
        {
            return 0;
        }
        lastCheckNs = nowNs;
        try
        {
            events.checkRecording();
            figures.eventRecordedPosition(events.recordedPosition());
            figures.sessions(cluster.clientSessions().size());
            figures.holds(exchange.venue().orders().openCount(), exchange.venue().accounts().count());
            checkStart();
            return 1;
        }
        catch (final RuntimeException e)
        {
            throw stop(e);
        }
    }

    private void checkStart()
    {
        final StartTimes times = figures.startTimes();
        if (!times.isOver(StartTimes.Phase.LOG))
        {
            final CountersReader counters = cluster.aeron().countersReader();
            final int election = ClusterCounters.find(
                counters, AeronCounters.CLUSTER_ELECTION_STATE_TYPE_ID, cluster.context().clusterId());
            if (CountersReader.NULL_COUNTER_ID != election &&
                ElectionState.CLOSED.code() == counters.getCounterValue(election))
            {
                times.endAll(figures.commandCount());
                errors.tell("takes part after " + times.text());
            }
        }
    }

    @Override
    public void onTerminate(final Cluster cluster)
    {
        CloseHelper.close(events);
    }

    private RuntimeException stop(final Throwable failure)
    {
        if (failure instanceof AgentTerminationException termination)
        {
            return termination;
        }
        final AgentTerminationException termination = new AgentTerminationException("service stopped", failure);
        errors.fail(termination);
        return termination;
    }
}
