package io.gavel.chaos.drill;

import java.util.List;

/**
 * What the offline re-execution of a venue's log came to, when its nodes had ended: every event that a node recorded
 * against the one that the engine makes of the log again.
 *
 * @param drills     that ran on the venue, in a line.
 * @param notChecked why there was none; null where there was.
 * @param commands   that were executed again.
 * @param events     that were made again.
 * @param stateHash  at the end of the log.
 * @param faults     what differed, one sentence each.
 */
record VenueAudit(
    String drills, String notChecked, long commands, long events, String stateHash, List<String> faults)
{
    static VenueAudit notChecked(final String drills, final String reason)
    {
        return new VenueAudit(drills, reason, 0, 0, "", List.of());
    }

    /** In a line. */
    String text()
    {
        return notChecked != null ? "the log was NOT executed again: " + notChecked :
            "the log executed again, offline: " + commands + " commands made the " + events +
            " events that every node recorded" + (faults.isEmpty() ? "" : ", except: " + String.join("; ", faults));
    }
}
