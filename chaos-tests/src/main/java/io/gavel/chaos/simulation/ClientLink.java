package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.client.DrivenClient;
import io.gavel.schema.ExecutionReportDecoder;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client's way to the venue: one session after the other, over a network that loses, repeats and reorders. */
final class ClientLink implements DrivenClient.Link
{
    private static final long ATTEMPT_TIMEOUT_NS = 3 * VirtualTime.SECOND;
    private static final long NEW_LEADER_TIMEOUT_NS = 3 * VirtualTime.SECOND;
    private static final long KEEP_ALIVE_INTERVAL_NS = 2 * VirtualTime.SECOND;
    private static final int OWNER_OFFSET = 40;

    private final Scene scene;
    private final Consensus consensus;
    private final int participantId;
    private final int connectionId;
    private final Consumer<byte[]> onSent;
    private final Runnable wake;
    private final Deque<Consumer<DrivenClient.Arrivals>> inbox = new ArrayDeque<>();
    private long sessionId;
    private long closedId;
    private int leader;
    private int term;
    private int attempts;
    private boolean isDead;
    private boolean isSilent;
    private long arrivesNs;
    private long comesNs;
    private long staleSinceNs;
    private long keepAliveDueNs;
    private long connectedNs;

    ClientLink(
        final Scene scene,
        final Consensus consensus,
        final int participantId,
        final int connectionId,
        final Consumer<byte[]> onSent,
        final Runnable wake)
    {
        this.scene = scene;
        this.consensus = consensus;
        this.participantId = participantId;
        this.connectionId = connectionId;
        this.onSent = onSent;
        this.wake = wake;
    }

    private long transitNs()
    {
        return scene.delayNs(50 * VirtualTime.MICROSECOND, 2 * VirtualTime.MILLISECOND);
    }

    /** Begins to open a session. */
    void connect()
    {
        final int attempt = ++attempts;
        connectedNs = scene.time().nowNs();
        scene.time().after(transitNs(), () -> request(attempt));
        scene.time().after(ATTEMPT_TIMEOUT_NS, () ->
        {
            if (attempt == attempts && 0 == sessionId && !isDead)
            {
                arrive((arrivals) -> arrivals.onAttemptFailed(new IllegalStateException("no node let the client in")));
                scene.time().after(scene.delayNs(50_000_000, 500_000_000), this::connect);
            }
        });
    }

    private void request(final int attempt)
    {
        if (attempt == attempts && !isDead)
        {
            if (consensus.activeLeader() >= 0)
            {
                consensus.open(this, participantId);
            }
            else
            {
                scene.time().after(100 * VirtualTime.MILLISECOND, () -> request(attempt));
            }
        }
    }

    /** The session that was asked for is in the log. */
    void onOpened(final long openedId, final int leaderId, final int ofTerm)
    {
        final int attempt = attempts;
        final boolean isLost = scene.chance(scene.rates().now(scene.rates().newsLost));
        scene.time().after(transitNs(), () ->
        {
            // The close of a session may overtake its opening.
            if (isLost || isDead || closedId == openedId || attempt != attempts || 0 != sessionId)
            {
                scene.count(Happening.OPEN_SESSION_LOST);
                return;
            }
            sessionId = openedId;
            leader = leaderId;
            term = ofTerm;
            staleSinceNs = 0;
            isSilent = false;
            keepAliveDueNs = scene.time().nowNs() + KEEP_ALIVE_INTERVAL_NS;
            arrive((arrivals) -> arrivals.onSessionOpened(leaderId));
        });
    }

    /** A new leader tells its sessions. */
    void onNews(final long ofSession, final int newLeader, final int newTerm)
    {
        if (scene.chance(scene.rates().now(scene.rates().newsLost)))
        {
            scene.count(Happening.NEW_LEADER_MISSED);
            return;
        }
        scene.time().after(transitNs(), () ->
        {
            if (ofSession == sessionId && newTerm > term && !isDead)
            {
                leader = newLeader;
                term = newTerm;
                arrive((arrivals) -> arrivals.onNewLeader(newLeader));
            }
        });
    }

