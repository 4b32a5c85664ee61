package io.gavel.gateway.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A book, trades and candles of one symbol, written as docs/MARKET-DATA.md has them. Prices are in 1/10,000. */
final class SyntheticMarket
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Level(long size, int orders)
    {
    }

    private record Trade(
        long matchId, long price, long quantity, String aggressorSide, long timeNs, boolean busted, boolean corrected)
    {
    }

    private final String symbol;
    private final Map<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Long, Level> asks = new TreeMap<>();
    private final List<Trade> trades = new ArrayList<>();
    private final Map<String, ObjectNode> documents = new TreeMap<>();

    SyntheticMarket(final String symbol)
    {
        this.symbol = symbol;
        document("state", JSON.createObjectNode().put("phase", "CONTINUOUS").putNull("phaseReason")
            .put("phaseSinceNs", "1580371200000000000").putNull("phaseUntilNs").putNull("indicative"));
        document("statistics", JSON.createObjectNode().putNull("tradingDate"));
    }

    String symbol()
    {
        return symbol;
    }

    /** Sets a level; with size 0 it is gone. */
    void level(final boolean bid, final String price, final long size, final int orders)
    {
        final Map<Long, Level> side = bid ? bids : asks;
        if (0 == size)
        {
            side.remove(units(price));
        }
        else
        {
            side.put(units(price), new Level(size, orders));
        }
    }

    /** Adds a trade, and answers with its message of the trades channel. */
    ObjectNode trade(
        final long matchId, final String price, final long quantity, final String aggressorSide, final long timeNs)
    {
        final Trade trade = new Trade(matchId, units(price), quantity, aggressorSide, timeNs, false, false);
        trades.add(trade);
        return row(trade).put("channel", "trades").put("type", "trade").put("symbol", symbol);
    }

    /** Busts a trade where the price is null, or corrects its price; answers with the message of the trades channel. */
    ObjectNode change(final long matchId, final String newPrice)
    {
        final boolean bust = null == newPrice;
        trades.replaceAll(trade -> trade.matchId() != matchId ? trade : new Trade(
            matchId, bust ? trade.price() : units(newPrice), trade.quantity(), trade.aggressorSide(), trade.timeNs(),
            bust, !bust));
        final Trade changed = trades.stream().filter(trade -> trade.matchId() == matchId).findFirst().orElseThrow();
        return JSON.createObjectNode().put("channel", "trades").put("type", bust ? "bust" : "correction")
            .put("symbol", symbol).put("matchId", matchId).put("price", price(changed.price()))
            .put("quantity", changed.quantity()).put("timeNs", Long.toString(changed.timeNs()));
    }

    /** Sets what the channel state or statistics tells. */
    ObjectNode document(final String channel, final ObjectNode fields)
    {
        final ObjectNode document = JSON.createObjectNode().put("channel", channel).put("type", channel)
            .put("symbol", symbol);
        document.setAll(fields);
        documents.put(channel, document);
        return document;
    }

    /** What the channel state or statistics told last; null for other channels. */
    ObjectNode document(final String channel)
    {
        return documents.get(channel);
    }

    ObjectNode instrument()
    {
        return JSON.createObjectNode().put("symbol", symbol).put("currency", "USD").put("tickSize", "0.0100")
            .put("lotSize", 1).put("group", 0).put("phase", documents.get("state").get("phase").asText());
    }

    private List<Trade> valid()
    {
        return trades.stream().filter(trade -> !trade.busted()).toList();
    }

    ObjectNode quote(final boolean stale, final long eventSeq)
    {
        final ObjectNode quote = JSON.createObjectNode().put("symbol", symbol);
        best(quote, "bid", bids);
        best(quote, "ask", asks);
        if (valid().isEmpty())
        {
            quote.putNull("last").putNull("lastSize");
        }
        else
        {
            final Trade last = valid().get(valid().size() - 1);
            quote.put("last", price(last.price())).put("lastSize", last.quantity());
        }
        return quote.put("eventSeq", eventSeq).put("timeNs", "0").put("stale", stale);
    }

    ObjectNode trades(final int limit)
    {
        final ObjectNode answer = JSON.createObjectNode().put("symbol", symbol);
        final ArrayNode rows = answer.putArray("trades");
        for (int i = trades.size() - 1; i >= 0 && rows.size() < limit; i--)
        {
            rows.add(row(trades.get(i)));
        }
        return answer;
    }

    ObjectNode candles(final int resolution, final long startTime, final long endTime)
    {
        final TreeMap<Long, List<Trade>> byTime = valid().stream().collect(Collectors.groupingBy(
            trade -> trade.timeNs() / 1_000_000_000L / resolution * resolution, TreeMap::new, Collectors.toList()));
        final ObjectNode answer = JSON.createObjectNode().put("symbol", symbol).put("resolution", resolution);
        final ArrayNode rows = answer.putArray("candles");
        byTime.subMap(startTime, endTime).forEach((time, inside) -> rows.addObject()
            .put("time", time)
            .put("open", price(inside.get(0).price()))
            .put("high", price(inside.stream().mapToLong(Trade::price).max().orElseThrow()))
            .put("low", price(inside.stream().mapToLong(Trade::price).min().orElseThrow()))
            .put("close", price(inside.get(inside.size() - 1).price()))
            .put("volume", inside.stream().mapToLong(Trade::quantity).sum())
            .put("trades", inside.size()));
        return answer;
    }

    /** The best levels of a side as rows by price, best first. */
    Map<String, ArrayNode> rows(final boolean bid, final int depth)
    {
        final Map<String, ArrayNode> rows = new LinkedHashMap<>();
        (bid ? bids : asks).entrySet().stream().limit(depth).forEach(entry -> rows.put(
            price(entry.getKey()), row(price(entry.getKey()), entry.getValue().size(), entry.getValue().orders())));
        return rows;
    }

    static ArrayNode row(final String price, final long size, final int orders)
    {
        return JSON.createArrayNode().add(price).add(size).add(orders);
    }

    private static void best(final ObjectNode quote, final String name, final Map<Long, Level> side)
    {
        if (side.isEmpty())
        {
            quote.putNull(name).putNull(name + "Size");
        }
        else
        {
            final Map.Entry<Long, Level> best = side.entrySet().iterator().next();
            quote.put(name, price(best.getKey())).put(name + "Size", best.getValue().size());
        }
    }

    private static ObjectNode row(final Trade trade)
    {
        return JSON.createObjectNode().put("matchId", trade.matchId()).put("price", price(trade.price()))
            .put("quantity", trade.quantity()).put("aggressorSide", trade.aggressorSide())
            .put("auction", null == trade.aggressorSide()).put("busted", trade.busted())
            .put("corrected", trade.corrected())
            .put("timeNs", Long.toString(trade.timeNs()));
    }

    private static long units(final String price)
    {
        return new BigDecimal(price).movePointRight(4).longValueExact();
    }

    private static String price(final long units)
    {
        return BigDecimal.valueOf(units, 4).toPlainString();
    }
}
