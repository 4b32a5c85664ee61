package io.gavel.chaos.simulation;

import java.util.function.Supplier;

/** A seed for which something did not hold: what, and how to see it again. */
public final class SimulationFailure extends RuntimeException
{
    private static final long serialVersionUID = 1;

    /**
     * A failure.
     *
     * @param message for a person.
     */
    public SimulationFailure(final String message)
    {
        super(message);
    }

    /**
     * A failure with what led to it.
     *
     * @param message for a person.
     * @param cause   of it.
     */
    public SimulationFailure(final String message, final Throwable cause)
    {
        super(message, cause);
    }

    static void require(final boolean condition, final String message)
    {
        if (!condition)
        {
            throw new SimulationFailure(message);
        }
    }

    /** The message is made only where it is needed: to write messages and events out costs more than to check them. */
    static void require(final boolean condition, final Supplier<String> message)
    {
        if (!condition)
        {
            throw new SimulationFailure(message.get());
        }
    }
}
