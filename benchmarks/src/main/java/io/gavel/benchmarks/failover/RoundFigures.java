package io.gavel.benchmarks.failover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What one killed leader was like. Times are from the kill, nanoseconds.
 *
 * @param killedNode       its id.
 * @param newAnswerNs      to the first answer to a command that was given to the SDK after the kill.
 * @param leaderKnownNs    until a client was told who leads now.
 * @param resumedNs        until a client's connection was resumed there.
 * @param answerSilenceNs  longest time in which no command was answered.
 * @param streamSilenceNs  longest time without market data, until the killed node had caught up.
 * @param calmSilenceNs    the same in the second before the kill.
 * @param caughtUpNs       from starting the killed node until it had caught up.
 * @param elections        terms that began.
 */
record RoundFigures(
    int killedNode,
    long newAnswerNs,
    long leaderKnownNs,
    long resumedNs,
    long answerSilenceNs,
    long streamSilenceNs,
    long calmSilenceNs,
    long caughtUpNs,
    long elections)
{
    ObjectNode json()
    {
        return Output.object().put("killedNode", killedNode).put("newAnswerMs", ms(newAnswerNs))
            .put("leaderKnownMs", ms(leaderKnownNs)).put("resumedMs", ms(resumedNs))
            .put("answerSilenceMs", ms(answerSilenceNs)).put("marketDataSilenceMs", ms(streamSilenceNs))
            .put("marketDataSilenceBeforeMs", ms(calmSilenceNs)).put("caughtUpMs", ms(caughtUpNs))
            .put("elections", elections);
    }

    static double ms(final long nanos)
    {
        return Math.round(nanos / 1e4) / 1e2;
    }
}
