package io.gavel.ops.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gavel.cluster.storage.Fault;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.RaftLog;
import io.gavel.cluster.storage.RecordingLogFile;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows the replicated log.
 */
@Command(
    name = "log",
    description = "Print the log of a stopped node, one line for each entry: position, time, participant, " +
        "connection, client sequence, and the command with its fields.")
public final class LogCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Parameters(paramLabel = "DIR", description = "Data directory of a node (gavel.data.dir).")
    private Path directory;

    @Option(names = "--from", paramLabel = "POSITION|TIME",
        description = "First position, or time such as 2026-12-31T16:00:00-05:00 (default: where the log begins).")
    private String from;

    @Option(names = "--to", paramLabel = "POSITION|TIME", description = "Last position, or time (default: the end).")
    private String to;

    @Option(names = "--limit", paramLabel = "COUNT", description = "At most so many entries (default: all).")
    private Long limit;

    /** A bound, by position or by time. */
    private record Bound(long position, long timeNs)
    {
        private static Bound of(final Output output, final String option, final String text, final long absent)
        {
            if (null == text || text.matches("[0-9]{1,18}"))
            {
                return new Bound(null == text ? absent : Long.parseLong(text), absent);
            }
            try
            {
                final Instant instant = OffsetDateTime.parse(text).toInstant();
                return new Bound(absent, TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano());
            }
            catch (final DateTimeException e)
            {
                throw output.wrongArgument(option + " '" + text + "' is neither a log position nor a time: write a " +
                    "time as 2026-12-31T16:00:00-05:00, or in UTC as 2026-12-31T21:00:00Z");
            }
        }
    }

    @Override
    public Integer call() throws IOException
    {
        final Bound first = Bound.of(output, "--from", from, Long.MIN_VALUE);
        final Bound last = Bound.of(output, "--to", to, Long.MAX_VALUE);
        if (null != limit && limit < 1)
        {
            throw output.wrongArgument("--limit " + limit + ": give at least 1");
        }
        try (NodeFiles files = NodeFiles.open(directory);
            Progress progress = new Progress(output))
        {
            final NodeStorage storage = NodeStorage.read(files);
            if (null == storage.log())
            {
                throw new CommandFailure(
                    directory + " has no log: its node never took part in a venue that had a leader");
            }
            print(storage, new LogEntries(), first, last, progress);
        }
        output.out().flush();
        return 0;
    }

    private void print(
        final NodeStorage storage,
        final LogEntries entries,
        final Bound first,
        final Bound last,
        final Progress progress) throws IOException
    {
        final long start = begin(storage, entries);
        final long end = storage.endOf(storage.log(), LogCommand::fail);
        final long committed = knownCommitted(storage);
        final long max = null == limit ? Long.MAX_VALUE : limit;
        long count = 0;
        try (RaftLog log = storage.openLog(start, Long.MAX_VALUE, LogCommand::fail);
            JsonGenerator json = output.json() ? Output.JSON.getFactory().createGenerator(output.out()) : null)
        {
            if (null != json)
            {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                json.writeNumberField("committedAtLeastTo", committed);
                json.writeArrayFieldStart("entries");
            }
            while (count < max && log.next(entries))
            {
                progress.onProgress("reading the log", log.position() - start, end - start);
                if (log.startPosition() > last.position || entries.timeNs() > last.timeNs)
                {
                    break;
                }
                if (log.startPosition() >= first.position && entries.timeNs() >= first.timeNs)
                {
                    count++;
                    write(json, entries, log.startPosition());
                }
            }
            if (null != json)
            {
                json.writeEndArray();
                json.writeNumberField("count", count);
                json.writeEndObject();
            }
        }
        if (output.json())
        {
            output.out().println();
        }
        else if (0 == count)
        {
            output.out().println(
                "no entry between these bounds; the log reaches from position " + start + " to " + end);
        }
    }

    private void write(final JsonGenerator json, final LogEntries entries, final long position) throws IOException
    {
        if (null == json)
        {
            output.out().println(entries.line(position));
        }
        else
        {
            Output.JSON.writeTree(json, entries.document(position));
        }
    }

    // Sessions that were open where the log begins are in the snapshot there.
    private static long begin(final NodeStorage storage, final LogEntries entries)
    {
        final long start = storage.log().startPosition();
        if (start > 0)
        {
            for (final RecordingLogFile.Snapshot snapshot : storage.recordingLog().snapshots())
            {
                if (snapshot.logPosition() >= start)
                {
                    storage.snapshots().read(snapshot, entries);
                    return snapshot.logPosition();
                }
            }
        }
        return start;
    }

    // What these files alone prove; a majority decides about what follows.
    private static long knownCommitted(final NodeStorage storage)
    {
        long committed = 0;
        for (final RecordingLogFile.Entry entry : storage.recordingLog().entries())
        {
            committed = Math.max(committed, Math.max(entry.termBaseLogPosition(), entry.logPosition()));
        }
        return committed;
    }

    private static void fail(final Fault fault)
    {
        throw new CommandFailure(fault.sentence());
    }
}
