package io.gavel.client;

/**
 * What is done, at connecting with a journal, with commands of the earlier process that the venue has not executed. It
 * is certain that it has not: the venue executes nothing more of the earlier session once this one has resumed.
 */
public enum Recovery
{
    /** They are sent now, in their order, before any new command. */
    RESEND,

    /** They are dropped, and told as {@link RecoveredCommand.Outcome#NOT_EXECUTED}. */
    WITHDRAW
}
