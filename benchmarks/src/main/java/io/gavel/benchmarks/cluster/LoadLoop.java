package io.gavel.benchmarks.cluster;

import io.gavel.ops.cli.Progress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Drives a load: open loop by a schedule that no answer can hold up, or closed loop with a window. Both sides are
 * driven by the same loop.
 */
final class LoadLoop
{
    /** Messages sent before answers are looked at again. */
    private static final int BURST = 128;

    private static final long IDLE_MAX_NS = 50_000;
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(15);
    private static final int DIGITS = 3;

    private final Load load;
    private final Progress progress;
    private final String step;
    private final Histogram latencyNs = new Histogram(Load.LATENCY_NS_MAX, DIGITS);
    private long answers;
    private long lost;
    private long lastAnswerNs;

    /**
     * A loop.
     *
     * @param load     to drive.
     * @param step     its name, for the progress.
     * @param progress told how far it is.
     */
    LoadLoop(final Load load, final String step, final Progress progress)
    {
        this.load = load;
        this.step = step;
        this.progress = progress;
    }

    /**
     * Sends at a rate for a time, whatever comes back; a load that falls behind gets as much time again to send what
     * was due, and what it could not send by then is left out: the rate is not held.
     *
     * @param rate    messages a second, &gt; 0.
     * @param seconds &gt; 0.
     * @return what it was like.
     */
    StepFigures open(final int rate, final int seconds)
    {
        final double intervalNs = 1e9 / rate;
        final long lengthNs = TimeUnit.SECONDS.toNanos(seconds);
        final long total = (long)rate * seconds;
        final long startNs = System.nanoTime();
        lastAnswerNs = startNs;
        long sent = 0;
        long nowNs = startNs;
        while (sent < total && nowNs - startNs < 2 * lengthNs)
        {
            int burst = 0;
            while (sent < total && burst < BURST)
            {
                final long dueNs = startNs + (long)(sent * intervalNs);
                if (dueNs - nowNs > 0 || !load.send(dueNs))
                {
                    break;
                }
                sent++;
                burst++;
            }
            final int work = burst + poll();
            nowNs = System.nanoTime();
            if (work == 0)
            {
                idle(startNs + (long)(sent * intervalNs) - nowNs);
                nowNs = System.nanoTime();
                progress.onProgress(step, Math.min(nowNs - startNs, lengthNs), lengthNs);
                checkStall(nowNs);
            }
        }
        drain();
        return new StepFigures(rate, answers, lost, Math.max(lastAnswerNs - startNs, lengthNs), latencyNs);
    }

    /**
     * Keeps so many messages under way for a time.
     *
     * @param window  of messages, &gt; 0.
     * @param seconds in which messages are sent, &gt; 0.
     * @return what it was like.
     */
    StepFigures closed(final int window, final int seconds)
    {
        final long lengthNs = TimeUnit.SECONDS.toNanos(seconds);
        final long startNs = System.nanoTime();
        lastAnswerNs = startNs;
        long nowNs = startNs;
        while (nowNs - startNs < lengthNs)
        {
            int burst = 0;
            while (burst < BURST && load.unanswered() < window && load.send(nowNs))
            {
                burst++;
            }
            final int work = burst + poll();
            nowNs = System.nanoTime();
            if (work == 0)
            {
                idle(IDLE_MAX_NS);
                nowNs = System.nanoTime();
                progress.onProgress(step, Math.min(nowNs - startNs, lengthNs), lengthNs);
                checkStall(nowNs);
            }
        }
        drain();
        return new StepFigures(0, answers, lost, lastAnswerNs - startNs, latencyNs);
    }

    private int poll()
    {
        final int count = load.poll(latencyNs);
        if (count > 0)
        {
            answers += count;
            lastAnswerNs = System.nanoTime();
        }
        return count;
    }

    private void drain()
    {
        while (load.unanswered() > 0)
        {
            if (poll() == 0)
            {
                idle(IDLE_MAX_NS);
                checkStall(System.nanoTime());
            }
        }
    }

    private void checkStall(final long nowNs)
    {
        if (load.unanswered() > 0 && nowNs - lastAnswerNs > STALL_NS)
        {
            lost += load.giveUp();
        }
    }

    private static void idle(final long untilDueNs)
    {
        if (untilDueNs > 0)
        {
            LockSupport.parkNanos(Math.min(untilDueNs, IDLE_MAX_NS));
        }
        else
        {
            Thread.onSpinWait();
        }
    }
}