    /** The session was closed by the venue, which the client learns soon, or when its image is gone. */
    void onClosed(final long ofSession)
    {
        final boolean isLate = scene.chance(scene.rates().now(scene.rates().newsLost));
        scene.time().after(isLate ? NEW_LEADER_TIMEOUT_NS : transitNs(), () ->
        {
            closedId = ofSession;
            if (ofSession == sessionId)
            {
                lose("the venue closed the session");
            }
        });
    }

    /** The client's side gives its session up; whether the venue is told is left to luck. */
    void drop()
    {
        if (0 != sessionId)
        {
            scene.count(Happening.SESSION_DROPPED);
            final long droppedId = sessionId;
            if (scene.random().nextBoolean())
            {
                scene.time().after(transitNs(), () -> consensus.closeSession(droppedId));
            }
            lose("the session was dropped");
        }
    }

    private void lose(final String reason)
    {
        sessionId = 0;
        attempts++;
        if (!isDead)
        {
            arrive((arrivals) -> arrivals.onSessionLost(reason));
            // Now and then the client's side stays away for longer than its orders do.
            final boolean isAway = !scene.rates().isOver() && 0 == scene.random().nextInt(12);
            scene.time().after(
                scene.delayNs(25_000_000, isAway ? 12 * VirtualTime.SECOND : 300_000_000), this::connect);
        }
    }

    /** The process is dead: its session stays until the venue sees that, or until it times out. */
    void die()
    {
        if (0 != sessionId && scene.random().nextBoolean())
        {
            final long deadId = sessionId;
            scene.time().after(scene.delayNs(0, VirtualTime.SECOND), () -> consensus.closeSession(deadId));
        }
        isDead = true;
        sessionId = 0;
        inbox.clear();
    }

    /** Since when the client has been asking for the session that it has now. */
    long connectedNs()
    {
        return connectedNs;
    }

    boolean isOpen()
    {
        return 0 != sessionId;
    }

    /** Nothing gets through to the venue any more, until the session is lost. */
    void silence()
    {
        isSilent = true;
    }

    /** What the client does by the clock. */
    void tick()
    {
        final long nowNs = scene.time().nowNs();
        if (0 == sessionId || isDead)
        {
            return;
        }
        if (nowNs >= keepAliveDueNs)
        {
            keepAliveDueNs = nowNs + KEEP_ALIVE_INTERVAL_NS;
            if (!isSilent || scene.rates().isOver())
            {
                final long ofSession = sessionId;
                final int toLeader = leader;
                scene.time().after(transitNs(), () -> consensus.onKeepAlive(toLeader, ofSession));
            }
        }
        if (consensus.activeLeader() >= 0 && consensus.term() == term)
        {
            staleSinceNs = 0;
        }
        else if (0 == staleSinceNs)
        {
            staleSinceNs = nowNs;
        }
        else if (nowNs - staleSinceNs > NEW_LEADER_TIMEOUT_NS)
        {
            lose("no news of a new leader");
        }
    }

    private void arrive(final Consumer<DrivenClient.Arrivals> arrival)
    {
        inbox.add(arrival);
        wake.run();
    }

    @Override
    public int poll(final long nowNs, final DrivenClient.Arrivals arrivals)
    {
        int work = 0;
        while (!inbox.isEmpty())
        {
            inbox.remove().accept(arrivals);
            work++;
        }
        return work;
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        if (0 == sessionId || isDead)
        {
            return false;
        }
        if (scene.chance(scene.rates().now(scene.rates().sendRefused)))
        {
            scene.count(Happening.SEND_REFUSED);
            return false;
        }
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        onSent.accept(message);
        scene.trace(() -> who() + " sends " + MessageLine.of(message));
        if (isSilent && !scene.rates().isOver() || scene.chance(scene.rates().now(scene.rates().ingressLost)))
        {
            scene.count(Happening.INGRESS_LOST);
            return true;
        }
        transmit(message);
        if (scene.chance(scene.rates().now(scene.rates().ingressTwice)))
        {
            scene.count(Happening.INGRESS_TWICE);
            transmit(message);
        }
        return true;
    }

