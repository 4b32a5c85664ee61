package io.gavel.client;

/** How often a connection was interrupted. Written by the client's thread, read by any. */
final class Interruptions
{
    private volatile int count;

    int count()
    {
        return count;
    }

    /** What was sent until now is of unknown state. */
    void add()
    {
        // One thread writes.
        count = count + 1;
    }
}
