package io.gavel.dropcopy;

import io.gavel.schema.Role;

/**
 * Who logged on, as the cluster says.
 *
 * @param participantId   of the reader.
 * @param ofParticipantId whose executions a drop copy reader reads; else -1.
 * @param role            of the reader.
 * @param name            of the reader.
 */
public record Reader(int participantId, int ofParticipantId, Role role, String name)
{
    /** Where somebody may not read. */
    public static final int NOBODY = -1;

    /**
     * Whose executions the reader gets.
     *
     * @param asked participant that it named, or {@link #NOBODY}.
     * @return a participant, or {@link #NOBODY} where it may not read what it asked for.
     */
    public int executionsOf(final int asked)
    {
        final int own = switch (role)
        {
            case DROP_COPY_READER -> ofParticipantId;
            case TRADER, OPERATOR -> participantId;
            default -> NOBODY;
        };
        return Role.OPERATOR == role && NOBODY != asked ? asked : NOBODY == asked || own == asked ? own : NOBODY;
    }
}
