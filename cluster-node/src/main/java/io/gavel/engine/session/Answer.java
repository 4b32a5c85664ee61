package io.gavel.engine.session;

import io.gavel.schema.RejectReason;

/** What came of the sequenced command that is being executed. */
public final class Answer
{
    private long resultId;
    private long eventSeq;
    private RejectReason reason = RejectReason.NONE;

    /** Nothing yet. */
    public Answer()
    {
    }

    /**
     * Notes the answer.
     *
     * @param id  order id, or what an admin command made; 0 where rejected.
     * @param seq of the report that answers.
     * @param why NONE where it was accepted.
     */
    public void set(final long id, final long seq, final RejectReason why)
    {
        resultId = id;
        eventSeq = seq;
        reason = why;
    }

    /**
     * What was made.
     *
     * @return order id, or what an admin command made.
     */
    public long resultId()
    {
        return resultId;
    }

    /**
     * The report that answers.
     *
     * @return event sequence.
     */
    public long eventSeq()
    {
        return eventSeq;
    }

    /**
     * Why it was rejected.
     *
     * @return NONE where it was accepted.
     */
    public RejectReason reason()
    {
        return reason;
    }
}
