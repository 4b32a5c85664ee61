package io.gavel.client;

/**
 * A journal can't be used: it is locked by another process, is damaged, belongs to another connection, or does not fit
 * what the venue knows. Nothing was sent. The message names the file, says what was found, and what to do.
 */
public final class JournalException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what was found and what to do.
     */
    public JournalException(final String message)
    {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message what was found and what to do.
     * @param cause   what it came from.
     */
    public JournalException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
