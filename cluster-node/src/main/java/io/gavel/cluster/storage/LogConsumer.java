package io.gavel.cluster.storage;

import org.agrona.DirectBuffer;

/** Takes the entries of the replicated log in order. Positions are those behind the entry. */
public interface LogConsumer
{
    /**
     * A client session was opened.
     *
     * @param position    behind the entry.
     * @param sessionId   of the cluster.
     * @param principal   that was authenticated.
     * @param timestampNs log time.
     */
    void onSessionOpened(long position, long sessionId, byte[] principal, long timestampNs);

    /**
     * A client session was closed.
     *
     * @param position    behind the entry.
     * @param sessionId   of the cluster.
     * @param reason      why, as the cluster says.
     * @param timestampNs log time.
     */
    void onSessionClosed(long position, long sessionId, String reason, long timestampNs);

    /**
     * A message of a session.
     *
     * @param position    behind the entry.
     * @param sessionId   of the cluster.
     * @param timestampNs log time.
     * @param buffer      readable during the call only.
     * @param offset      of the message.
     * @param length      of the message, bytes.
     */
    void onMessage(long position, long sessionId, long timestampNs, DirectBuffer buffer, int offset, int length);

    /**
     * A timer is due.
     *
     * @param position    behind the entry.
     * @param timerId     of it.
     * @param timestampNs log time.
     */
    void onTimer(long position, long timerId, long timestampNs);

    /**
     * A leadership term begins.
     *
     * @param position         behind the entry.
     * @param leadershipTermId of it.
     * @param leaderNodeId     who leads.
     * @param appVersion       of the leader's build, as the cluster has it.
     * @param timestampNs      log time.
     */
    void onNewLeadershipTerm(
        long position, long leadershipTermId, int leaderNodeId, int appVersion, long timestampNs);

    /**
     * The cluster does something by itself.
     *
     * @param position    behind the entry.
     * @param action      SNAPSHOT, SUSPEND or RESUME.
     * @param timestampNs log time.
     */
    void onAction(long position, String action, long timestampNs);
}
