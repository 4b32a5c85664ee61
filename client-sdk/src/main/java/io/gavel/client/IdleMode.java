package io.gavel.client;

/** What the client's thread does while there is nothing to do: a choice between its latency and its use of a core. */
public enum IdleMode
{
    /** Spins, yields, then parks for up to a millisecond: next to no load, up to a millisecond of added latency. */
    BACKOFF,

    /** Yields: low latency where cores are shared; a core is busy as long as nobody else wants it. */
    YIELD,

    /** Spins: the lowest latency; keeps one core wholly busy. */
    SPIN,

    /**
     * There is no such thread: the thread that connects drives the client by {@link GavelClient#doWork()}, several of
     * them where it likes. For an application that has a loop of its own, and no core for another one.
     */
    DRIVEN
}
