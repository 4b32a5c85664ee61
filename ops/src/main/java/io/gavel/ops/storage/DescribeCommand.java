package io.gavel.ops.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.SnapshotReader;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows what a snapshot holds.
 */
@Command(
    name = "describe",
    description = "Print what a snapshot of a stopped node holds as one JSON document: instruments, participants, " +
        "accounts, cash, holdings, open orders, phases, limits and all else, and how many there are of each.")
public final class DescribeCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Parameters(paramLabel = "DIR", description = "Data directory of a node (gavel.data.dir).")
    private Path directory;

    @Option(names = "--position", paramLabel = "POSITION",
        description = "The snapshot's log position, as ./gavel snapshots lists it (default: the newest).")
    private Long position;

    @Option(names = "--section", paramLabel = "NAME", split = ",",
        description = "Only these sections, as counts names them (default: all).")
    private List<String> sections;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private String section = "";
    private long rows;

    @Override
    public Integer call() throws IOException
    {
        try (SnapshotSource source = SnapshotSource.open(directory, position);
            JsonGenerator json = Output.JSON.getFactory().createGenerator(output.out());
            Progress progress = new Progress(output))
        {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            if (!output.json())
            {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            json.writeStartObject();
            json.writeStringField("dir", source.directory().toString());
            json.writeNumberField("logPosition", source.entry().logPosition());
            json.writeNumberField("leadershipTermId", source.entry().leadershipTermId());
            json.writeStringField("time", Instant.ofEpochSecond(0, source.entry().timestampNs()).toString());
            final SnapshotReader reader = source.read((name, row, hash) -> onRow(json, progress, name, row));
            endSection(json);
            json.writeStringField("stateHash", String.format("%016x", reader.hash()));
            json.writeNumberField("records", reader.records());
            json.writeObjectFieldStart("counts");
            for (final Map.Entry<String, Long> count : counts.entrySet())
            {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        output.out().println();
        output.out().flush();
        return 0;
    }

    private void onRow(
        final JsonGenerator json, final Progress progress, final String name, final ObjectNode row)
    {
        try
        {
            if (!section.equals(name))
            {
                endSection(json);
                section = name;
                if (isWanted())
                {
                    json.writeArrayFieldStart(name);
                }
            }
            counts.merge(name, 1L, Long::sum);
            if (isWanted())
            {
                Output.JSON.writeTree(json, row);
            }
            progress.onProgress("reading the snapshot", ++rows, 0);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private void endSection(final JsonGenerator json) throws IOException
    {
        if (!section.isEmpty() && isWanted())
        {
            json.writeEndArray();
        }
    }

    private boolean isWanted()
    {
        return null == sections || sections.contains(section);
    }
}
