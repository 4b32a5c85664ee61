package io.gavel.client;

/** The client's queue is full: nothing was sent, and the same call may be made again later. */
public final class BackPressureException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message how much is waiting, and for how long the call waited.
     */
    public BackPressureException(final String message)
    {
        super(message);
    }
}
