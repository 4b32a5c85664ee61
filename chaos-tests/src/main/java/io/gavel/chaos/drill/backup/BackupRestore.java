package io.gavel.chaos.drill.backup;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.cluster.backup.BackupStatus;
import io.gavel.cluster.backup.Restore;
import io.gavel.cluster.backup.RestoreResult;
import io.gavel.cluster.storage.ReadingProgress;
import io.gavel.ops.venue.VenueContext;
import io.gavel.ops.watch.StateHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Three nodes are killed under load and their directories taken away; a venue is restored from the backup. */
public final class BackupRestore implements Drill
{
    @Override
    public String name()
    {
        return "backup-restore";
    }

    @Override
    public String description()
    {
        return "three nodes with a backup are killed and deleted under load, and restored onto blank directories";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(60);
    }

    @Override
    public boolean needsOwnVenue()
    {
        return true;
    }

    @Override
    public VenueContext venue()
    {
        // Only trades along: the drill's own venue loses on purpose what the backup does not have yet.
        return new VenueContext().nodes(1);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        try (FollowedVenue followed = new FollowedVenue(stage))
        {
            followed.awaitAnswers(200);
            followed.takeSnapshot();
            followed.awaitAnswers(200);
            stage.fault("kill -9 of all three nodes of the venue with the backup, and their directories taken away");
            for (int i = 0; i < 3; i++)
            {
                followed.venue().killNode(i);
                Files.move(followed.nodeDir(i), gone(followed, i));
            }
            final BackupStatus backup = followed.endBackup();
            stage.check(backup.snapshotPositions().size() > 0, "the backup holds no snapshot");
            final RestoreResult result = Restore.run(followed.backupDir(),
                List.of(followed.nodeDir(0), followed.nodeDir(1), followed.nodeDir(2)), Long.MAX_VALUE, Long.MAX_VALUE,
                ReadingProgress.NONE);
            stage.progress("restored: log position " + result.logPosition() + ", event " + result.eventSeq() +
                ", state hash " + result.stateHash());
            stage.check(result.logPosition() >= backup.logPosition(), "restored up to log position " +
                result.logPosition() + ", the backup had " + backup.logPosition());
            compareWithOriginals(stage, followed, result);
            for (int i = 0; i < 3; i++)
            {
                followed.venue().restartNode(i);
            }
            // Of the venue that trades along; what the restored one answers is checked behind it.
            stage.awaitNewAnswer();
            final StateHash after = followed.tradeAnew();
            stage.progress("trading goes on: " + after.line());
            stage.check(after.eventSeq() > result.eventSeq(), "events went on from " + result.eventSeq() + " to " +
                after.eventSeq());
        }
    }

    private static Path gone(final FollowedVenue followed, final int nodeId)
    {
        return followed.venue().directory().resolve("gone" + nodeId);
    }

    // What the originals had at the backup's position: their own logs say so, up to there.
    private static void compareWithOriginals(
        final DrillStage stage, final FollowedVenue followed, final RestoreResult restored) throws Exception
    {
        for (int i = 0; i < 3; i++)
        {
            final RestoreResult original = Restore.run(gone(followed, i),
                List.of(followed.venue().directory().resolve("original" + i)), restored.logPosition(), Long.MAX_VALUE,
                ReadingProgress.NONE);
            if (original.logPosition() < restored.logPosition())
            {
                // A node that was behind when it was killed never was there.
                stage.progress("node " + i + " was at log position " + original.logPosition());
                continue;
            }
            stage.check(original.stateHash().equals(restored.stateHash()) &&
                original.eventSeq() == restored.eventSeq() && original.eventPosition() == restored.eventPosition(),
                "node " + i + " had state hash " + original.stateHash() + " and event " + original.eventSeq() +
                " at log position " + original.logPosition() + ", restored: " + restored.stateHash() + " and " +
                restored.eventSeq());
        }
    }
}
