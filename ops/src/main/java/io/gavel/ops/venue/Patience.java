package io.gavel.ops.venue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long to ask again and again for what comes by itself, such as a leader: until it is there, or the time is over.
 * Used by one thread.
 */
public final class Patience
{
    private final long timeoutNs;
    private final long intervalMs;
    private long startNs = System.nanoTime();

    /**
     * The time begins now.
     *
     * @param timeout    how long at most.
     * @param intervalMs between two questions, milliseconds.
     */
    public Patience(final Duration timeout, final long intervalMs)
    {
        timeoutNs = timeout.toNanos();
        this.intervalMs = intervalMs;
    }

    /**
     * Whether the time is over.
     *
     * @return false until then.
     */
    public boolean isOver()
    {
        return System.nanoTime() - startNs > timeoutNs;
    }

    /** There was progress: the time begins anew. */
    public void renew()
    {
        startNs = System.nanoTime();
    }

    /**
     * Waits until the next question.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    public void pause() throws InterruptedException
    {
        TimeUnit.MILLISECONDS.sleep(intervalMs);
    }
}
