package io.gavel.client;

/**
 * Told, on the client's thread, what became of the commands that an earlier process had handed to the client and for
 * which it may not have seen the answer. What a method throws goes to {@link GavelClient.Context#errorHandler}.
 */
@FunctionalInterface
public interface RecoveredCommandListener
{
    /**
     * What became of a command is known. A process that dies in the midst of this call is told again by the next one.
     *
     * @param command and what became of it.
     */
    void onRecovered(RecoveredCommand command);

    /**
     * Every command of the earlier process is resolved. Called once for each client, after the connection is resumed
     * for the first time.
     *
     * @param commands that were told; 0 where the earlier process left nothing open.
     */
    default void onRecoveryComplete(final int commands)
    {
    }
}
