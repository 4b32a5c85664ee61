package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.cli.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Tells how two snapshots differ.
 */
@Command(
    name = "diff",
    description = "Compare two snapshots, of two stopped nodes or of one: how many rows of each section differ, and " +
        "the first that does.")
public final class DiffCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "DIR[@POSITION]",
        description = "Data directory of a node, and which of its snapshots (default: the newest that both have).")
    private String first;

    @Parameters(index = "1", paramLabel = "DIR[@POSITION]", description = "The other one.")
    private String second;

    /** A directory and perhaps a position. */
    private record Which(Path directory, Long position)
    {
    }

    @Override
    public Integer call()
    {
        final Which a = which(first);
        final Which b = which(second);
        try (SnapshotSource sourceA = SnapshotSource.open(a.directory, a.position);
            SnapshotSource sourceB = SnapshotSource.open(b.directory, b.position);
            Progress progress = new Progress(output))
        {
            if (null == a.position && null == b.position)
            {
                chooseCommon(sourceA, sourceB);
            }
            final SnapshotDifference difference = new SnapshotDifference(sourceA, sourceB, progress);
            final List<SnapshotDifference.Section> sections = difference.compare();
            progress.clear();
            print(sourceA, sourceB, difference, sections);
            return sections.isEmpty() ? 0 : Errors.FAILED;
        }
    }

    private static void chooseCommon(final SnapshotSource a, final SnapshotSource b)
    {
        final List<Long> common = new ArrayList<>(a.positions());
        common.retainAll(b.positions());
        if (!common.isEmpty())
        {
            final Long newest = common.get(common.size() - 1);
            a.choose(newest);
            b.choose(newest);
        }
    }

    private static Which which(final String text)
    {
        final int at = text.lastIndexOf('@');
        if (at < 0)
        {
            return new Which(Path.of(text), null);
        }
        try
        {
            return new Which(Path.of(text.substring(0, at)), Long.valueOf(text.substring(at + 1)));
        }
        catch (final NumberFormatException e)
        {
            throw new CommandFailure("'" + text.substring(at + 1) + "' is no log position: write DIR@POSITION, as " +
                "./gavel snapshots --data DIR lists them", Errors.WRONG_ARGUMENT, e);
        }
    }

    private void print(
        final SnapshotSource a,
        final SnapshotSource b,
        final SnapshotDifference difference,
        final List<SnapshotDifference.Section> sections)
    {
        final ObjectNode document = Output.object().put("equal", sections.isEmpty());
        document.putObject("a").put("dir", a.directory().toString()).put("logPosition", a.entry().logPosition())
            .put("stateHash", difference.hashA());
        document.putObject("b").put("dir", b.directory().toString()).put("logPosition", b.entry().logPosition())
            .put("stateHash", difference.hashB());
        final Table table = new Table("SECTION", ">ROWS IN A", ">ROWS IN B", ">ONLY IN A", ">ONLY IN B", ">CHANGED");
        for (final SnapshotDifference.Section section : sections)
        {
            document.withArray("sections").addObject().put("section", section.name()).put("rowsA", section.rowsA())
                .put("rowsB", section.rowsB()).put("onlyA", section.onlyA()).put("onlyB", section.onlyB())
                .put("changed", section.changed()).put("otherOrder", section.isOtherOrder());
            table.row(section.name(), section.rowsA(), section.rowsB(), section.onlyA(), section.onlyB(),
                section.isOtherOrder() ? "other order" : Long.toString(section.changed()));
        }
        final String head = "a: " + a.directory() + " at log position " + a.entry().logPosition() + ", state " +
            difference.hashA() + "\nb: " + b.directory() + " at log position " + b.entry().logPosition() +
            ", state " + difference.hashB() + "\n";
        if (sections.isEmpty())
        {
            output.print(document, head + "equal");
            return;
        }
        final ObjectNode firstDifference = document.putObject("first").put("section", sections.get(0).name())
            .put("key", sections.get(0).firstKey());
        firstDifference.set("a", difference.firstA());
        firstDifference.set("b", difference.firstB());
        output.print(document, head + table + "\nfirst difference: " + sections.get(0).name() + " " +
            sections.get(0).firstKey() + "\n  a: " + (null == difference.firstA() ? "-" : difference.firstA()) +
            "\n  b: " + (null == difference.firstB() ? "-" : difference.firstB()));
    }
}
