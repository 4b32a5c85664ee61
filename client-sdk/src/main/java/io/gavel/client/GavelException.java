package io.gavel.client;

/** Something that kept the client from doing what it was asked; the message is one sentence for a person. */
public class GavelException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what was wrong and what to do.
     */
    public GavelException(final String message)
    {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message what was wrong and what to do.
     * @param cause   what it came from.
     */
    public GavelException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
