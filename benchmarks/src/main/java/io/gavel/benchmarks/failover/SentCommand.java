package io.gavel.benchmarks.failover;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecType;

/** A command that a broker gave to the SDK, and how it was answered. Written on the client's thread. */
final class SentCommand
{
    /** What it asks for. */
    enum Kind
    {
        NEW(ExecType.NEW, null), REPLACE(ExecType.REPLACED, ExecType.REPLACE_REJECTED),
        CANCEL(ExecType.CANCELED, ExecType.CANCEL_REJECTED);

        private final ExecType done;
        private final ExecType tooLate;

        Kind(final ExecType done, final ExecType tooLate)
        {
            this.done = done;
            this.tooLate = tooLate;
        }

        /** The answer where it was done. */
        ExecType done()
        {
            return done;
        }

        /** The answer where the order was gone; null where there can be none. */
        ExecType tooLate()
        {
            return tooLate;
        }
    }

    private final Kind kind;
    private final long clOrdId;
    private final long orderId;
    private final long sentNs;
    private volatile ExecutionReport answer;

    /**
     * A command without an answer.
     *
     * @param kind    of it.
     * @param clOrdId of a new order or a replace; 0 for a cancel.
     * @param orderId that it is for; 0 for a new order.
     * @param sentNs  when it was given to the SDK.
     */
    SentCommand(final Kind kind, final long clOrdId, final long orderId, final long sentNs)
    {
        this.kind = kind;
        this.clOrdId = clOrdId;
        this.orderId = orderId;
        this.sentNs = sentNs;
    }

    Kind kind()
    {
        return kind;
    }

    long clOrdId()
    {
        return clOrdId;
    }

    long orderId()
    {
        return orderId;
    }

    long sentNs()
    {
        return sentNs;
    }

    /** Null until there is one. */
    ExecutionReport answer()
    {
        return answer;
    }

    void answer(final ExecutionReport report)
    {
        answer = report;
    }

    /** For a person. */
    @Override
    public String toString()
    {
        return kind + (clOrdId == 0 ? "" : " with clOrdId " + clOrdId) + (orderId == 0 ? "" : " of order " + orderId);
    }
}
