package io.gavel.dropcopy;

/** A reader's connection, as the desk sees it. */
interface ExecutionSink
{
    /**
     * Whether it has room; what is sent beyond it waits in memory.
     *
     * @return false where it should be given nothing for now.
     */
    boolean isWritable();

    /**
     * Sends a message with the next flush.
     *
     * @param json one document.
     */
    void send(String json);

    /** Sends what waits. */
    void flush();

    /**
     * Ends the connection.
     *
     * @param code    for programs.
     * @param message for people.
     */
    void fail(String code, String message);
}
