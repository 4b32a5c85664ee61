package io.gavel.chaos.fault;

/**
 * A fault could not be made or ended. The message is one sentence for a person.
 */
public final class FaultException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Names what failed.
     *
     * @param message one sentence.
     */
    public FaultException(final String message)
    {
        super(message);
    }

    /**
     * Names what failed, and by what.
     *
     * @param message one sentence.
     * @param cause   of the failure.
     */
    public FaultException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
