package io.gavel.gateway.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one stream was told of a book, down to its depth. */
final class SyntheticSubscription
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SyntheticMarket market;
    private final int depth;
    private Map<String, ArrayNode> bids = Map.of();
    private Map<String, ArrayNode> asks = Map.of();
    private long seq;

    SyntheticSubscription(final SyntheticMarket market, final int depth)
    {
        this.market = market;
        this.depth = depth;
    }

    /** The message that a subscription begins with. */
    ObjectNode snapshot(final long eventSeq)
    {
        return message("snapshot", eventSeq);
    }

    /** What changed since the last message, or null where nothing did. */
    ObjectNode delta(final long eventSeq)
    {
        if (bids.equals(market.rows(true, depth)) && asks.equals(market.rows(false, depth)))
        {
            return null;
        }
        return message("delta", eventSeq);
    }

    private ObjectNode message(final String type, final long eventSeq)
    {
        final Map<String, ArrayNode> newBids = market.rows(true, depth);
        final Map<String, ArrayNode> newAsks = market.rows(false, depth);
        seq++;
        final ObjectNode message = JSON.createObjectNode().put("channel", "book").put("type", type)
            .put("symbol", market.symbol()).put("seq", seq).put("eventSeq", eventSeq);
        message.putArray("bids").addAll(changed(bids, newBids));
        message.putArray("asks").addAll(changed(asks, newAsks));
        bids = newBids;
        asks = newAsks;
        return message;
    }

    private static List<ArrayNode> changed(final Map<String, ArrayNode> before, final Map<String, ArrayNode> after)
    {
        final List<ArrayNode> changed = new ArrayList<>();
        before.keySet().stream().filter(price -> !after.containsKey(price))
            .forEach(price -> changed.add(SyntheticMarket.row(price, 0, 0)));
        after.forEach((price, row) ->
        {
            if (!row.equals(before.get(price)))
            {
                changed.add(row);
            }
        });
        return changed;
    }
}
