package io.gavel.client;

import java.time.Duration;

/** Keeps the times of a connection, and tells the application what happens to it. Of the client's thread. */
final class ConnectionWatch
{
    private final Listeners listeners;
    private final Transport transport;
    private boolean isStarted;
    private boolean isUp;
    private boolean wasUp;
    private int leaderNodeId = -1;
    private int attempts;
    private long attemptsFromNs;
    private long downFromNs;
    private long heardNs;

    ConnectionWatch(final Listeners listeners, final Transport transport)
    {
        this.listeners = listeners;
        this.transport = transport;
    }

    /** The client lives. */
    void onTick(final long nowNs)
    {
        if (!isStarted)
        {
            isStarted = true;
            downFromNs = nowNs;
            attemptsFromNs = nowNs;
            heardNs = nowNs;
        }
    }

    /** The venue said something. */
    void onHeard(final long nowNs)
    {
        heardNs = nowNs;
    }

    void onSessionOpened(final int newLeaderNodeId, final long nowNs)
    {
        leaderNodeId = newLeaderNodeId;
        attempts = 0;
        heardNs = nowNs;
    }

    void onLeader(final int newLeaderNodeId, final long nowNs)
    {
        final LeaderChange change = new LeaderChange(newLeaderNodeId, leaderNodeId, Duration.ofNanos(nowNs - heardNs),
            "the connection is being resumed with node " + newLeaderNodeId +
            ", and what is unanswered is then sent again");
        leaderNodeId = newLeaderNodeId;
        heardNs = nowNs;
        listeners.onConnection((listener) -> listener.onLeaderChanged(change));
    }

    /** What is in flight is of unknown state from now on. */
    void onInterrupted(final long nowNs)
    {
        if (isUp)
        {
            isUp = false;
            downFromNs = nowNs;
        }
    }

    void onLost(final DisconnectCause cause, final String reason, final long nowNs)
    {
        onInterrupted(nowNs);
        attempts = 0;
        attemptsFromNs = nowNs;
        final Disconnection disconnection = new Disconnection(cause, reason, Duration.ofNanos(nowNs - heardNs),
            "connecting again to " + transport.endpoints() + " until it succeeds; commands wait in the queue");
        listeners.onConnection((listener) -> listener.onDisconnected(disconnection));
    }

    void onLive(final int unresolvedCommands, final long nowNs)
    {
        final Connected connected =
            new Connected(leaderNodeId, !wasUp, Duration.ofNanos(nowNs - downFromNs), unresolvedCommands);
        isUp = true;
        wasUp = true;
        listeners.onConnection((listener) -> listener.onConnected(connected));
    }

    void onAttemptFailed(final Throwable cause, final long nowNs)
    {
        final ConnectAttempt attempt = attempt(cause, nowNs, "trying again in at most two seconds");
        listeners.onConnection((listener) -> listener.onAttemptFailed(attempt));
    }

    void onLogonRefused(final Throwable cause, final int attemptsLeft, final long nowNs)
    {
        final ConnectAttempt attempt = attempt(cause, nowNs, attemptsLeft > 0 ?
            "trying " + attemptsLeft + " more times, then the client ends" : "the client ends");
        listeners.onConnection((listener) -> listener.onLogonRefused(attempt));
    }

    private ConnectAttempt attempt(final Throwable cause, final long nowNs, final String whatNext)
    {
        attempts++;
        return new ConnectAttempt(
            attempts, Duration.ofNanos(nowNs - attemptsFromNs), transport.nodes(nowNs), cause, whatNext);
    }
}
