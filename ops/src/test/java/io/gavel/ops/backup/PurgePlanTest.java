package io.gavel.ops.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import io.gavel.ops.venue.NodeStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From where on the log is still needed. */
class PurgePlanTest
{
    private static NodeStatus node(final long commitPosition, final long... snapshots)
    {
        final ObjectNode document = Output.object().put("commitPosition", commitPosition);
        final ArrayNode rows = document.putArray("snapshots");
        for (final long position : snapshots)
        {
            rows.addObject().put("logPosition", Math.abs(position)).put("whole", position > 0);
        }
        return new NodeStatus(document);
    }

    private static long needed(final long backup, final NodeStatus... nodes)
    {
        return PurgePlan.of(List.of(nodes), 2, backup).position();
    }

    @Test
    void shouldKeepTheSecondNewestSnapshotThatAllNodesHave()
    {
        assertEquals(200, needed(Long.MAX_VALUE,
            node(500, 100, 200, 300, 400), node(500, 100, 200, 300), node(500, 300, 200, 100)));
    }

    @Test
    void shouldNotCountASnapshotThatIsNotWhole()
    {
        assertEquals(100, needed(Long.MAX_VALUE, node(500, 100, 200, -300), node(500, 100, 200, 300)));
    }

    @Test
    void shouldKeepAllWhereThereAreTooFewSnapshots()
    {
        assertEquals(0, needed(Long.MAX_VALUE, node(500, 100, 200), node(500, 200, 300)));
    }

    @Test
    void shouldKeepWhatTheBackupOrTheSlowestNodeNeeds()
    {
        assertEquals(150, needed(150, node(500, 100, 200, 300), node(500, 100, 200, 300)));
        assertEquals(180, needed(190, node(500, 100, 200, 300), node(180, 100, 200, 300)));
    }
}
