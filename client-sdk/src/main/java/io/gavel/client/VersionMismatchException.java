package io.gavel.client;

/**
 * The venue does not understand this version of the library: its nodes are older, or of another generation. Nothing was
 * sent. A newer venue of the same generation is traded with.
 */
public final class VersionMismatchException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message both versions, and what to do.
     * @param cause   what it came from, may be null.
     */
    public VersionMismatchException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
