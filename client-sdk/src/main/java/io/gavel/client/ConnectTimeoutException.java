package io.gavel.client;

import java.time.Duration;
import java.util.List;

/** No node let the client in within the time it was given; the message names what was tried, and who answered. */
public final class ConnectTimeoutException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /** What came of each node. */
    private final transient List<NodeAttempt> nodes;

    /** How long it tried. */
    private final Duration elapsed;

    /**
     * An exception.
     *
     * @param message what was tried, and for how long.
     * @param cause   the last failure, may be null.
     * @param elapsed how long it tried.
     * @param nodes   what came of each node in the last attempt.
     */
    public ConnectTimeoutException(
        final String message, final Throwable cause, final Duration elapsed, final List<NodeAttempt> nodes)
    {
        super(message, cause);
        this.elapsed = elapsed;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * How long it tried.
     *
     * @return since the client began to connect.
     */
    public Duration elapsed()
    {
        return elapsed;
    }

    /**
     * What came of each node in the last attempt.
     *
     * @return by node id; empty where that is not known.
     */
    public List<NodeAttempt> nodes()
    {
        return nodes == null ? List.of() : nodes;
    }
}
