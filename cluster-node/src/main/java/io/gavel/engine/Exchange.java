package io.gavel.engine;

import org.agrona.DirectBuffer;

/**
 * The deterministic state machine: everything that the venue knows, changed only by the calls below, which a replicated
 * log makes in the same order on every node.
 */
public final class Exchange
{
    /**
     * An empty venue.
     *
     * @param output takes the effects.
     */
    public Exchange(final EngineOutput output)
    {
    }

    /**
     * A client session was opened.
     *
     * @param sessionId     of the cluster.
     * @param participantId that was authenticated.
     * @param nowNs         log time.
     */
    public void onSessionOpened(final long sessionId, final int participantId, final long nowNs)
    {
    }

    /**
     * A client session is gone.
     *
     * @param sessionId of the cluster.
     * @param nowNs     log time.
     */
    public void onSessionClosed(final long sessionId, final long nowNs)
    {
    }

    /**
     * A message of a session: a command or a query. Anything else is counted and answered with a reject.
     *
     * @param sessionId of the cluster.
     * @param buffer    readable during the call.
     * @param offset    of the message.
     * @param length    of the message, bytes.
     * @param nowNs     log time.
     */
    public void onMessage(
        final long sessionId, final DirectBuffer buffer, final int offset, final int length, final long nowNs)
    {
    }

    /**
     * A timer that {@link EngineOutput#onTimerWanted(long, long)} asked for is due.
     *
     * @param timerId of the timer.
     * @param nowNs   log time.
     */
    public void onTimer(final long timerId, final long nowNs)
    {
    }

    /**
     * Writes the whole state, from the header to the end record.
     *
     * @param output takes the records.
     */
    public void writeSnapshot(final SnapshotOutput output)
    {
    }

    /**
     * Loads one record of a snapshot into an empty venue.
     *
     * @param buffer readable during the call.
     * @param offset of the record's header.
     * @param length of the record, bytes.
     * @return true at the end record, once counts and hash were found right.
     * @throws InvariantViolation where the record is out of place, malformed, or the snapshot does not add up.
     */
    public boolean onSnapshotRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        return false;
    }

    /**
     * The last event's number.
     *
     * @return 0 before the first event.
     */
    public long eventSeq()
    {
        return 0;
    }

    /**
     * The hash over the whole state, as a snapshot taken now would carry it.
     *
     * @return XXH64 or alike of all snapshot records.
     */
    public long stateHash()
    {
        return 0;
    }
}
