package io.gavel.client;

import java.time.Duration;

/**
 * What came of an attempt to reach a node.
 *
 * @param nodeId     of the node.
 * @param endpoint   {@code host:port} that was tried.
 * @param isAnswered whether the node answered.
 * @param elapsed    until it answered, or for how long it has not.
 * @param detail     a few words for a person, such as {@code no answer} or that the host is not known.
 */
public record NodeAttempt(int nodeId, String endpoint, boolean isAnswered, Duration elapsed, String detail)
{
    @Override
    public String toString()
    {
        return "node " + nodeId + " (" + endpoint + ") " + detail + " after " + elapsed.toMillis() + " ms";
    }
}
