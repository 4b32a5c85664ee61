package io.gavel.client;

/** Receives every execution report of a connection, once each, in the order of their report sequence. */
@FunctionalInterface
public interface ExecutionListener
{
    /**
     * A report. Called on the client's thread, before the future of the command that it answers completes: hand long
     * work to another thread. What it throws goes to {@link GavelClient.Context#errorHandler}, and changes nothing.
     *
     * @param report immutable, may be kept.
     */
    void onExecution(ExecutionReport report);
}
