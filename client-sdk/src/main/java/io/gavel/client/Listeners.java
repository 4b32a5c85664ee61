package io.gavel.client;

import java.util.function.Consumer;

/** Calls the application's listeners so that nothing that they throw reaches the client. */
final class Listeners
{
    private final ExecutionListener execution;
    private final ConnectionListener connection;
    private final RecoveredCommandListener recovered;
    private final Consumer<Throwable> error;

    Listeners(final ClientSettings settings)
    {
        execution = settings.executionListener();
        connection = settings.connectionListener();
        recovered = settings.journal() == null ? (command) -> {} : settings.journal().listener();
        error = settings.errorHandler();
    }

    void onRecovered(final RecoveredCommand command)
    {
        try
        {
            recovered.onRecovered(command);
        }
        catch (final Exception | LinkageError | AssertionError | StackOverflowError e)
        {
            onError(e);
        }
    }

    void onRecoveryComplete(final int commands)
    {
        try
        {
            recovered.onRecoveryComplete(commands);
        }
        catch (final Exception | LinkageError | AssertionError | StackOverflowError e)
        {
            onError(e);
        }
    }

    void onExecution(final ExecutionReport report)
    {
        try
        {
            execution.onExecution(report);
        }
        catch (final Exception | LinkageError | AssertionError | StackOverflowError e)
        {
            onError(e);
        }
    }

    void onConnection(final Consumer<ConnectionListener> call)
    {
        try
        {
            call.accept(connection);
        }
        catch (final Exception | LinkageError | AssertionError | StackOverflowError e)
        {
            onError(e);
        }
    }

    void onError(final Throwable problem)
    {
        try
        {
            error.accept(problem);
        }
        catch (final Exception | LinkageError | AssertionError | StackOverflowError e)
        {
            e.addSuppressed(problem);
            System.getLogger(GavelClient.class.getName()).log(System.Logger.Level.ERROR, "error handler failed", e);
        }
    }
}
