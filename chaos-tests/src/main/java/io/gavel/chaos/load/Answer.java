package io.gavel.chaos.load;

import io.gavel.schema.ExecType;

/**
 * What the SDK told a broker of a command.
 *
 * @param answeredNs when, by the system's monotonic clock.
 * @param clientSeq  of the command.
 * @param eventSeq   of the event that answered it.
 * @param orderId    that it is about, 0 where rejected.
 * @param execType   what came of it.
 */
public record Answer(long answeredNs, long clientSeq, long eventSeq, long orderId, ExecType execType)
{
}
