package io.gavel.client;

/** Where a {@link VenueSession} stands. */
enum SessionState
{
    /** No session is open. */
    DISCONNECTED,

    /** Reading which instruments there are, before the first resume. */
    LOADING,

    /** Waiting for the venue's answer to a resume. */
    RESUMING,

    /** Commands flow. */
    LIVE,

    /** Over: see {@link VenueSession#terminalCause()}. */
    ENDED
}
