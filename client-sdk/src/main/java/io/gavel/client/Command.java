package io.gavel.client;

import io.gavel.schema.RejectReason;
import org.agrona.MutableDirectBuffer;

/**
 * A sequenced command. Immutable but for its future, so that it is the same bytes however often it is encoded under the
 * same clientSeq.
 */
abstract class Command
{
    /** A bound on the encoded length of any command. */
    static final int ENCODED_LENGTH_MAX = 256;

    /**
     * Writes the message, header included, at the start of the buffer.
     *
     * @param codec     to write with.
     * @param buffer    of at least {@link #ENCODED_LENGTH_MAX}.
     * @param clientSeq of the command.
     * @return length, bytes.
     */
    abstract int encode(CommandCodec codec, MutableDirectBuffer buffer, long clientSeq);

    /** The report that answers it. */
    void onAnswer(final ExecutionReport report)
    {
        fail(new GavelException("the venue answered " + describe() + " with an execution report of " +
            report.execType()));
    }

    /** The report that answers it. */
    void onAnswer(final AdminReport report)
    {
        fail(new GavelException("the venue answered " + describe() + " with an admin report"));
    }

    /** What came of it, where the report is gone. */
    abstract void onOutcome(long clientSeq, long resultId, long eventSeq, RejectReason reason);

    /** No answer will come. */
    abstract void fail(Throwable cause);

    /** In a few words, for a person. */
    abstract String describe();
}
