package io.gavel.ops.cli;

/**
 * A command could not do what it says, for a reason that its message tells in one sentence.
 */
public final class CommandFailure extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** What the process ends with. */
    private final int exitStatus;

    /**
     * A failure with exit status 1.
     *
     * @param message one sentence that says what to change.
     */
    public CommandFailure(final String message)
    {
        this(message, Errors.FAILED, null);
    }

    /**
     * A failure that something else caused.
     *
     * @param message one sentence that says what to change.
     * @param cause   of it.
     */
    public CommandFailure(final String message, final Throwable cause)
    {
        this(message, Errors.FAILED, cause);
    }

    /**
     * A failure with an exit status of its own.
     *
     * @param message    one sentence that says what to change.
     * @param exitStatus 1 or 2.
     * @param cause      of it, or null.
     */
    public CommandFailure(final String message, final int exitStatus, final Throwable cause)
    {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /**
     * What the process ends with.
     *
     * @return 1 or 2.
     */
    public int exitStatus()
    {
        return exitStatus;
    }
}
