package io.gavel.client;

import io.gavel.schema.Role;

/**
 * Who may log on.
 *
 * @param participantId   the venue's; 0 is the first operator.
 * @param name            by which the participant logs on.
 * @param role            what the participant may do.
 * @param ofParticipantId whose executions a drop copy reader reads; else -1.
 * @param isKilled        whether a kill switch binds the participant.
 */
public record Participant(int participantId, String name, Role role, int ofParticipantId, boolean isKilled)
{
}
