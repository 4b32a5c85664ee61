package io.gavel.client;

import io.gavel.schema.RejectReason;
import org.agrona.MutableDirectBuffer;

/**
 * A sequenced command. Immutable but for its future, so that it is the same bytes however often it is encoded under the
 * same clientSeq.
 */
abstract class Command
{
    /** A bound on the encoded length of any command; a calendar with as many rows as it may have is the longest. */
    static final int ENCODED_LENGTH_MAX = 8 * 1024;

    /** Writes one message. */
    @FunctionalInterface
    interface Encoding
    {
        /**
         * Writes the message, header included, at the start of the buffer.
         *
         * @param codec     to write with.
         * @param buffer    to write to.
         * @param clientSeq of the command.
         * @return length, bytes.
         */
        int encode(CommandCodec codec, MutableDirectBuffer buffer, long clientSeq);
    }

    private long journalPosition = SessionJournal.NO_POSITION;

    /** Where the journal has it; {@link SessionJournal#NO_POSITION} where there is none. */
    final long journalPosition()
    {
        return journalPosition;
    }

    /** The journal has it there. */
    final void journalPosition(final long position)
    {
        journalPosition = position;
    }

    /**
     * Writes the message, header included, at the start of the buffer.
     *
     * @param codec     to write with.
     * @param buffer    of at least {@link #ENCODED_LENGTH_MAX}.
     * @param clientSeq of the command.
     * @return length, bytes.
     */
    abstract int encode(CommandCodec codec, MutableDirectBuffer buffer, long clientSeq);

    /** It was sent under the sequence. */
    abstract void sent(long clientSeq);

    /**
     * Whether the report can be the answer. Where it can't, the venue has executed another command under this one's
     * sequence: somebody else used the connection meanwhile.
     */
    boolean isAnsweredBy(final Report report)
    {
        return true;
    }

    /** A report that names no id, or a command that names none, fits any. */
    static boolean isSame(final long reported, final long named)
    {
        return reported == 0 || named == 0 || reported == named;
    }

    /** The report that answers it. */
    abstract void onAnswer(Report report);

    /** The report that answers it is of the wrong kind. */
    final void failUnfit(final Report report)
    {
        fail(new GavelException("the venue answered " + describe() + " with " +
            (report instanceof ExecutionReport execution ? "an execution report of " + execution.execType() :
            report instanceof AdminReport ? "an admin report" : "a command report")));
    }

    /** What came of it, where the report is gone. */
    abstract void onOutcome(long clientSeq, long resultId, long eventSeq, RejectReason reason);

    /** No answer will come. */
    abstract void fail(Throwable cause);

    /** In a few words, for a person. */
    abstract String describe();
}
