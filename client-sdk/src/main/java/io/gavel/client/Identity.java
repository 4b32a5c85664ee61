package io.gavel.client;

import io.gavel.schema.Role;

/**
 * Who is logged on, as the venue says.
 *
 * @param participantId   the venue's.
 * @param name            by which the participant logged on.
 * @param role            what the participant may do.
 * @param ofParticipantId whose executions a drop copy reader reads; else -1.
 * @param timeNs          log time of the answer, nanoseconds since 1970.
 */
public record Identity(int participantId, String name, Role role, int ofParticipantId, long timeNs)
{
}
