package io.gavel.client;

import org.agrona.DirectBuffer;

/** Told by a {@link Transport} what happens, on the thread that polls it. */
interface TransportListener
{
    /**
     * A new session is open.
     *
     * @param leaderNodeId to which.
     */
    void onSessionOpened(int leaderNodeId);

    /**
     * The session goes on with another leader; what was sent lately may be lost.
     *
     * @param leaderNodeId of the new leader.
     */
    void onNewLeader(int leaderNodeId);

    /**
     * The session is gone; the transport goes on to open another.
     *
     * @param cause  why.
     * @param reason a sentence for a person.
     */
    void onSessionLost(DisconnectCause cause, String reason);

    /**
     * A node does not answer.
     *
     * @param node that was tried.
     */
    void onNodeUnreachable(NodeAttempt node);

    /**
     * An attempt to open a session came to nothing; the transport goes on trying.
     *
     * @param cause of it.
     */
    void onAttemptFailed(Throwable cause);

    /**
     * The venue does not accept name and password.
     *
     * @param cause of it.
     */
    void onLogonRefused(Throwable cause);

    /**
     * A message of the venue.
     *
     * @param buffer readable during the call only.
     * @param offset of the message's header.
     * @param length of the message, bytes.
     */
    void onMessage(DirectBuffer buffer, int offset, int length);

    /**
     * The answer to {@link Transport#requestSnapshot(long)}.
     *
     * @param correlationId of the request.
     * @param accepted      true where the leader has begun with it.
     * @param message       why not.
     */
    void onSnapshotAnswer(long correlationId, boolean accepted, String message);
}
