package io.gavel.ops.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import io.gavel.ops.watch.StateHash;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What came of a replay, for a person and for a script.
 *
 * @param morning    that was replayed.
 * @param symbol     it was listed under.
 * @param outcome    of the commands.
 * @param comparison with the recorded.
 * @param hashes     of the nodes' states afterwards.
 * @param killedNode the node that was killed in the middle, if one was.
 */
record ReplayResult(
    RecordedMorning morning,
    String symbol,
    ReplayRun.Outcome outcome,
    ReplayComparison comparison,
    StateHash hashes,
    OptionalInt killedNode)
{
    private static final int MISMATCHES_SHOWN = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * For a person; the verdict is the last line.
     *
     * @return lines without the last line feed.
     */
    String text()
    {
        final StringBuilder text = new StringBuilder();
        text.append(morning.symbol()).append(": ").append(morning.messageCount()).append(" messages, ")
            .append(morning.steps().size()).append(" commands in ")
            .append(String.format(Locale.ROOT, "%.2f s, %.0f a second%n", seconds(), commandsPerSecond()));
        if (morning.book().outOfPriorityCount() > 0 || morning.book().crossingCount() > 0)
        {
            text.append(String.format(Locale.ROOT,
                "the recorded market was no price-time book in continuous trading: %d executions out of priority, " +
                "%d orders that crossed the other side%n",
                morning.book().outOfPriorityCount(), morning.book().crossingCount()));
        }
        killedNode.ifPresent((node) ->
            text.append(String.format(Locale.ROOT, "node %d was killed and started again%n", node)));
        text.append(hashes.line()).append(System.lineSeparator());
        comparison.mismatches().stream().limit(MISMATCHES_SHOWN)
            .forEach((line) -> text.append(line).append(System.lineSeparator()));
        if (comparison.mismatches().size() > MISMATCHES_SHOWN)
        {
            text.append(String.format(Locale.ROOT, "and %d more%n", comparison.mismatches().size() - MISMATCHES_SHOWN));
        }
        return text.append(comparison.verdict()).toString();
    }

    /**
     * For a script.
     *
     * @return the document.
     */
    ObjectNode document()
    {
        final ObjectNode document = Output.object();
        document.put("match", comparison.isMatch()).put("verdict", comparison.verdict())
            .put("stock", morning.symbol()).put("symbol", symbol).put("messages", morning.messageCount())
            .put("commands", morning.steps().size()).put("refused", outcome.refusals().size())
            .put("seconds", seconds()).put("commandsPerSecond", Math.round(commandsPerSecond()));
        document.putObject("executions").put("recorded", comparison.executionsRecorded())
            .put("matching", comparison.executionsMatching())
            .put("outOfPriority", morning.book().outOfPriorityCount());
        document.putObject("resting").put("recorded", comparison.restingRecorded())
            .put("matching", comparison.restingMatching()).put("crossing", morning.book().crossingCount());
        document.put("book", comparison.bookTop()).put("stateHash", hashes.hash())
            .put("stateHashesEqual", hashes.areEqual());
        final ObjectNode nodes = document.putObject("nodes");
        for (int i = 0; i < hashes.status().nodes().size(); i++)
        {
            final String nodeId = Integer.toString(i);
            hashes.status().nodes().get(i).ifPresent((node) -> nodes.put(nodeId, node.stateHash()));
        }
        killedNode.ifPresent((node) -> document.put("killedNode", node));
        final ArrayNode mismatches = document.putArray("mismatches");
        comparison.mismatches().forEach(mismatches::add);
        return document;
    }

    private double seconds()
    {
        return outcome.elapsedNs() / NANOS_PER_SECOND;
    }

    private double commandsPerSecond()
    {
        return outcome.elapsedNs() == 0 ? 0 : morning.steps().size() * NANOS_PER_SECOND / outcome.elapsedNs();
    }
}
