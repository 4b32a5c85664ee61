package io.gavel.client;

/** Where a command stands, see {@link CommandFuture#state()}. */
public enum CommandState
{
    /** It waits in this process, and was not sent. */
    QUEUED,

    /** It was sent over a connection that has been in order since; its answer is on the way. */
    SENT,

    /**
     * It was sent, and the connection was interrupted since: whether the venue has executed it is not known. The client
     * finds out by itself once it is connected again; nothing is to be sent again.
     */
    UNKNOWN,

    /** The venue executed it, once. */
    ANSWERED,

    /** The venue refused it, once, by a report. */
    REJECTED,

    /**
     * The client has no answer and will get none: it was not taken ({@link CommandRejectedException}), or the client
     * ended first ({@link ClientClosedException}, {@link FencedException}); the future's exception says which.
     */
    FAILED
}
