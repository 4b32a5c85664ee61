package io.gavel.client;

/**
 * The client was closed before the answer came. What was sent may have been executed: connect again with the same
 * participant and connection to find out.
 */
public final class ClientClosedException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what was closed.
     */
    public ClientClosedException(final String message)
    {
        super(message);
    }

    /**
     * An exception of a client that closed itself.
     *
     * @param message what was closed.
     * @param cause   why.
     */
    public ClientClosedException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
