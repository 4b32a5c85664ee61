package io.gavel.engine;

/** The state is not what it must be: the node has to stop rather than go on. */
public final class InvariantViolation extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A violation.
     *
     * @param message that names both sides.
     */
    public InvariantViolation(final String message)
    {
        super(message);
    }
}
