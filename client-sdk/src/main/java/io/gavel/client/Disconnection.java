package io.gavel.client;

import java.time.Duration;

/**
 * The venue is out of reach.
 *
 * @param cause    why.
 * @param reason   a sentence for a person.
 * @param silence  since when nothing was heard from the venue.
 * @param whatNext what the client does now, a sentence for a person.
 */
public record Disconnection(DisconnectCause cause, String reason, Duration silence, String whatNext)
{
}
