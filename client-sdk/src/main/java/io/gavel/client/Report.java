package io.gavel.client;

/** What the venue tells a connection, numbered: the answer to a command, or what happened to an order. */
public sealed interface Report permits ExecutionReport, AdminReport, CommandReport
{
    /**
     * The report's place among the venue's events.
     *
     * @return unique over the venue; 0 where it is not known.
     */
    long eventSeq();

    /**
     * When it was decided.
     *
     * @return log time, nanoseconds since 1970; 0 where it is not known.
     */
    long timeNs();

    /**
     * The report's place among those of the connection.
     *
     * @return contiguous from 1; 0 where it was made from the venue's short record of an outcome.
     */
    long reportSeq();

    /**
     * The command that it answers.
     *
     * @return its sequence; 0 where it answers none.
     */
    long clientSeq();
}
