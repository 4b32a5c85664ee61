package io.gavel.engine.participant;

/** A time after which the orders of a connection are cancelled. */
public final class ConnectionTimer
{
    private long durationNs;
    private long deadlineNs;
    private int position;

    ConnectionTimer()
    {
    }

    /**
     * How long it runs.
     *
     * @return nanoseconds, 0 where it is not used.
     */
    public long durationNs()
    {
        return durationNs;
    }

    /**
     * When it is over.
     *
     * @return log time, 0 where it does not run.
     */
    public long deadlineNs()
    {
        return deadlineNs;
    }

    /**
     * Sets how long it runs.
     *
     * @param ns nanoseconds, 0 where it is not to be used.
     */
    public void durationNs(final long ns)
    {
        durationNs = ns;
    }

    /**
     * Sets when it is over.
     *
     * @param timeNs log time, 0 where it does not run.
     */
    public void deadlineNs(final long timeNs)
    {
        deadlineNs = timeNs;
    }

    /**
     * Its place among those that run.
     *
     * @return of the queue.
     */
    public int position()
    {
        return position;
    }

    /**
     * Moves it among those that run.
     *
     * @param at place in the queue.
     */
    public void position(final int at)
    {
        position = at;
    }
}
