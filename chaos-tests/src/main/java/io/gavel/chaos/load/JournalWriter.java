package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;

/** Where a broker writes what it sends and what it is told, the moment it happens. Any thread. */
interface JournalWriter
{
    /**
     * A command is about to be given to the SDK.
     *
     * @param kind    what is asked for.
     * @param clOrdId of a new order or a replace; 0 for a cancel.
     * @param orderId of the order that is cancelled or replaced; 0 for a new one.
     * @param nowNs   of the system's monotonic clock.
     * @return to be given back when more is known.
     */
    SentCommand sending(CommandKind kind, long clOrdId, long orderId, long nowNs);

    /** It was answered. */
    void answered(SentCommand command, Answer answer);

    /** It was not executed, and never will be. */
    void refused(SentCommand command, String reason);

    /** The SDK gave up, and what became of it is not known. */
    void failed(SentCommand command, String reason);

    /** An execution was told of. */
    void received(ExecutionReport report);

    /** Something that no command stands for went wrong. */
    void problem(String sentence);
}
