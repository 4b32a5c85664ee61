package io.gavel.client;

/**
 * A newer session of the same participant and connection has taken over. What this client had sent may have been
 * executed; the newer session gets the reports.
 */
public final class FencedException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message which connection was taken over.
     */
    public FencedException(final String message)
    {
        super(message);
    }
}
