package io.gavel.gateway.book;

/**
 * An event that does not fit the book which the events before it built: the stream did not begin where it should have,
 * or is broken.
 */
public final class InconsistentBookException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Names the contradiction.
     *
     * @param message for the operator.
     */
    public InconsistentBookException(final String message)
    {
        super(message);
    }
}
