package io.gavel.cluster;

/** The node cannot run, though its configuration is well formed. The message is one sentence for a person. */
public class NodeException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message that says what failed and what to change.
     */
    public NodeException(final String message)
    {
        super(message);
    }

    /**
     * A failure that another exception told of.
     *
     * @param message that says what failed and what to change.
     * @param cause   of it.
     */
    public NodeException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
