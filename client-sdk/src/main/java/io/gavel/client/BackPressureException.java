package io.gavel.client;

import java.time.Duration;

/** The client's queue is full: nothing was sent, and the same call may be made again later. */
public final class BackPressureException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /** How long the call waited. */
    private final Duration waited;

    /**
     * An exception.
     *
     * @param message how much is waiting, and for how long the call waited.
     * @param waited  for how long the call waited.
     */
    public BackPressureException(final String message, final Duration waited)
    {
        super(message);
        this.waited = waited;
    }

    /**
     * How long the call waited.
     *
     * @return zero where it did not wait.
     */
    public Duration waited()
    {
        return waited;
    }
}
