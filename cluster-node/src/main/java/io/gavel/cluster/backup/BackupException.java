package io.gavel.cluster.backup;

/** A backup cannot be taken or kept, for a reason that its message tells in one sentence. */
public final class BackupException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message one sentence that says what to change.
     */
    public BackupException(final String message)
    {
        super(message);
    }

    /**
     * A failure that something else caused.
     *
     * @param message one sentence that says what to change.
     * @param cause   of it.
     */
    public BackupException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
