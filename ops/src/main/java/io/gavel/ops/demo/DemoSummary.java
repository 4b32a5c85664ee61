package io.gavel.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import io.gavel.ops.watch.StateHash;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a demo did, and whether everything that should hold at its end does.
 *
 * @param seed      that the traders began with.
 * @param elapsedMs of trading.
 * @param symbols   that were traded.
 * @param counts    of the simulated traders.
 * @param eventSeq  the newest event of the venue.
 * @param hash      of every node's state at one log position.
 * @param gateway   its status, or null where it gave none.
 * @param restarts  of processes that died.
 * @param problems  what does not hold, one sentence each.
 */
record DemoSummary(
    long seed,
    long elapsedMs,
    int symbols,
    DemoTotals.Counts counts,
    long eventSeq,
    StateHash hash,
    JsonNode gateway,
    int restarts,
    List<String> problems)
{
    /**
     * Whether all holds.
     *
     * @return true where there is no problem.
     */
    boolean isGood()
    {
        return problems.isEmpty();
    }

    /**
     * All of it.
     *
     * @return for {@code --json}.
     */
    ObjectNode document()
    {
        final ObjectNode document = Output.object()
            .put("seed", seed)
            .put("elapsedMs", elapsedMs)
            .put("symbols", symbols)
            .put("commands", counts.commands())
            .put("answers", counts.answers())
            .put("orders", counts.orders())
            .put("rejects", counts.rejects())
            .put("trades", counts.newestMatchId())
            .put("volume", counts.volumeShares())
            .put("turnover", counts.turnover().setScale(4, RoundingMode.UNNECESSARY).toPlainString())
            .put("events", eventSeq)
            .put("restarts", restarts)
            .put("stateHash", hash.hash())
            .put("stateHashesEqual", hash.areEqual());
        final ArrayNode nodes = document.putArray("nodes");
        hash.status().nodes().forEach(node -> nodes.add(node.isPresent() ? node.get().document() : null));
        document.set("gateway", gateway);
        document.put("good", isGood());
        final ArrayNode lines = document.putArray("problems");
        problems.forEach(lines::add);
        return document;
    }

    /**
     * All of it.
     *
     * @return for a person.
     */
    String text()
    {
        final double seconds = elapsedMs / 1000.0;
        final StringBuilder text = new StringBuilder()
            .append(String.format("%,d orders, %,d trades, %,d shares, %,.2f %s in %.1f s on %d symbols%n",
                counts.orders(), counts.newestMatchId(), counts.volumeShares(), counts.turnover(),
                DemoMarket.CURRENCY, seconds, symbols))
            .append(String.format("%,d commands, each answered once: %s; %,d refused by the venue; %d restarts%n",
                counts.commands(), counts.commands() == counts.answers() ? "yes" : "NO, " + counts.answers() +
                " answers", counts.rejects(), restarts))
            .append(String.format("%,d events; gateway: %s%n", eventSeq, gateway == null ? "no answer" :
                "event " + gateway.path("eventSeq").asLong() + ", gaps " + gateway.path("gaps").asLong() +
                ", duplicates " + gateway.path("duplicates").asLong() + ", switches " +
                gateway.path("switches").asLong()))
            .append(hash.text());
        problems.forEach(problem -> text.append(System.lineSeparator()).append("problem: ").append(problem));
        return text.toString();
    }
}
