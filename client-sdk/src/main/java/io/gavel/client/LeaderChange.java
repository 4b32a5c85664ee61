package io.gavel.client;

import java.time.Duration;

/**
 * Another node leads the venue.
 *
 * @param leaderNodeId         that leads now.
 * @param previousLeaderNodeId that led before; the same where it was elected again.
 * @param silence              since when nothing was heard from the venue.
 * @param whatNext             what the client does now, a sentence for a person.
 */
public record LeaderChange(int leaderNodeId, int previousLeaderNodeId, Duration silence, String whatNext)
{
}
