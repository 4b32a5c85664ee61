package io.gavel.client;

/** No node let the client in within the time it was given; the message names the endpoints that were tried. */
public final class ConnectTimeoutException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what was tried, and for how long.
     * @param cause   the last failure, may be null.
     */
    public ConnectTimeoutException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
