package io.gavel.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many sessions are open, in all and of each participant, so that the door can tell whether there is a place for
 * one more. The service writes what the log says, the consensus module's authenticator asks; neither waits for the
 * other.
 */
final class OpenSessions
{
    /** Places at most that are kept for operators and risk officers. */
    static final int RESERVED_MAX = 8;

    private final int sessionsMax;
    private final int reserved;
    private final int perParticipantMax;
    private final long timeoutMs;
    private final Map<Integer, Integer> openByParticipant = new ConcurrentHashMap<>();
    // Let in, and not yet open in the log. The authenticator adds, the service takes out.
    private final Map<Long, Admission> admitted = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile int open;

    private record Admission(int participantId, long timeMs)
    {
    }

    /**
     * No sessions.
     *
     * @param sessionsMax       in all; a quarter of them, up to {@link #RESERVED_MAX}, are for those who run the venue.
     * @param perParticipantMax of one participant.
     * @param timeoutMs         after which a session that was let in and did not open is forgotten.
     */
    OpenSessions(final int sessionsMax, final int perParticipantMax, final long timeoutMs)
    {
        this.sessionsMax = sessionsMax;
        this.reserved = Math.min(RESERVED_MAX, sessionsMax / 4);
        this.perParticipantMax = perParticipantMax;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Takes a place for a session that proved who it is. Called by the authenticator.
     *
     * @param sessionId     of the cluster.
     * @param participantId that was proved.
     * @param isReserved    whether it may have the places that are kept.
     * @param nowMs         of the cluster's clock.
     * @return false where there is no place for it.
     */
    boolean admit(final long sessionId, final int participantId, final boolean isReserved, final long nowMs)
    {
        if (admitted.containsKey(sessionId))
        {
            return true;
        }
        admitted.values().removeIf((admission) -> nowMs - admission.timeMs > timeoutMs);
        int pending = 0;
        int pendingOfParticipant = 0;
        // What opens meanwhile may be counted twice, never missed: the service counts it before it takes it out.
        for (final Admission admission : admitted.values())
        {
            pending++;
            pendingOfParticipant += admission.participantId == participantId ? 1 : 0;
        }
        final int ofParticipant = openByParticipant.getOrDefault(participantId, 0) + pendingOfParticipant;
        final int placesLeft = sessionsMax - open - pending;
        if (ofParticipant >= perParticipantMax || placesLeft <= (isReserved ? 0 : reserved))
        {
            return false;
        }
        admitted.put(sessionId, new Admission(participantId, nowMs));
        return true;
    }

    /** A logon was refused, as there was no place for it. */
    void onRefused()
    {
        refused.incrementAndGet();
    }

    /**
     * A session is open, by the log or a snapshot. Called by the service.
     *
     * @param sessionId     of the cluster.
     * @param participantId whose it is.
     */
    void onOpened(final long sessionId, final int participantId)
    {
        openByParticipant.merge(participantId, 1, Integer::sum);
        setOpen(open + 1);
        admitted.remove(sessionId);
    }

    /**
     * A session is gone, by the log. Called by the service.
     *
     * @param participantId whose it was.
     */
    void onClosed(final int participantId)
    {
        openByParticipant.computeIfPresent(participantId, (id, count) -> count > 1 ? count - 1 : null);
        setOpen(open - 1);
    }

    // The service's thread is the only one that writes it.
    private void setOpen(final int count)
    {
        open = count;
    }

    /**
     * How many are open.
     *
     * @return as the service has read the log.
     */
    int open()
    {
        return open;
    }

    /**
     * How many logons were refused though the password was right, as there was no place.
     *
     * @return since the node was started.
     */
    long refused()
    {
        return refused.get();
    }
}
