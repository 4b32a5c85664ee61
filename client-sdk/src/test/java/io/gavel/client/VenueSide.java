package io.gavel.client;

import java.util.List;

/** The far end of a {@link SimulatedTransport}. */
interface VenueSide
{
    long openSession(int participantId);

    void closeSession(long sessionId);

    void onMessage(long sessionId, byte[] message);

    /** What was sent to the session, oldest first; the caller takes out what it has delivered. */
    List<byte[]> outbox(long sessionId);
}
