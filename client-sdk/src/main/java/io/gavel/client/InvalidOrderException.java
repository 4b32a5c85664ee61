package io.gavel.client;

/** An order or a request that the venue would reject for its form: nothing was sent; the message says why. */
public final class InvalidOrderException extends IllegalArgumentException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what was wrong and what to change.
     */
    public InvalidOrderException(final String message)
    {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message what was wrong and what to change.
     * @param cause   what it came from.
     */
    public InvalidOrderException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
