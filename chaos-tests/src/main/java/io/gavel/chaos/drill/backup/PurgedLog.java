package io.gavel.chaos.drill.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.drill.upkeep.Snapshots;
import io.gavel.client.AdminReport;
import io.gavel.client.DayDesk;
import io.gavel.client.TradingHours;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A log that is longer than one file, with two snapshots behind the first one, purged under load.
 *
 * @param olderSnapshot log position of the older one of the two snapshots.
 */
record PurgedLog(long olderSnapshot)
{
    private static final long SEGMENT = 16L << 20;
    // A group that has no instruments: what its calendar says moves nobody.
    private static final int GROUP = 200;
    private static final int BATCH = 32;
    private static final int HOLIDAYS = 512;
    private static final long PATIENCE_S = 60;
    private static final long POLL_MS = 20;
    private static final String SEGMENT_SUFFIX = ".rec";

    /**
     * Lets the log grow, has two snapshots taken, and purges.
     *
     * @param stage whose nodes are all up.
     * @return the log.
     * @throws Exception where the venue refuses, or something does not come in time.
     */
    static PurgedLog make(final DrillStage stage) throws Exception
    {
        grow(stage);
        Snapshots.ask(stage).awaitOnEveryNode(stage);
        final long older = status(stage, 0).snapshotLogPosition();
        stage.awaitAnswers(200);
        Snapshots.ask(stage).awaitOnEveryNode(stage);
        stage.awaitAnswers(100);
        final JsonNode purge = OperatorCommand.run(stage, "purge", "--no-backup", "--keep-snapshots", "2",
            "--venue", stage.venue().venueFile().toString());
        stage.check(purge.path("neededFrom").asLong() == older,
            "expected the log to be needed from the older snapshot at " + older + " on, found: " + purge);
        for (final Members.Node node : stage.venue().members().nodes())
        {
            checkFreed(stage, node.nodeId(), purge.path("nodes").path(node.nodeId()));
        }
        return new PurgedLog(older);
    }

    private static NodeStatus status(final DrillStage stage, final int nodeId) throws InterruptedException
    {
        return NodeStatus.of(stage.venue().members().nodes().get(nodeId)).orElseThrow(
            () -> new IllegalStateException("node " + nodeId + " gives no status"));
    }

    // Orders are short and calendars long: these fill a file in seconds.
    private static void grow(final DrillStage stage) throws Exception
    {
        final TreeSet<LocalDate> holidays = new TreeSet<>();
        for (int i = 0; i < HOLIDAYS; i++)
        {
            holidays.add(LocalDate.of(2030, 1, 1).plusDays(i));
        }
        final TradingHours hours = new TradingHours(ZoneId.of("America/New_York"), TradingHours.Times.DEFAULT,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), holidays, new TreeMap<>());
        final DayDesk day = stage.load().operator().operator().because("drill").day();
        int sent = 0;
        while (status(stage, stage.awaitLeader()).commitPosition() < SEGMENT + SEGMENT / 8)
        {
            final List<CompletableFuture<AdminReport>> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++)
            {
                batch.add(day.setCalendar(GROUP, hours));
            }
            for (final CompletableFuture<AdminReport> answer : batch)
            {
                final AdminReport report = answer.get(PATIENCE_S, TimeUnit.SECONDS);
                if (report.isRejected())
                {
                    throw new IllegalStateException("the venue refused a calendar: " + report);
                }
            }
            sent += BATCH;
        }
        stage.progress("the log is longer than a file, by " + sent + " calendars");
    }

    private static void checkFreed(final DrillStage stage, final int nodeId, final JsonNode purged) throws Exception
    {
        final long start = purged.path("start").asLong(-1);
        stage.check(purged.path("startBefore").asLong(-1) == 0 && start >= SEGMENT &&
            purged.path("freedBytes").asLong() == start,
            "expected node " + nodeId + " to free a file, found: " + purged);
        final long recordingId = status(stage, nodeId).document().path("logRecordingId").asLong(-1);
        final Path archive = stage.venue().nodeData(nodeId).resolve("archive");
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        List<Long> positions = segments(archive, recordingId);
        while (positions.isEmpty() || positions.get(0) < start)
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("expected the files of node " + nodeId + "'s log to begin at " + start +
                    ", found: " + positions);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            positions = segments(archive, recordingId);
        }
    }

    private static List<Long> segments(final Path archive, final long recordingId) throws IOException
    {
        final String prefix = recordingId + "-";
        try (Stream<Path> files = Files.list(archive))
        {
            return files.map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(prefix) && name.endsWith(SEGMENT_SUFFIX))
                .map(name -> Long.valueOf(name.substring(prefix.length(), name.length() - SEGMENT_SUFFIX.length())))
                .sorted().toList();
        }
    }
}
