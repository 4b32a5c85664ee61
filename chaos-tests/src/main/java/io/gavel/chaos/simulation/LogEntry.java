package io.gavel.chaos.simulation;

/**
 * One entry of the replicated log.
 *
 * @param kind        what it is.
 * @param term        of the leader that appended it.
 * @param timestampNs by that leader's clock, which may be behind the one before it.
 * @param sessionId   of a session's entry; else 0.
 * @param number      the participant of a session that opens, the id of a timer, the newest rules that a new leader can
 *                    execute; else 0.
 * @param bytes       of a message; else empty.
 */
public record LogEntry(Kind kind, int term, long timestampNs, long sessionId, long number, byte[] bytes)
{
    private static final byte[] NONE = {};

    /** What an entry is. */
    public enum Kind
    {
        /** A client's session was opened. */
        SESSION_OPEN,
        /** It was closed, by the client or by time-out. */
        SESSION_CLOSE,
        /** A message of a session. */
        MESSAGE,
        /** A timer is due. */
        TIMER,
        /** A leader's term begins. */
        NEW_TERM,
        /** Every replica is to take a snapshot. */
        SNAPSHOT
    }

    LogEntry(final Kind kind, final int term, final long timestampNs, final long sessionId, final long number)
    {
        this(kind, term, timestampNs, sessionId, number, NONE);
    }

    @Override
    public String toString()
    {
        return kind + " term=" + term + " time=" + (timestampNs - VirtualTime.EPOCH_NS) / 1_000 + "us" +
            switch (kind)
            {
                case SESSION_OPEN -> " session=" + sessionId + " participant=" + number;
                case SESSION_CLOSE -> " session=" + sessionId;
                case MESSAGE -> " session=" + sessionId + " " + MessageLine.of(bytes);
                case TIMER -> " id=" + number;
                default -> "";
            };
    }
}
