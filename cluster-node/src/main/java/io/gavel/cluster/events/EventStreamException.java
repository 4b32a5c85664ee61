package io.gavel.cluster.events;

/** The event stream would lose, double or change an event if the node went on: it has to stop. */
public final class EventStreamException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message that names both sides, and what to do.
     */
    public EventStreamException(final String message)
    {
        super(message);
    }

    /**
     * A failure that another exception told of.
     *
     * @param message that names both sides, and what to do.
     * @param cause   of it.
     */
    public EventStreamException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
