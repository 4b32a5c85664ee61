package io.gavel.client;

/**
 * Told what happens to the connection, on the client's thread. What a method throws goes to
 * {@link GavelClient.Context#errorHandler}, and changes nothing.
 */
public interface ConnectionListener
{
    /**
     * The connection is resumed: every report up to now has been delivered, and commands flow. Called after connecting,
     * after each reconnect and after each change of leader.
     *
     * @param connected to which node, and how long the outage was.
     */
    default void onConnected(final Connected connected)
    {
        onConnected(connected.leaderNodeId());
    }

    /**
     * As {@link #onConnected(Connected)}, which calls this one where it is left as it is.
     *
     * @param leaderNodeId that serves the connection.
     */
    default void onConnected(final int leaderNodeId)
    {
    }

    /**
     * The venue is out of reach. The client goes on trying; commands wait in its queue, and the state of those that are
     * in flight is unknown until {@link #onConnected(Connected)}.
     *
     * @param disconnection why, since when, and what comes next.
     */
    default void onDisconnected(final Disconnection disconnection)
    {
        onDisconnected(disconnection.reason());
    }

    /**
     * As {@link #onDisconnected(Disconnection)}, which calls this one where it is left as it is.
     *
     * @param reason a sentence for a person.
     */
    default void onDisconnected(final String reason)
    {
    }

    /**
     * Another node leads the venue; the connection is being resumed with it.
     *
     * @param change from which node to which.
     */
    default void onLeaderChanged(final LeaderChange change)
    {
        onLeaderChanged(change.leaderNodeId());
    }

    /**
     * As {@link #onLeaderChanged(LeaderChange)}, which calls this one where it is left as it is.
     *
     * @param leaderNodeId of the new leader.
     */
    default void onLeaderChanged(final int leaderNodeId)
    {
    }

    /**
     * A node does not answer: it is dead, or its address is wrong. Nodes are looked at while connecting, and after a
     * change of leader; the client needs one that answers, and a venue whose majority lives.
     *
     * @param node that does not answer, and for how long it was tried.
     */
    default void onNodeUnreachable(final NodeAttempt node)
    {
    }

    /**
     * An attempt to connect, or to connect again, came to nothing. The client goes on trying, at least every few
     * seconds; {@link GavelClient#connect} gives up after its time.
     *
     * @param attempt what was tried.
     */
    default void onAttemptFailed(final ConnectAttempt attempt)
    {
    }

    /**
     * The venue refused the logon of a client that was connected before: the password was changed, or the participant
     * has too many sessions. The client goes on trying for a while, then ends with {@link LogonRefusedException}. At
     * the first logon {@link GavelClient#connect} throws it at once.
     *
     * @param attempt what was tried.
     */
    default void onLogonRefused(final ConnectAttempt attempt)
    {
    }

    /** A newer session took the connection over. This client can only be closed. */
    default void onFenced()
    {
    }

    /**
     * The venue no longer holds these reports, so the client can't deliver them. They are in the venue's drop copy; the
     * open orders and accounts can be asked for.
     *
     * @param firstReportSeq that is missing.
     * @param lastReportSeq  that is missing.
     */
    default void onReportsLost(final long firstReportSeq, final long lastReportSeq)
    {
    }
}
