package io.gavel.cluster;

import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.gavel.cluster.events.EventPublisher;
import io.gavel.engine.EngineOutput;
import io.gavel.engine.ParticipantCredential;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.StateHashedDecoder;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * Carries out what the exchange decided. Events must get through; a message to a session is tried a bounded number of
 * times and then dropped, as its client gets it back by resuming, and no client may hold up the others.
 */
final class ServiceOutput implements EngineOutput
{
    private static final int OFFERS_MAX = 20;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StateHashedDecoder stateHashed = new StateHashedDecoder();
    private final EventStream.EventConsumer hashConsumer = this::onEvent;
    // Sessions that did not take their last message: they get one try until they take one again.
    private final LongHashSet slowSessions = new LongHashSet();
    // What a snapshot says while it is loaded, until it is sure that the node starts from it.
    private final List<ParticipantCredential> early = new ArrayList<>();
    private final CredentialDirectory directory;
    private final NodeFigures figures;
    private final IntPredicate isReserved;
    private Cluster cluster;
    private EventPublisher events;

    ServiceOutput(final CredentialDirectory directory, final NodeFigures figures, final IntPredicate isReserved)
    {
        this.isReserved = isReserved;
        this.directory = directory;
        this.figures = figures;
    }

    /**
     * The snapshot is loaded: from now on there are effects.
     *
     * @param service   that has the sessions and timers.
     * @param publisher of the event stream.
     */
    void start(final Cluster service, final EventPublisher publisher)
    {
        cluster = service;
        events = publisher;
        early.forEach(this::learn);
        early.clear();
    }

    @Override
    public void onEventBatch(
        final long firstEventSeq,
        final long lastEventSeq,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        events.publish(firstEventSeq, lastEventSeq, buffer, offset, length);
        EventStream.forEachEvent(header, buffer, offset, length, hashConsumer);
    }

    private void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        if (StateHashedDecoder.TEMPLATE_ID == templateId)
        {
            stateHashed.wrapAndApplyHeader(buffer, offset, header);
            figures.stateHash(new NodeFigures.StateHash(stateHashed.stateHash(), cluster.logPosition(), eventSeq));
        }
    }

    @Override
    public void onSessionMessage(final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        final ClientSession session = cluster.getClientSession(sessionId);
        if (null == session)
        {
            return;
        }
        final boolean slow = !slowSessions.isEmpty() && slowSessions.contains(sessionId);
        int triesLeft = slow ? 1 : OFFERS_MAX;
        while (true)
        {
            final long result = session.offer(buffer, offset, length);
            // A follower's offer is mocked, and always taken.
            if (result > 0)
            {
                if (slow)
                {
                    slowSessions.remove(sessionId);
                }
                return;
            }
            if (--triesLeft <= 0 || Publication.BACK_PRESSURED != result && Publication.ADMIN_ACTION != result)
            {
                slowSessions.add(sessionId);
                figures.egressDropped();
                return;
            }
            cluster.idleStrategy().idle();
        }
    }

    /**
     * A session is gone.
     *
     * @param sessionId of it.
     */
    void onSessionClosed(final long sessionId)
    {
        slowSessions.remove(sessionId);
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
        if (null == events)
        {
            // While a snapshot is loaded: the consensus module has the timer in its own part of the snapshot.
            return;
        }
        while (!cluster.scheduleTimer(timerId, deadlineNs))
        {
            cluster.idleStrategy().idle();
        }
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
        if (null == events)
        {
            // While a snapshot is loaded: as above.
            return;
        }
        while (!cluster.cancelTimer(timerId))
        {
            cluster.idleStrategy().idle();
        }
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
        if (null == events)
        {
            early.add(credential);
        }
        else
        {
            learn(credential);
        }
    }

    private void learn(final ParticipantCredential credential)
    {
        directory.put(credential, isReserved.test(credential.participantId()));
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
        final ClientSession session = cluster.getClientSession(sessionId);
        if (null == session || session.isClosing())
        {
            return;
        }
        // Every node asks its consensus module; the leader's puts the close into the log, and where that leader dies
        // first, its successor's does. Where it cannot be asked now, the session's next message tries again.
        session.close();
        if (session.isClosing())
        {
            figures.sessionEnded();
        }
    }
}
