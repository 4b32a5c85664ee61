package io.gavel.gateway;

/**
 * The gateway cannot start as it is configured. The message is one line for a person: what is wrong and what to change.
 */
public final class GatewayConfigurationException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Names the mistake.
     *
     * @param message key, value, and what to change.
     */
    public GatewayConfigurationException(final String message)
    {
        super(message);
    }

    /**
     * Names the mistake.
     *
     * @param message key, value, and what to change.
     * @param cause   of it.
     */
    public GatewayConfigurationException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
