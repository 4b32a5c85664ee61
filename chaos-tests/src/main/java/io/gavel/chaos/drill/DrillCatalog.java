package io.gavel.chaos.drill;

import io.gavel.chaos.drill.backup.BackupRestore;
import io.gavel.chaos.drill.backup.BlankNodeAfterPurge;
import io.gavel.chaos.drill.backup.KillDuringRestore;
import io.gavel.chaos.drill.backup.PurgeUnderLoad;
import io.gavel.chaos.drill.backup.RebuildNodeUnderLoad;
import io.gavel.chaos.drill.clock.ClockJump;
import io.gavel.chaos.drill.corruption.FlippedByteInLog;
import io.gavel.chaos.drill.corruption.FlippedByteInRecordingLog;
import io.gavel.chaos.drill.corruption.FlippedByteInSnapshot;
import io.gavel.chaos.drill.disk.FullDisk;
import io.gavel.chaos.drill.disk.SlowDiskDrill;
import io.gavel.chaos.drill.kill.AllNodesKill;
import io.gavel.chaos.drill.kill.BrokerKill;
import io.gavel.chaos.drill.kill.FollowerKill;
import io.gavel.chaos.drill.kill.GatewayKill;
import io.gavel.chaos.drill.kill.KillDuringElection;
import io.gavel.chaos.drill.kill.KillWhileRecovering;
import io.gavel.chaos.drill.kill.LeaderKill;
import io.gavel.chaos.drill.kill.TwoNodesKill;
import io.gavel.chaos.drill.mixed.Mixed;
import io.gavel.chaos.drill.packet.PacketDelay;
import io.gavel.chaos.drill.packet.PacketLoss;
import io.gavel.chaos.drill.partition.FlappingLink;
import io.gavel.chaos.drill.partition.OneWayCut;
import io.gavel.chaos.drill.partition.PartitionFollower;
import io.gavel.chaos.drill.partition.PartitionLeader;
import io.gavel.chaos.drill.partition.PartitionMajority;
import io.gavel.chaos.drill.pause.FollowerPause;
import io.gavel.chaos.drill.pause.LeaderPause;
import io.gavel.chaos.drill.upkeep.KillDuringSnapshot;
import io.gavel.chaos.drill.upkeep.RollingRestart;
import io.gavel.chaos.drill.upkeep.RollingUpgrade;
import io.gavel.chaos.drill.upkeep.SnapshotUnderLoad;
import io.gavel.chaos.fault.BridgedNetwork;
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
        new RollingUpgrade(),
        new FlippedByteInSnapshot(),
        new FlippedByteInLog(),
        new FlippedByteInRecordingLog(),
        new RebuildNodeUnderLoad(),
        new KillDuringRestore(),
        new LeaderPause(),
        new FollowerPause(),
        new PartitionLeader(),
        new PartitionFollower(),
        new OneWayCut(BridgedNetwork.Direction.OUT),
        new OneWayCut(BridgedNetwork.Direction.IN),
        new FlappingLink(),
        new PartitionMajority(),
        new PacketLoss(),
        new PacketDelay(),
        new FullDisk(false),
        new FullDisk(true),
        new SlowDiskDrill(),
        new ClockJump(true),
        new ClockJump(false),
        new Mixed(),
        new BackupRestore(),
        new PurgeUnderLoad(),
        new BlankNodeAfterPurge());

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
