package io.gavel.benchmarks.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that was measured, with the answers found right.
 *
 * @param environment     it was measured in.
 * @param accounts        of the state.
 * @param seed            of the state.
 * @param heap            of each node, as {@code -Xmx} takes it.
 * @param sizes           by ascending number of open orders.
 * @param replayRate      commands a second of a node that replayed the whole log.
 * @param replayed        so many commands.
 * @param restored        the largest state, onto blank directories.
 */
record RecoveryResult(
    Environment environment,
    int accounts,
    long seed,
    String heap,
    List<SizeFigures> sizes,
    long replayRate,
    long replayed,
    MeasuredVenue.Restored restored)
{
    private static final List<String> PHASES = List.of(
        "processMs", "filesMs", "partsMs", "stateMs", "eventsMs", "electionMs", "logMs", "totalMs");

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.put("accounts", accounts).put("seed", seed).put("nodeHeap", heap);
        final ArrayNode rows = document.putArray("sizes");
        sizes.forEach(size -> rows.add(size.json()));
        return document.put("replayCommands", replayed).put("replayCommandsPerSecond", replayRate)
            .put("restoreMs", restored.restoreMs()).put("startAfterRestoreMs", restored.startMs())
            .put("statesEqual", true);
    }

    String text()
    {
        final Table venue = new Table(">OPEN ORDERS", ">SNAPSHOT PAUSE", ">CLIENTS WAIT", ">SIZE", ">ALL NODES HAVE IT",
            ">ELECTIONS", ">LOAD", ">RESTART OF ALL", ">OF ONE NODE", ">FILLED AT");
        final Table engine = new Table(">OPEN ORDERS", ">HASH", ">WRITE", ">LOAD", ">HEAP", ">REPLAY");
        final Table phases = new Table(">OPEN ORDERS", "NODES", ">PROCESS", ">FILES", ">PARTS", ">STATE", ">EVENTS",
            ">ELECTION", ">LOG", ">IN ALL");
        for (final SizeFigures size : sizes)
        {
            phases(phases, size.orders(), "all", size.all().phases());
            phases(phases, size.orders(), "one", size.one().phases());
            venue.row(size.orders(), ms(size.snapshot().pauseMs()), ms(size.snapshot().clientGapMs()),
                mib(size.snapshot().bytes()), ms(size.snapshot().totalMs()), size.snapshot().elections(),
                ms(size.loadMs()), ms(size.all().firstMs()), ms(size.one().firstMs()), rate(size.fillRate()));
            final EngineFigures alone = size.engine();
            engine.row(alone.orders(), ms(alone.hashNs() / 1_000_000), ms(alone.writeNs() / 1_000_000),
                ms(alone.loadNs() / 1_000_000), mib(alone.heapBytes()), rate(alone.replayRate()));
        }
        return environment.line() + "\n" + accounts + " accounts, three nodes with a heap of " + heap + ", seed " +
            seed + "\n\n" + venue +
            "\n\nWhere the start of the slowest node went:\n" + phases +
            "\n\nThe state machine alone, on one thread:\n" + engine +
            "\n\nA node without a snapshot replayed " + replayed + " commands at " + rate(replayRate) +
            ".\nThree blank directories were restored from a node's in " + ms(restored.restoreMs()) +
            ", and their nodes answered " + ms(restored.startMs()) +
            " after they were started.\n" +
            "State hashes, open orders and accounts were equal on all nodes after each step.\n" + lastLine();
    }

    private static void phases(final Table table, final int orders, final String nodes, final JsonNode phases)
    {
        final List<Object> cells = new ArrayList<>(List.of(orders, nodes));
        for (final String phase : PHASES)
        {
            cells.add(ms(phases.path(phase).asLong()));
        }
        table.row(cells.toArray());
    }

    private String lastLine()
    {
        final SizeFigures largest = sizes.get(sizes.size() - 1);
        final long pauseMs = Math.max(largest.snapshot().pauseMs(), largest.snapshot().clientGapMs());
        return String.format(Locale.ROOT,
            "%d open orders: snapshot pause %.1f s, restart %.1f s; replay %d commands/s", largest.orders(),
            pauseMs / 1_000.0, largest.all().firstMs() / 1_000.0, replayRate);
    }

    private static String ms(final long millis)
    {
        return millis + " ms";
    }

    private static String mib(final long bytes)
    {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1_048_576.0);
    }

    private static String rate(final long perSecond)
    {
        return perSecond + "/s";
    }
}
