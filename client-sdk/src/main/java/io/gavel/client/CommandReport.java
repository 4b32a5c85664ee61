package io.gavel.client;

import io.gavel.schema.RejectReason;

/**
 * What became of a command of order entry that is no order: a mass cancel, or the setting of a connection's timer.
 *
 * @param eventSeq          of the report; unique over the venue.
 * @param timeNs            log time, nanoseconds since 1970; 0 where made from the venue's short record of the outcome.
 * @param reportSeq         contiguous per connection from 1; 0 where made from the short record.
 * @param clientSeq         the command that this answers.
 * @param resultId          of a mass cancel 1 where some orders are still being cancelled, else 0; of a dead man's
 *                          timer the log time at which it runs out.
 * @param commandTemplateId of the order entry schema.
 * @param rejectReason      {@code NONE} where it was done.
 */
public record CommandReport(
    long eventSeq,
    long timeNs,
    long reportSeq,
    long clientSeq,
    long resultId,
    int commandTemplateId,
    RejectReason rejectReason) implements Report
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
