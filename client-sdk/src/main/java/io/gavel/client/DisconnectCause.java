package io.gavel.client;

/** Why a connection that was up is down. */
public enum DisconnectCause
{
    /** No node answers, and no new leader was heard of in time. */
    VENUE_UNREACHABLE,

    /** The venue closed the session: it had not heard of this client for too long, was restarted, or refuses it. */
    SESSION_CLOSED,

    /** This process was paused for so long that its connection is no longer valid. */
    PROCESS_PAUSED,

    /** Sending or receiving failed in this process. */
    CONNECTION_FAILED
}
