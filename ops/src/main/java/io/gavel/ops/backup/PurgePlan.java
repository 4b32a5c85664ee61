package io.gavel.ops.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.venue.NodeStatus;
import java.util.List;
import java.util.TreeSet;

/**
 * From which position on the log is still needed.
 *
 * @param position log position; 0 where all of it is.
 * @param reason   who needs it from there on.
 */
record PurgePlan(long position, String reason)
{
    /**
     * Works it out.
     *
     * @param nodes          what each node tells.
     * @param keepSnapshots  how many snapshots that all nodes have are to stay usable.
     * @param backupPosition up to which the backup has the log; {@link Long#MAX_VALUE} without one.
     * @return the oldest need of all.
     */
    static PurgePlan of(final List<NodeStatus> nodes, final int keepSnapshots, final long backupPosition)
    {
        final TreeSet<Long> common = new TreeSet<>(snapshots(nodes.get(0)));
        nodes.forEach(node -> common.retainAll(snapshots(node)));
        if (common.size() < keepSnapshots)
        {
            return new PurgePlan(0, "the nodes have " + common.size() + " snapshots in common, " + keepSnapshots +
                " are to be kept");
        }
        long position = List.copyOf(common.descendingSet()).get(keepSnapshots - 1);
        String reason = "snapshot " + keepSnapshots + " from the newest that all nodes have";
        for (int i = 0; i < nodes.size(); i++)
        {
            if (nodes.get(i).commitPosition() < position)
            {
                position = nodes.get(i).commitPosition();
                reason = "node " + i + " has not got further";
            }
        }
        if (backupPosition < position)
        {
            position = backupPosition;
            reason = "the backup has not got further";
        }
        return new PurgePlan(position, reason);
    }

    private static TreeSet<Long> snapshots(final NodeStatus node)
    {
        final TreeSet<Long> positions = new TreeSet<>();
        for (final JsonNode snapshot : node.document().path("snapshots"))
        {
            if (snapshot.path("whole").asBoolean())
            {
                positions.add(snapshot.path("logPosition").asLong());
            }
        }
        return positions;
    }
}
