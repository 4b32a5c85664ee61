package io.gavel.chaos.load;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures from a fault to the first answer of a command that was <em>sent</em> after it: what was on its way before
 * may be answered by luck. Any thread.
 */
public final class FaultClock
{
    private final Map<String, Long> firstAnswers = new ConcurrentHashMap<>();
    private volatile long faultNs = Long.MAX_VALUE;

    /**
     * The fault begins, or is over, now.
     *
     * @param nowNs of {@link System#nanoTime()}.
     */
    public synchronized void start(final long nowNs)
    {
        faultNs = nowNs;
        firstAnswers.clear();
    }

    /**
     * A command was answered.
     *
     * @param broker     who sent it.
     * @param sentNs     when it was sent.
     * @param answeredNs when it was answered.
     */
    void onAnswer(final String broker, final long sentNs, final long answeredNs)
    {
        if (faultNs != Long.MAX_VALUE && sentNs - faultNs > 0 && !firstAnswers.containsKey(broker))
        {
            synchronized (this)
            {
                if (sentNs - faultNs > 0)
                {
                    firstAnswers.putIfAbsent(broker, answeredNs);
                }
            }
        }
    }

    /**
     * From the fault to the first new answer that any broker got.
     *
     * @return nanoseconds, nothing where there was none yet.
     */
    public synchronized OptionalLong firstNs()
    {
        return firstAnswers.values().stream().mapToLong(answeredNs -> answeredNs - faultNs).min();
    }

    /**
     * From the fault until every one of so many brokers had a new answer.
     *
     * @param brokers that trade.
     * @return nanoseconds, nothing where one has none yet.
     */
    public synchronized OptionalLong allNs(final int brokers)
    {
        return firstAnswers.size() < brokers ? OptionalLong.empty() :
            firstAnswers.values().stream().mapToLong(answeredNs -> answeredNs - faultNs).max();
    }
}
