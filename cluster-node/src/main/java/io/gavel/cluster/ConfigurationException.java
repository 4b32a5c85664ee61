package io.gavel.cluster;

/** A setting is wrong. The message is one sentence for a person: the key, the value, and what to change. */
public final class ConfigurationException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A wrong setting.
     *
     * @param message that names the key, the value and what to change.
     */
    public ConfigurationException(final String message)
    {
        super(message);
    }

    /**
     * A wrong setting that another exception told of.
     *
     * @param message that names the key, the value and what to change.
     * @param cause   of it.
     */
    public ConfigurationException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
