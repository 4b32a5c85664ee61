package io.gavel.benchmarks.failover;

/**
 * Measures from a kill to what clients are told after it. Commands that were under way may be answered by what the dead
 * leader had sent already, so what counts is the first answer to a command that was given to the SDK after the kill;
 * the longest time without any answer is kept beside it. Any thread.
 */
final class FailoverClock
{
    private static final long NOT_YET = Long.MIN_VALUE;

    private long killNs = Long.MAX_VALUE;
    private long firstNewNs = NOT_YET;
    private long leaderKnownNs = NOT_YET;
    private long resumedNs = NOT_YET;
    private long lastAnswerNs = NOT_YET;
    private long longestSilenceNs;
    private long answers;

    /** A leader is about to be killed. */
    synchronized void kill(final long nowNs)
    {
        killNs = nowNs;
        firstNewNs = NOT_YET;
        leaderKnownNs = NOT_YET;
        resumedNs = NOT_YET;
        longestSilenceNs = 0;
    }

    /**
     * A command was answered.
     *
     * @param sentNs when it was given to the SDK.
     * @param nowNs  when it was answered.
     */
    synchronized void onAnswer(final long sentNs, final long nowNs)
    {
        answers++;
        if (NOT_YET != lastAnswerNs)
        {
            longestSilenceNs = Math.max(longestSilenceNs, nowNs - lastAnswerNs);
        }
        lastAnswerNs = nowNs;
        if (NOT_YET == firstNewNs && killNs != Long.MAX_VALUE && sentNs - killNs > 0)
        {
            firstNewNs = nowNs;
        }
    }

    /** A client was told of a new leader. */
    synchronized void onLeaderKnown(final long nowNs)
    {
        leaderKnownNs = NOT_YET == leaderKnownNs ? nowNs : leaderKnownNs;
    }

    /** A client's connection was resumed. */
    synchronized void onResumed(final long nowNs)
    {
        resumedNs = NOT_YET == resumedNs ? nowNs : resumedNs;
    }

    /** Answers since the beginning. */
    synchronized long answers()
    {
        return answers;
    }

    /** From the kill to the first answer to a command that was sent after it; below 0 where there is none yet. */
    synchronized long firstNewAnswerNs()
    {
        return sinceKill(firstNewNs);
    }

    /** From the kill until a client knew the new leader; below 0 where none was told. */
    synchronized long leaderKnownNs()
    {
        return sinceKill(leaderKnownNs);
    }

    /** From the kill until a client's connection was resumed; below 0 where none was. */
    synchronized long resumedNs()
    {
        return sinceKill(resumedNs);
    }

    /** The longest time without an answer to anybody since the kill, the one in which it fell included. */
    synchronized long longestSilenceNs()
    {
        return longestSilenceNs;
    }

    private long sinceKill(final long atNs)
    {
        return NOT_YET == atNs ? -1 : atNs - killNs;
    }
}
