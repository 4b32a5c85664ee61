package io.gavel.client;

import io.gavel.schema.RejectReason;

/**
 * What became of an operator's command.
 *
 * @param eventSeq          of the report; unique over the venue.
 * @param timeNs            log time, nanoseconds since 1970; 0 where made from the venue's short record of the outcome.
 * @param reportSeq         contiguous per connection from 1; 0 where made from the short record.
 * @param clientSeq         the command that this answers.
 * @param resultId          the id that was made, the balance after (1/10,000 of the currency, or lots), the hash, or 0.
 * @param commandTemplateId of the admin schema.
 * @param rejectReason      {@code NONE} where it was done.
 * @param why               the reason that the operator gave; empty where made from the short record.
 */
public record AdminReport(
    long eventSeq,
    long timeNs,
    long reportSeq,
    long clientSeq,
    long resultId,
    int commandTemplateId,
    RejectReason rejectReason,
    String why) implements Report
{
    /**
     * Whether the venue refused it.
     *
     * @return true where nothing was changed.
     */
    public boolean isRejected()
    {
        return rejectReason != RejectReason.NONE;
    }
}
