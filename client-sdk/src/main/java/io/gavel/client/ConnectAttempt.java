package io.gavel.client;

import java.time.Duration;
import java.util.List;

/**
 * An attempt to open a session that came to nothing.
 *
 * @param attempt  in a row, from 1.
 * @param elapsed  since the first of the row.
 * @param nodes    what came of each node in it; empty where that is not known.
 * @param cause    of the failure.
 * @param whatNext what the client does now, a sentence for a person.
 */
public record ConnectAttempt(int attempt, Duration elapsed, List<NodeAttempt> nodes, Throwable cause, String whatNext)
{
    /**
     * Copies the list.
     *
     * @param attempt  in a row.
     * @param elapsed  since the first.
     * @param nodes    what came of each.
     * @param cause    of the failure.
     * @param whatNext what the client does now.
     */
    public ConnectAttempt
    {
        nodes = List.copyOf(nodes);
    }
}
