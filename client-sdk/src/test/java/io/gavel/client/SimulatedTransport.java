package io.gavel.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A way to a {@link SimulatedVenue}, or to one that answers by script, that loses, repeats and refuses messages as it
 * is told.
 */
final class SimulatedTransport implements Transport
{
    private final VenueSide venue;
    private final int participantId;
    private final List<Runnable> events = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private TransportListener listener;
    private long sessionId;
    private volatile Predicate<byte[]> loseOnTheWayIn = (message) -> false;
    private volatile Predicate<byte[]> loseOnTheWayOut = (message) -> false;
    private volatile boolean isRepeating;
    private volatile boolean isBlocked;
    private volatile boolean isLosingSnapshotAnswers;
    private volatile boolean isClosed;

    SimulatedTransport(final VenueSide venue, final int participantId)
    {
        this.venue = venue;
        this.participantId = participantId;
    }

    /** Opens a session, in place of the one that is open. */
    void connect(final int leader)
    {
        events.add(() ->
        {
            closeSession();
            sessionId = venue.openSession(participantId);
            listener.onSessionOpened(leader);
        });
    }

    /** Loses the session. */
    void disconnect()
    {
        events.add(() ->
        {
            closeSession();
            listener.onSessionLost(DisconnectCause.VENUE_UNREACHABLE, "the test disconnected it");
        });
    }

    /** Goes on with another leader; what the old one had not sent yet is lost with it. */
    void changeLeader(final int leader)
    {
        events.add(() ->
        {
            venue.outbox(sessionId).clear();
            listener.onNewLeader(leader);
        });
    }

    /** Which messages to the venue get lost. */
    void loseIn(final Predicate<byte[]> predicate)
    {
        loseOnTheWayIn = predicate;
    }

    /** Which messages of the venue get lost. */
    void loseOut(final Predicate<byte[]> predicate)
    {
        loseOnTheWayOut = predicate;
    }

    /** Whether each message of the venue comes twice. */
    void repeat(final boolean isOn)
    {
        isRepeating = isOn;
    }

    /** Whether nothing can be sent. */
    void block(final boolean isOn)
    {
        isBlocked = isOn;
    }

    /** Whether the leader's answers to requests for a snapshot get lost. */
    void loseSnapshotAnswers(final boolean isOn)
    {
        isLosingSnapshotAnswers = isOn;
    }

    /** What was sent, lost or not, oldest first. */
    List<byte[]> sent()
    {
        return sent;
    }

    /** The session that is open; 0 for none. */
    long sessionId()
    {
        return sessionId;
    }

    boolean isClosed()
    {
        return isClosed;
    }

    @Override
    public int poll(final long nowNs, final TransportListener transportListener)
    {
        listener = transportListener;
        final List<Runnable> due = new ArrayList<>(events);
        events.clear();
        due.forEach(Runnable::run);
        int work = due.size();
        if (sessionId != 0)
        {
            final List<byte[]> outbox = venue.outbox(sessionId);
            final List<byte[]> messages = new ArrayList<>(outbox);
            outbox.clear();
            for (final byte[] message : messages)
            {
                if (!loseOnTheWayOut.test(message))
                {
                    deliver(message);
                    if (isRepeating)
                    {
                        deliver(message);
                    }
                }
            }
            work += messages.size();
        }
        return work;
    }

    private void deliver(final byte[] message)
    {
        listener.onMessage(new UnsafeBuffer(message), 0, message.length);
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        if (sessionId == 0 || isBlocked)
        {
            return false;
        }
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        sent.add(message);
        if (!loseOnTheWayIn.test(message))
        {
            venue.onMessage(sessionId, message);
        }
        return true;
    }

    @Override
    public boolean requestSnapshot(final long correlationId)
    {
        if (sessionId == 0 || isBlocked)
        {
            return false;
        }
        if (!isLosingSnapshotAnswers)
        {
            events.add(() -> listener.onSnapshotAnswer(correlationId, participantId == 0, "not authorised"));
        }
        return true;
    }

    private void closeSession()
    {
        if (sessionId != 0)
        {
            venue.closeSession(sessionId);
            sessionId = 0;
        }
    }

    @Override
    public void close()
    {
        isClosed = true;
        closeSession();
    }
}
