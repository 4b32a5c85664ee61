package io.gavel.client;

import java.time.Duration;

/**
 * The connection is resumed.
 *
 * @param leaderNodeId       that serves it.
 * @param isFirst            whether it is the first time of this client.
 * @param outage             since the interruption was noticed; of the first time, since the client began to connect.
 * @param unresolvedCommands that had no answer, and are being sent again now; their futures tell.
 */
public record Connected(int leaderNodeId, boolean isFirst, Duration outage, int unresolvedCommands)
{
}
