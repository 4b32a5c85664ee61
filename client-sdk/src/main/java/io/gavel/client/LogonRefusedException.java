package io.gavel.client;

/**
 * The venue answered, and does not let this participant in: the name or the password is wrong, or it has as many
 * sessions as it may.
 */
public final class LogonRefusedException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what was wrong and what to do.
     * @param cause   what it came from.
     */
    public LogonRefusedException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
