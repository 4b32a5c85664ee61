package io.gavel.chaos.drill;

import io.gavel.chaos.drill.corruption.FlippedByteInLog;
import io.gavel.chaos.drill.corruption.FlippedByteInRecordingLog;
import io.gavel.chaos.drill.corruption.FlippedByteInSnapshot;
import io.gavel.chaos.drill.kill.AllNodesKill;
import io.gavel.chaos.drill.kill.BrokerKill;
import io.gavel.chaos.drill.kill.FollowerKill;
import io.gavel.chaos.drill.kill.GatewayKill;
import io.gavel.chaos.drill.kill.KillDuringElection;
import io.gavel.chaos.drill.kill.KillWhileRecovering;
import io.gavel.chaos.drill.kill.LeaderKill;
import io.gavel.chaos.drill.kill.TwoNodesKill;
import io.gavel.chaos.drill.pause.FollowerPause;
import io.gavel.chaos.drill.pause.LeaderPause;
import io.gavel.chaos.drill.upkeep.KillDuringSnapshot;
import io.gavel.chaos.drill.upkeep.RollingRestart;
import io.gavel.chaos.drill.upkeep.SnapshotUnderLoad;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All drills. Those that share a venue are run first, in the order in which they stand here; each of the others, which
 * has a venue of its own, after them.
 */
public final class DrillCatalog
{
    private static final List<Drill> DRILLS = List.of(
        new LeaderKill(),
        new AllNodesKill(),
        // What comes after it starts from a snapshot.
        new SnapshotUnderLoad(),
        new FollowerKill(),
        new TwoNodesKill(),
        new GatewayKill(),
        new BrokerKill(),
        new KillDuringElection(),
        new KillWhileRecovering(),
        new KillDuringSnapshot(),
        new RollingRestart(),
        new FlippedByteInSnapshot(),
        new FlippedByteInLog(),
        new FlippedByteInRecordingLog(),
        new LeaderPause(),
        new FollowerPause());

    private DrillCatalog()
    {
    }

    /**
     * All drills.
     *
     * @return in the order in which they are run.
     */
    public static List<Drill> all()
    {
        return Stream.concat(DRILLS.stream().filter(drill -> !drill.needsOwnVenue()),
            DRILLS.stream().filter(Drill::needsOwnVenue)).toList();
    }

    /**
     * A drill.
     *
     * @param name of it.
     * @return nothing where there is no such drill.
     */
    public static Optional<Drill> named(final String name)
    {
        return DRILLS.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
