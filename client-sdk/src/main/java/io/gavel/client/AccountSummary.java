package io.gavel.client;

/**
 * An account in a list.
 *
 * @param accountId     the venue's.
 * @param participantId who owns it.
 */
public record AccountSummary(long accountId, int participantId)
{
}
