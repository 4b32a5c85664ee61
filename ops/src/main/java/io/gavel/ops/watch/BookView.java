package io.gavel.ops.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The price levels of one book, as the gateway tells them: a snapshot, then changes.
 */
final class BookView
{
    /**
     * What stands at one price.
     *
     * @param price  as the gateway writes it.
     * @param size   shares.
     * @param orders how many.
     */
    record Level(String price, long size, long orders)
    {
    }

    private final TreeMap<BigDecimal, Level> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<BigDecimal, Level> asks = new TreeMap<>();
    private final String symbol;
    private final int depth;
    private long seq;
    private long eventSeq;
    private boolean isStale;

    /**
     * An empty book.
     *
     * @param symbol of its instrument.
     * @param depth  levels to show.
     */
    BookView(final String symbol, final int depth)
    {
        this.symbol = symbol;
        this.depth = depth;
    }

    /**
     * Takes a whole book over.
     *
     * @param message the gateway's REST answer, or its snapshot.
     */
    void snapshot(final JsonNode message)
    {
        bids.clear();
        asks.clear();
        apply(message);
        isStale = message.path("stale").asBoolean(false);
    }

    /**
     * Takes changes over.
     *
     * @param message the gateway's delta.
     * @throws IllegalStateException where one before it is missing.
     */
    void delta(final JsonNode message)
    {
        final long next = message.path("seq").asLong(-1);
        if (next != seq + 1)
        {
            throw new IllegalStateException("the gateway's book has a gap: expected seq=" + (seq + 1) + ", actual=" +
                next);
        }
        apply(message);
    }

    private void apply(final JsonNode message)
    {
        seq = message.path("seq").asLong(0);
        eventSeq = message.path("eventSeq").asLong(0);
        apply(bids, message.path("bids"));
        apply(asks, message.path("asks"));
    }

    private static void apply(final TreeMap<BigDecimal, Level> levels, final JsonNode rows)
    {
        for (final JsonNode row : rows)
        {
            final BigDecimal price = new BigDecimal(row.get(0).asText());
            if (row.get(1).asLong() == 0)
            {
                levels.remove(price);
            }
            else
            {
                levels.put(price, new Level(row.get(0).asText(), row.get(1).asLong(), row.get(2).asLong()));
            }
        }
    }

    /**
     * The levels that are shown.
     *
     * @return for {@code --json}.
     */
    ObjectNode document()
    {
        final ObjectNode document = Output.object().put("symbol", symbol).put("eventSeq", eventSeq)
            .put("stale", isStale);
        write(document.putArray("bids"), bids);
        write(document.putArray("asks"), asks);
        return document;
    }

    private void write(final ArrayNode rows, final Map<BigDecimal, Level> levels)
    {
        levels.values().stream().limit(depth).forEach(
            level -> rows.addArray().add(level.price()).add(level.size()).add(level.orders()));
    }

    /**
     * A ladder: bids to the left, asks to the right, best first.
     *
     * @return for a person.
     */
    String text()
    {
        final Table table = new Table(">ORDERS", ">SIZE", ">BID", ">ASK", ">SIZE", ">ORDERS");
        final Iterator<Level> left = bids.values().iterator();
        final Iterator<Level> right = asks.values().iterator();
        for (int i = 0; i < depth && (left.hasNext() || right.hasNext()); i++)
        {
            final Level bid = left.hasNext() ? left.next() : null;
            final Level ask = right.hasNext() ? right.next() : null;
            table.row(bid == null ? "" : bid.orders(), bid == null ? "" : bid.size(), bid == null ? "" : bid.price(),
                ask == null ? "" : ask.price(), ask == null ? "" : ask.size(), ask == null ? "" : ask.orders());
        }
        return symbol + " at event " + eventSeq + (isStale ? " (stale: the gateway is catching up)" : "") + "\n" +
            (bids.isEmpty() && asks.isEmpty() ? "the book is empty" : table.toString());
    }
}