    private void transmit(final byte[] message)
    {
        final long nowNs = scene.time().nowNs();
        long delayNs = transitNs();
        if (scene.chance(scene.rates().now(scene.rates().ingressLate)))
        {
            scene.count(Happening.INGRESS_LATE);
            delayNs = scene.delayNs(10 * VirtualTime.MILLISECOND, 4 * VirtualTime.SECOND);
        }
        else if (scene.chance(scene.rates().now(scene.rates().ingressReordered)))
        {
            scene.count(Happening.INGRESS_REORDERED);
            delayNs += scene.delayNs(0, 10 * VirtualTime.MILLISECOND);
        }
        else
        {
            arrivesNs = Math.max(arrivesNs, nowNs + delayNs);
            delayNs = arrivesNs - nowNs;
        }
        final long ofSession = sessionId;
        final int toLeader = leader;
        final int ofTerm = term;
        scene.time().after(delayNs, () -> consensus.onIngress(toLeader, ofTerm, ofSession, message));
    }

    @Override
    public boolean requestSnapshot(final long correlationId)
    {
        if (0 == sessionId || isDead)
        {
            return false;
        }
        scene.time().after(transitNs(), () ->
        {
            if (consensus.snapshot())
            {
                scene.time().after(transitNs(), () ->
                    arrive((arrivals) -> arrivals.onSnapshotAnswer(correlationId, true, "OK")));
            }
        });
        return true;
    }

    /** The leader says something to the session. */
    void onEgress(final long ofSession, final byte[] message)
    {
        if (scene.chance(scene.rates().now(scene.rates().egressRefused)))
        {
            scene.count(Happening.EGRESS_REFUSED);
            return;
        }
        deliver(ofSession, message);
        if (scene.chance(scene.rates().now(scene.rates().egressTwice)))
        {
            scene.count(Happening.EGRESS_TWICE);
            deliver(ofSession, message);
        }
    }

    private void deliver(final long ofSession, final byte[] message)
    {
        final long nowNs = scene.time().nowNs();
        long delayNs = transitNs();
        if (scene.chance(scene.rates().now(scene.rates().egressLate)))
        {
            scene.count(Happening.EGRESS_LATE);
            delayNs = scene.delayNs(10 * VirtualTime.MILLISECOND, 4 * VirtualTime.SECOND);
        }
        // What a session is sent comes in order, as it does by one stream: what is late holds up what is behind it.
        comesNs = Math.max(comesNs, nowNs + delayNs);
        delayNs = comesNs - nowNs;
        scene.time().after(delayNs, () ->
        {
            if (ofSession == sessionId && !isDead)
            {
                checkOwner(message);
                scene.trace(() -> who() + " gets " + MessageLine.of(message));
                arrive((arrivals) -> arrivals.onMessage(new UnsafeBuffer(message), 0, message.length));
            }
        });
    }

    /** A report of somebody else is never seen here, whatever the client would do with it. */
    private void checkOwner(final byte[] message)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        final int schemaId = buffer.getShort(4, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (ExecutionReportDecoder.SCHEMA_ID == schemaId)
        {
            final int owner = buffer.getInt(OWNER_OFFSET, ByteOrder.LITTLE_ENDIAN);
            final int connection = buffer.getInt(OWNER_OFFSET + Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
            require(owner == participantId && connection == connectionId, () -> who() + " was sent a report of " +
                Auditor.name(SentCommands.key(owner, connection)) + ": " + MessageLine.of(message));
        }
    }

    private String who()
    {
        return "client " + participantId + "/" + connectionId + " (session " + sessionId + ")";
    }
}
