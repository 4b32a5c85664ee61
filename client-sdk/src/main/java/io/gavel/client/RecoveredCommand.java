package io.gavel.client;

import io.gavel.schema.RejectReason;
import java.time.Instant;

/**
 * A command of an earlier process, from its journal, and what became of it.
 *
 * @param clientSeq    its sequence; 0 where it was never sent and is withdrawn.
 * @param kind         what it asks for.
 * @param clOrdId      the client's id of the order that it is about; of a replace, the new one where there is one; 0
 *                     where it names none.
 * @param orderId      the venue's id of the order that it names, or that a new order was given; 0 where there is none.
 * @param handedIn     when the application called, by the clock of its machine.
 * @param outcome      what became of it.
 * @param rejectReason why the venue refused it; {@code NONE} where it did not.
 * @param report       the answer; null for {@link Outcome#NOT_EXECUTED} and {@link Outcome#UNKNOWN}. Its reportSeq is 0
 *                     where the report itself was handled by the earlier process, or is no longer held by the venue.
 */
public record RecoveredCommand(
    long clientSeq,
    CommandKind kind,
    long clOrdId,
    long orderId,
    Instant handedIn,
    Outcome outcome,
    RejectReason rejectReason,
    Report report)
{
    /** What became of a command. */
    public enum Outcome
    {
        /** The venue executed it, once. */
        EXECUTED,

        /** The venue looked at it, once, and refused it by a report. */
        REJECTED,

        /** The venue did not execute it, and never will. */
        NOT_EXECUTED,

        /**
         * The venue executed or rejected it, once, so long ago that it no longer holds which. The open orders, the
         * account and the drop copy tell.
         */
        UNKNOWN
    }
}
