package io.gavel.ops.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.backup.BackupStatus;
import io.gavel.ops.cli.Output;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.watch.VenueStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a backup is, beside the venue that it follows.
 *
 * @param backup         how far it is.
 * @param commitPosition up to which the venue's log is committed, -1 where no node answers.
 * @param eventPosition  up to which the venue's events are recorded, -1 where no node answers.
 * @param time           when both were read.
 */
record BackupReport(BackupStatus backup, long commitPosition, long eventPosition, Instant time)
{
    /** The file in a backup's directory that tells how far it is: {@code ./gavel purge} reads it. */
    static final String FILE = "backup.json";

    private static final String UNKNOWN = "unknown";

    static BackupReport of(final BackupStatus backup, final VenueStatus venue)
    {
        final long commit = venue.nodes().stream().flatMap(Optional::stream)
            .mapToLong(NodeStatus::commitPosition).max().orElse(-1);
        final long events = venue.nodes().stream().flatMap(Optional::stream)
            .mapToLong(node -> node.document().path("eventRecordedPosition").asLong(-1)).max().orElse(-1);
        return new BackupReport(backup, commit, events, Instant.now());
    }

    /**
     * How many bytes of the log are not copied yet.
     *
     * @return -1 where no node tells how far the venue is.
     */
    long lagBytes()
    {
        return commitPosition < 0 ? -1 : Math.max(0, commitPosition - backup.logPosition());
    }

    /**
     * How many bytes of the events are not copied yet.
     *
     * @return -1 where no node tells how far the venue is.
     */
    long eventLagBytes()
    {
        return eventPosition < 0 ? -1 : Math.max(0, eventPosition - backup.eventPosition());
    }

    ObjectNode document()
    {
        final ObjectNode document = Output.object()
            .put("time", time.toString())
            .put("state", backup.state())
            .put("followedNode", backup.followedNode())
            .put("logPosition", backup.logPosition())
            .put("commitPosition", commitPosition)
            .put("lagBytes", lagBytes())
            .put("eventsNode", backup.eventsNode())
            .put("eventPosition", backup.eventPosition())
            .put("venueEventPosition", eventPosition)
            .put("eventLagBytes", eventLagBytes())
            .put("lastFailure", backup.lastFailure());
        final ArrayNode snapshots = document.putArray("snapshotPositions");
        backup.snapshotPositions().forEach(snapshots::add);
        return document;
    }

    String line()
    {
        final int held = backup.snapshotPositions().size();
        return (backup.followedNode() < 0 ? "looking for a node" : "following node " + backup.followedNode()) +
            ": log " + backup.logPosition() + ", behind by " + bytes(lagBytes()) +
            "; events " + backup.eventPosition() + ", behind by " + bytes(eventLagBytes()) +
            "; snapshots " + held + (held == 0 ? "" : ", newest at " + backup.snapshotPositions().get(held - 1)) +
            (backup.followedNode() < 0 && !backup.lastFailure().isEmpty() ? " (" + backup.lastFailure() + ")" : "");
    }

    private static String bytes(final long count)
    {
        return count < 0 ? UNKNOWN : count + " bytes";
    }

    /**
     * Writes the file in one step.
     *
     * @param dir of the backup.
     * @throws IOException where it cannot be written.
     */
    void write(final Path dir) throws IOException
    {
        final Path written = dir.resolve(FILE + ".tmp");
        Files.write(written, Output.JSON.writeValueAsString(document()).getBytes(StandardCharsets.UTF_8));
        Files.move(written, dir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
