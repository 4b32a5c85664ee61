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
     * @param leaderNodeId that serves the connection.
     */
    default void onConnected(final int leaderNodeId)
    {
    }

    /**
     * The venue is out of reach. The client goes on trying; commands wait in its queue, and the state of those that are
     * in flight is unknown until {@link #onConnected(int)}.
     *
     * @param reason a sentence for a person.
     */
    default void onDisconnected(final String reason)
    {
    }

    /**
     * Another node leads the venue; the connection is being resumed with it.
     *
     * @param leaderNodeId of the new leader.
     */
    default void onLeaderChanged(final int leaderNodeId)
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
